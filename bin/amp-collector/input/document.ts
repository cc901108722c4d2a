import type { DefinitionEnvironment } from '../../../lib/validation/alert-manager/definition-context';
import type { CollectorTarget } from '../../../lib/validation/collector-target';
import type { WantedText } from '../../../lib/validation/file-kinds';
import type { Problem } from '../../../lib/validation/problem';

/** A kind of text that templates have: besides those that users write in files, dashboards and the query of an anomaly detector. */
export type DeployedText = WantedText | 'dashboard' | 'query';

/** A workspace of a cloud assembly. */
export interface DeployedWorkspace {
  /** A text that is equal for one workspace. */
  readonly key: string;
  /** The path of its construct, or its ID. */
  readonly name: string;
  readonly region?: string;
  readonly retentionDays?: number;
}

/** The rules about documents of a cloud assembly that cannot be read. */
export const UNREAD_RULES = ['unknown-configuration', 'missing-template'] as const;

/** A text to validate or show, and its origin. */
export interface Document {
  /** The name in messages: a file, `<stdin>`, or the path of a construct. */
  readonly name: string;
  /** Bytes, since text that is not UTF-8 is a problem to report. */
  readonly text: Uint8Array | string;
  /** The file that contains it. */
  readonly file: string;
  /** The construct that it belongs to, if the file is a template. */
  readonly constructPath?: string;
  /** The file that a construct read the text from, line by line the same. */
  readonly sourceFile?: string;
  /** The kind of text, if a template specifies it. */
  readonly kind?: DeployedText;
  /** The condition of the template under which the resource has this text; empty without one. */
  readonly condition?: string;
  /** The collector that runs a scrape configuration, if a template specifies it. */
  readonly target?: CollectorTarget;
  /** The account and the Region of the workspace of an alert manager definition, if a template specifies it. */
  readonly environment?: DefinitionEnvironment;
  /** The name of the namespace of the rules, if a template specifies it. */
  readonly namespaceName?: string;
  /** The workspace that a scraper writes to or that evaluates rules, if a template specifies it. */
  readonly workspace?: DeployedWorkspace;
  /** The problems of its queries with the scrapers that write to the same workspace, if they are known. */
  readonly workspaceProblems?: readonly Problem[];
  /** The reason why there is no text. */
  readonly unread?: Problem;
  /** Returns the problems that the app does not acknowledge. */
  readonly unacknowledged?: (problems: readonly Problem[]) => readonly Problem[];
}
