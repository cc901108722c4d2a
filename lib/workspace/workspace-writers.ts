import { type CfnResource, Stack } from 'aws-cdk-lib';
import type { CfnScraper } from 'aws-cdk-lib/aws-aps';
import type { AppModel } from '../private/app-model';
import { propertyAt } from '../private/property-values';
import { renderedProperties } from '../private/rendered-properties';
import { allowsRemoteWrite, grantsRemoteWrite, type PolicyResource, POLICY_TYPES } from './remote-write-grants';
import { type WorkspaceMembers, workspacesOf } from './workspace-members';

/** A workspace construct of this library whose app states whether others write to the workspace. */
interface StatedWriters {
  readonly _otherWriters?: boolean;
}

/**
 * Returns true if the scrapers of an app are all that writes to a workspace, as far as the app knows. Others may write to an imported
 * workspace, and to one on which a policy of the app allows remote writing.
 */
export function isOnlyWrittenByScrapers(members: WorkspaceMembers, app: AppModel): boolean {
  const stated = members.constructs.map(construct => (construct as StatedWriters)._otherWriters).find(statement => statement !== undefined);
  if (stated !== undefined) return !stated;
  if (members.resource === undefined) return false;
  return !members.policies.some(policy => allowsRemoteWrite(textOf(policy))) && !isGranted(members.resource, members.scrapers, app);
}

/** Returns true if the app has a scraper whose workspace is known only at deployment: it may be any workspace. */
export function hasUnknownDestination(app: AppModel): boolean {
  const known = new Set([...workspacesOf(app)].filter(([key, { resource }]) => resource !== undefined || key.startsWith('arn:'))
    .flatMap(([, { scrapers }]) => scrapers));
  return app.resourcesOfType('AWS::APS::Scraper')
    .some(scraper => !known.has(scraper) && propertyAt(scraper.destination, 'cloudWatchConfiguration') === undefined);
}

function isGranted(workspace: CfnResource, scrapers: readonly CfnScraper[], app: AppModel): boolean {
  const written = {
    logicalId: logicalIdOf(workspace), scraperRoles: scrapers.map(scraper => JSON.stringify(renderedProperties(scraper).RoleConfiguration ?? '')),
  };
  return app.derive(policiesOf).some(policy => grantsRemoteWrite(policy, written));
}

function policiesOf(app: AppModel): PolicyResource[] {
  return POLICY_TYPES.flatMap(type => app.resourcesOfType(type))
    .map(resource => ({ logicalId: logicalIdOf(resource), text: textOf(resource) }))
    .filter(({ text }) => allowsRemoteWrite(text));
}

function logicalIdOf(resource: CfnResource): string {
  return Stack.of(resource).resolve(resource.logicalId) as string;
}

function textOf(resource: CfnResource): string {
  return JSON.stringify(renderedProperties(resource));
}
