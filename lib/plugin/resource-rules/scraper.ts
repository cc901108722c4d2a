import { Token } from 'aws-cdk-lib';
import { aliasProblems } from '../../private/checks';
import { LIMITS } from '../../private/limits';
import { ENCODED_MESSAGE, isEncoded } from '../../scraper/configuration-blob';
import { textAt, valueAt } from '../property-readers';
import type { ResourceProblem } from '../resource-rule';
import { collectorTarget, type NetworkProperties, networkOf } from '../scraper-properties';
import type { TemplateResource } from '../template-resource';

const BLOB = 'ScrapeConfiguration.ConfigurationBlob';

export function encodedConfigurations({ properties }: TemplateResource): ResourceProblem[] {
  const blob = valueAt(properties, 'ScrapeConfiguration', 'ConfigurationBlob');
  return isEncoded(blob) ? [{ property: BLOB, message: ENCODED_MESSAGE }] : [];
}

export function unknownSources({ properties }: TemplateResource): ResourceProblem[] {
  return collectorTarget(properties) === undefined
    ? [{ property: 'Source', message: 'is not known, or the destination is not; the scrape configuration is validated for Prometheus only' }]
    : [];
}

export function subnetCounts({ properties }: TemplateResource): ResourceProblem[] {
  return countProblems(properties, 'SubnetIds', 'subnets', LIMITS.subnets);
}

export function securityGroupCounts({ properties }: TemplateResource): ResourceProblem[] {
  return countProblems(properties, 'SecurityGroupIds', 'security groups', LIMITS.securityGroups);
}

/** A list that is an intrinsic function is not counted. */
function countProblems(
  properties: TemplateResource['properties'], name: keyof NetworkProperties, what: string, { min, max }: { min: number; max: number },
): ResourceProblem[] {
  const network = networkOf(properties);
  const ids = network?.properties[name];
  if (!Array.isArray(ids) || (ids.length >= min && ids.length <= max)) return [];
  return [{ property: `Source.${network?.name ?? ''}.${name}`, message: `specify ${min} to ${max} ${what}, got ${ids.length}` }];
}

export function scraperAliases({ properties }: TemplateResource): ResourceProblem[] {
  return aliasProblems(textAt(properties, 'Alias'), LIMITS.alias).map(({ message }) => ({ property: 'Alias', message }));
}

/** Compares a literal ARN of the workspace with the environment of the stack. */
export function destinationEnvironments({ properties, stack }: TemplateResource): ResourceProblem[] {
  const property = 'Destination.AmpConfiguration.WorkspaceArn';
  const [, region, account] = /^arn:[\w-]+:aps:([\w-]*):(\d*):workspace\//.exec(textAt(properties, 'Destination', 'AmpConfiguration', 'WorkspaceArn') ?? '') ?? [];
  return [
    ...differs(region, stack.region) ? [{ property, message: `must be a workspace of the scraper's Region ${stack.region}, got ${region}` }] : [],
    ...differs(account, stack.accountId) && properties.RoleConfiguration === undefined
      ? [{ property, message: `is in another account than the scraper (${stack.accountId}), got ${account}; specify RoleConfiguration, which CrossAccountRoles creates` }]
      : [],
  ];
}

function differs<T extends string>(theirs: T | undefined, ours: string | undefined): theirs is T {
  return theirs !== undefined && ours !== undefined && !Token.isUnresolved(ours) && theirs !== ours;
}
