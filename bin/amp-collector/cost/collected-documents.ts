import type { EffectiveConfiguration } from '../../../lib/prometheus/scrape-config/effective';
import type { JsonObject } from '../../../lib/private/json';
import { groupedBy } from '../../../lib/private/grouped-by';
import { CollectorDestination } from '../../../lib/validation/collector-target';
import { CommandError, EXIT } from '../command-error';
import { dashboardOf } from '../documents/dashboard';
import { recognizeKind } from '../documents/document-kinds';
import { RULE_FILE } from '../documents/rule-file';
import { readDocuments } from '../documents/read-documents';
import type { DeployedWorkspace, Document } from '../input/document';
import { documentText } from '../input/document-text';
import { readConfiguration } from '../input/read-configuration';

/** The configuration of a scraper. */
export interface CollectedScraper {
  readonly name: string;
  readonly configuration: EffectiveConfiguration;
}

/** The scrapers that write to a workspace, and the rules that it evaluates. */
export interface CollectedWorkspace {
  /** Nothing for files, which do not name a workspace. */
  readonly workspace?: DeployedWorkspace;
  /** True for scrapers that write to CloudWatch. */
  readonly isCloudWatch: boolean;
  readonly scrapers: readonly CollectedScraper[];
  readonly ruleFiles: readonly string[];
}

/** The scrapers and the rules of files and cloud assemblies. */
export interface CollectedDocuments {
  readonly scrapers: readonly CollectedScraper[];
  readonly ruleFiles: readonly string[];
  /** The scrapers and the rules by workspace. */
  readonly workspaces: readonly CollectedWorkspace[];
  /** The queries of anomaly detectors. */
  readonly detectors: ReadonlyArray<{ readonly name: string; readonly query: string }>;
  /** The dashboards of assemblies. */
  readonly dashboards: readonly JsonObject[];
  /** Texts that are known only at deployment. */
  readonly unread: readonly string[];
}

export function collectedDocuments(operands: readonly string[]): CollectedDocuments {
  const { documents } = readDocuments(operands);
  const ofKind = documents.filter(({ kind }) => kind !== 'alert-manager-definition');
  const read = ofKind.filter(({ unread }) => unread === undefined);
  const texts = read.filter(({ kind }) => kind !== 'query' && kind !== 'dashboard');
  const [rules, configurations] = [texts.filter(isRuleFile), texts.filter(document => !isRuleFile(document))];
  const workspaces = [...groupedBy([...configurations, ...rules], destinationOf).values()].map((members): CollectedWorkspace => {
    const [first] = members;
    return {
      ...first?.workspace && { workspace: first.workspace }, isCloudWatch: first?.target?.destination === CollectorDestination.CLOUD_WATCH,
      scrapers: members.filter(document => !isRuleFile(document))
        .map(document => ({ name: document.name, configuration: configurationOf(document) })),
      ruleFiles: members.filter(isRuleFile).map(documentText),
    };
  });
  return {
    workspaces, scrapers: workspaces.flatMap(({ scrapers }) => scrapers), ruleFiles: rules.map(documentText),
    detectors: read.filter(({ kind }) => kind === 'query').map(document => ({ name: document.name, query: documentText(document) })),
    dashboards: read.filter(({ kind }) => kind === 'dashboard').map(dashboardOf),
    unread: ofKind.flatMap(({ name, unread }) => unread === undefined ? [] : [`${name}: ${unread.message}`]),
  };
}

function destinationOf({ workspace, target }: Document): string {
  return target?.destination === CollectorDestination.CLOUD_WATCH ? 'CloudWatch' : workspace?.key ?? '';
}

function isRuleFile(document: Document): boolean {
  return document.kind === undefined ? recognizeKind(documentText(document)) === RULE_FILE : document.kind === 'rule-file';
}

function configurationOf({ name, file, constructPath, text }: Document): EffectiveConfiguration {
  const { configuration, errors: [error] } = readConfiguration(text);
  if (configuration !== undefined && error === undefined) return configuration;
  throw new CommandError(`${name} is not valid: ${error?.message ?? 'it is empty'}; for all problems run: amp-collector validate${constructPath === undefined ? ` ${file}` : ''}`, EXIT.PROBLEMS);
}
