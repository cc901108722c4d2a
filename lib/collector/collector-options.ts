import type { Stack } from 'aws-cdk-lib';
import type { IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import type { Construct } from 'constructs';
import type { PropertyProblem } from '../private/property-problem';
import { type CommonProps, commonProblems } from '../scraper/common-problems';
import { ScraperDestination } from '../scraper/scraper-destination';
import type { ScraperLogging } from '../scraper/scraper-logging';
import type { ScraperRoles } from '../scraper/scraper-roles';
import { Workspace } from '../workspace/workspace';
import type { IWorkspace } from '../workspace/workspace-interface';

/**
 * Options that all collectors share.
 */
export interface CollectorOptions {
  /**
   * The workspace to write to, created or imported, or an L1.
   *
   * It must be in the collector's Region. A workspace of another account requires `roleConfiguration`, see `CrossAccountRoles`.
   *
   * @default - a new workspace, which is retained when it is removed from the stack; none if `destination` is specified
   */
  readonly workspace?: IWorkspaceRef;

  /**
   * The destination of the metrics, if it is not a workspace.
   *
   * @default - the workspace
   */
  readonly destination?: ScraperDestination;

  /**
   * The alias of the scraper, and of the workspace that the collector creates. It does not have to be unique. 1 to 100 letters, digits,
   * `-`, `.` and `_`, of which the first is a letter or a digit.
   *
   * @default - none
   */
  readonly alias?: string;

  /**
   * The roles with which the scraper writes.
   *
   * @default - the service-linked role, which writes only to its own account
   */
  readonly roleConfiguration?: ScraperRoles;

  /**
   * The log group and the components of the scraper's logs. Specify `{}` to log everything to a new log group.
   *
   * @default - no logs
   */
  readonly logging?: ScraperLogging;

  /**
   * The tags of the scraper, at most 50.
   *
   * @default - none
   */
  readonly tags?: { readonly [key: string]: string };
}

/** The destination of a collector, and the workspace if it is one. */
export interface Destination {
  /** The workspace or the dataset. */
  readonly destination: ScraperDestination;
  /** The workspace; nothing for CloudWatch. */
  readonly workspace?: IWorkspace;
}

/** Returns the specified destination, or a new workspace. */
export function resolveDestination(collector: Construct, options: CollectorOptions): Destination {
  if (options.destination) {
    const { _workspace: reference } = options.destination;
    return { destination: options.destination, workspace: reference && Workspace._fromReference(collector, 'Workspace', reference) };
  }
  const workspace = options.workspace
    ? Workspace._fromReference(collector, 'Workspace', options.workspace)
    : new Workspace(collector, 'Workspace', specified(options, 'alias'));
  return { destination: ScraperDestination.workspace(options.workspace ?? workspace), workspace };
}

/** Returns the options that the scraper has too. */
export function scraperOptions(options: CollectorOptions): CommonProps {
  return specified(options, 'alias', 'roleConfiguration', 'logging', 'tags');
}

/** Returns the specified options only: an undefined property would override a default that an organization injects. */
function specified<Name extends keyof CollectorOptions>(options: CollectorOptions, ...names: Name[]): Pick<CollectorOptions, Name> {
  const entries = names.map(name => [name, options[name]] as const).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Pick<CollectorOptions, Name>;
}

/** Checks the options that all collectors share. */
export function optionProblems(stack: Stack, options: CollectorOptions): PropertyProblem[] {
  const { workspace, destination } = options;
  const choice = workspace ? { path: 'workspace', workspace } : { path: 'destination', workspace: destination?._workspace };
  return [...destinationProblems(options), ...commonProblems(stack, options, choice)];
}

function destinationProblems({ workspace, destination }: CollectorOptions): PropertyProblem[] {
  if (workspace === undefined || destination === undefined) return [];
  return [{ path: 'destination', message: 'specify workspace or destination, not both' }];
}
