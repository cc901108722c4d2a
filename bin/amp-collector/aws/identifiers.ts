import { UsageError } from '../command-error';
import { parseArn } from './arn';

/*
 * The forms of what users name in AWS, checked before anything is requested. They accept whatever AWS accepts: the service reports what
 * only it can know.
 */

/** Regions of every partition, such as `eu-central-1`, `us-gov-west-1`, `us-isob-east-1` and `eusc-de-east-1`. */
const REGION = /^[a-z]+(?:-[a-z]+)+-\d+(?:-fips)?$/;

/** @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_DescribeWorkspace.html */
const WORKSPACE_ID = /^ws-[\w.-]{1,61}$/;

/** A workspace's ID as the service writes it. An alias of a scraper can begin with `ws-`, too. */
const FULL_WORKSPACE_ID = /^ws-[0-9a-f-]{36}$/;

const SCRAPER_ID = /^s-[0-9a-f-]{36}$/;

/** @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_CreateScraper.html */
const ALIAS = /^[0-9A-Za-z][\w.-]{0,99}$/;

type ResourceType = 'scraper' | 'workspace';

/** The identification of a resource: its ID, or for scrapers its alias; and the Region, which ARNs have. */
export interface Identifier {
  readonly id?: string;
  readonly alias?: string;
  readonly region?: string;
}

export function checkRegion(region: string | undefined): void {
  if (region !== undefined && !REGION.test(region)) throw new UsageError(`the Region must have the form of eu-central-1, got '${region}'`);
}

/** Returns the ID of a workspace that is given by its ID or ARN. */
export function workspaceIdentifier(given: string): Identifier {
  if (given.startsWith('arn:')) return identifierInArn(given, 'workspace');
  if (WORKSPACE_ID.test(given)) return { id: given };
  throw new UsageError(`specify the workspace by its ID (ws-…) or ARN, got '${given}'${
    ALIAS.test(given) ? `; aws amp list-workspaces --alias ${given} prints the ID of an alias` : ''}`);
}

/** Returns the ID of a scraper that is given by its ID or ARN, or its alias. */
export function scraperIdentifier(given: string): Identifier {
  if (given.startsWith('arn:')) return identifierInArn(given, 'scraper');
  if (SCRAPER_ID.test(given)) return { id: given };
  if (ALIAS.test(given)) return { alias: given };
  throw new UsageError(`specify the scraper by its ID (s-…), ARN or alias, got '${given}'`);
}

/** Returns true for IDs and ARNs of workspaces. */
export function isWorkspace(given: string): boolean {
  return FULL_WORKSPACE_ID.test(given) || parseArn(given)?.type === 'workspace';
}

function identifierInArn(arn: string, type: ResourceType): Identifier {
  const { service, type: found, name, region } = parseArn(arn) ?? {};
  if (service !== 'aps' || found !== type) {
    throw new UsageError(`'${arn}' is not the ARN of a ${type}, such as arn:aws:aps:eu-central-1:111122223333:${type}/${type === 'scraper' ? 's' : 'ws'}-…`);
  }
  return { id: name, region };
}
