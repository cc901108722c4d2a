import { type CfnResource, Stack } from 'aws-cdk-lib';
import type { CfnScraper } from 'aws-cdk-lib/aws-aps';
import type { IConstruct } from 'constructs';
import { ofType } from '../private/app-resources';
import { propertyAt } from '../private/property-values';
import { renderedProperties } from '../private/rendered-properties';
import type { WorkspaceMembers } from './workspace-members';

/** A workspace construct of this library whose app states whether others write to the workspace. */
interface StatedWriters {
  readonly _otherWriters?: boolean;
}

/**
 * Returns true if the scrapers of an app are all that writes to a workspace, as far as the app knows. Others may write to an imported
 * workspace, and to one on which a policy of the app allows remote writing.
 */
export function isOnlyWrittenByScrapers(members: WorkspaceMembers, root: IConstruct): boolean {
  const stated = members.constructs.map(construct => (construct as StatedWriters)._otherWriters).find(statement => statement !== undefined);
  if (stated !== undefined) return !stated;
  if (members.resource === undefined) return false;
  return !members.policies.some(policy => ALLOWS_WRITING.test(textOf(policy))) && !isGranted(members.resource, members.scrapers, root);
}

/** Returns true if the app has a scraper whose workspace is known only at deployment: it may be any workspace. */
export function hasUnknownDestination(workspaces: ReadonlyMap<string, WorkspaceMembers>, root: IConstruct): boolean {
  const known = new Set([...workspaces].filter(([key, { resource }]) => resource !== undefined || key.startsWith('arn:'))
    .flatMap(([, { scrapers }]) => scrapers));
  return ofType<CfnScraper>(root.node.findAll(), 'AWS::APS::Scraper')
    .some(scraper => !known.has(scraper) && propertyAt(scraper.destination, 'cloudWatchConfiguration') === undefined);
}

const ALLOWS_WRITING = /aps:(?:\*|Remote)|AmazonPrometheus(?:RemoteWrite|FullAccess)/;
const ANY_WORKSPACE = /"Resource":(?:\[)?"\*"|workspace\/\*|AmazonPrometheus(?:RemoteWrite|FullAccess)/;

const POLICY_TYPES = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'];

/** Looks for policies that allow remote writing to the workspace. Those of the roles of its own scrapers do not count. */
function isGranted(workspace: CfnResource, scrapers: readonly CfnScraper[], root: IConstruct): boolean {
  const logicalId = Stack.of(workspace).resolve(workspace.logicalId) as string;
  const ofScrapers = scrapers.map(scraper => JSON.stringify(renderedProperties(scraper).RoleConfiguration ?? ''));
  const constructs = root.node.findAll();
  return POLICY_TYPES.flatMap(type => ofType(constructs, type)).some((resource) => {
    const text = textOf(resource);
    if (!ALLOWS_WRITING.test(text) || !(text.includes(logicalId) || ANY_WORKSPACE.test(text))) return false;
    const id = Stack.of(resource).resolve(resource.logicalId) as string;
    const isOfScraper = ofScrapers.some(roles => roles.includes(`"${id}"`) || rolesIn(text).some(role => roles.includes(role)));
    return !isOfScraper;
  });
}

/** The logical IDs of the roles to which a policy is attached. */
function rolesIn(text: string): string[] {
  const [, roles = ''] = /"Roles":\[([^\]]*)\]/.exec(text) ?? [];
  return [...roles.matchAll(/"Ref":("[^"]+")/g)].flatMap(([, id]) => id ?? []);
}

function textOf(resource: CfnResource): string {
  return JSON.stringify(renderedProperties(resource));
}
