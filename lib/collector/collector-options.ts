import type { Stack } from 'aws-cdk-lib';
import type { IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import type { Construct } from 'constructs';
import { throwUnusable } from '../private/errors';
import type { PropertyProblem } from '../private/property-problem';
import { type CommonProps, commonProblems } from '../scraper/common-problems';
import { ScraperDestination } from '../scraper/scraper-destination';
import type { ScraperLogging } from '../scraper/scraper-logging';
import type { ScraperRoles } from '../scraper/scraper-roles';
import { Workspace } from '../workspace/workspace';

/**
 * What every collector can be told, whatever it scrapes.
 */
export interface CollectorOptions {
  /**
   * Where metrics go: created, imported, or the L1; in the collector's Region, and in its account unless there is a `roleConfiguration`.
   *
   * @default - a new workspace, kept when it leaves the stack; none where there is a `destination`
   */
  readonly workspace?: IWorkspaceRef;

  /**
   * Where metrics go instead of a workspace.
   *
   * @default - the workspace
   */
  readonly destination?: ScraperDestination;

  /**
   * A name for people, of the scraper and of the workspace that is made for it. It need not be unique. 1 to 100 letters, digits, `-`,
   * `.` and `_`, the first a letter or a digit.
   *
   * @default - none
   */
  readonly alias?: string;

  /**
   * The roles with which the scraper writes.
   *
   * @default - the service-linked role, which writes only in its own account
   */
  readonly roleConfiguration?: ScraperRoles;

  /**
   * What the scraper logs, and where; `{}` for everything, to a log group of its own.
   *
   * @default - nothing
   */
  readonly logging?: ScraperLogging;

  /**
   * Tags of the scraper. At most 50.
   *
   * @default - none
   */
  readonly tags?: { readonly [key: string]: string };
}

/** Where a collector writes, and the workspace where it is one. */
export interface Destination {
  readonly destination: ScraperDestination;
  readonly workspace?: IWorkspaceRef;
}

/** What the user says; else a new workspace. */
export function resolveDestination(collector: Construct, options: CollectorOptions): Destination {
  if (options.destination) return { destination: options.destination, workspace: options.destination._workspace };
  const workspace = options.workspace ?? new Workspace(collector, 'Workspace', said(options, 'alias'));
  return { destination: ScraperDestination.workspace(workspace), workspace };
}

/** What the scraper is told in the same words. */
export function scraperOptions(options: CollectorOptions): CommonProps {
  return said(options, 'alias', 'roleConfiguration', 'logging', 'tags');
}

/** What is said, and nothing else: a property that is there and undefined would stand over a default that an organisation injects. */
function said<Name extends keyof CollectorOptions>(options: CollectorOptions, ...names: Name[]): Pick<CollectorOptions, Name> {
  const entries = names.map(name => [name, options[name]] as const).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Pick<CollectorOptions, Name>;
}

/** What is wrong with what every collector can be told. */
export function optionProblems(stack: Stack, options: CollectorOptions): PropertyProblem[] {
  const { workspace, destination } = options;
  const choice = workspace ? { path: 'workspace', workspace } : { path: 'destination', workspace: destination?._workspace };
  return [...destinationProblems(options), ...commonProblems(stack, options, choice)];
}

function destinationProblems({ workspace, destination }: CollectorOptions): PropertyProblem[] {
  if (workspace === undefined || destination === undefined) return [];
  return [{ path: 'destination', message: 'there is a workspace too, and a collector writes to one place; give one of them' }];
}

/** The workspace of a collector that has one. */
export function workspaceOf(collector: Construct, { workspace }: Destination): IWorkspaceRef {
  return workspace ?? throwUnusable(collector.node.path, { path: 'workspace', message: 'there is none: this collector writes to CloudWatch' });
}
