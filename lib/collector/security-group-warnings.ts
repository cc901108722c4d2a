import { Stack } from 'aws-cdk-lib';
import type { CfnSecurityGroup, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { type AppModel, whenComplete } from '../private/app-model';
import { ownResource } from '../private/own-resource';
import { referenceKey } from '../private/reference-key';
import { warn, WARNINGS } from '../private/warnings';

const GROUP = 'AWS::EC2::SecurityGroup';

/**
 * Warns if this app creates every security group of a collector, and none of them allows egress.
 *
 * Waits, like every check here, until the app has created all rules.
 */
export function warnOfMissingEgress(collector: IConstruct, groups: readonly ISecurityGroup[]): void {
  const resources = groups.map(group => ownResource(group, GROUP) as CfnSecurityGroup | undefined).filter(group => group !== undefined);
  if (groups.length === 0 || resources.length < groups.length) return;
  whenComplete(collector, (app) => {
    if (resources.some(group => allowsEgress(app, group))) return;
    warn(collector, WARNINGS.securityGroups,
      'no security group of the collector allows egress, so the collector becomes ACTIVE and collects nothing; allow egress to the targets');
  });
}

/**
 * Warns if no rule of the app allows ingress from the security groups of a collector. Rules with a CIDR may allow it.
 *
 * @param groups the security groups of the collector
 * @param targets the security groups of the targets; every security group of the app if they are unknown
 * @param fix the code that adds the rule
 */
export function warnOfMissingIngress(
  collector: IConstruct, groups: readonly ISecurityGroup[], targets: readonly ISecurityGroup[] | undefined, fix: string,
): void {
  whenComplete(collector, (app) => {
    const sources = groups.map(group => referenceKey(group, group.securityGroupId));
    const targetKeys = targets?.map(group => referenceKey(group, group.securityGroupId));
    if (targetKeys?.some(key => sources.includes(key)) === true) return;
    if (isIngressAllowed(app, sources, targetKeys)) return;
    warn(collector, WARNINGS.securityGroups,
      `no security group of ${targets ? 'the targets' : 'this app'} allows ingress from the collector, so the collector becomes ACTIVE and collects nothing; `
      + `use ${fix}`);
  });
}

function isIngressAllowed(app: AppModel, sources: readonly string[], targets: readonly string[] | undefined): boolean {
  const isTarget = (scope: IConstruct, id: unknown) => targets === undefined || typeof id !== 'string' || targets.includes(referenceKey(scope, id));
  const rules = app.resourcesOfType('AWS::EC2::SecurityGroupIngress').filter(rule => isTarget(rule, rule.groupId));
  const inline = app.resourcesOfType(GROUP).filter(group => isTarget(group, group.attrGroupId))
    .flatMap(group => inlineRules(group, group.securityGroupIngress));
  // Rules that the CDK writes into a security group have a CIDR or a prefix list.
  return inline.length > 0
    || rules.some(rule => rule.sourceSecurityGroupId === undefined || sources.includes(referenceKey(rule, rule.sourceSecurityGroupId)));
}

/** A security group without egress rules allows all egress; the CDK writes a rule to an address that does not exist to allow none. */
function allowsEgress(app: AppModel, group: CfnSecurityGroup): boolean {
  if (group.securityGroupEgress === undefined) return true;
  const key = referenceKey(group, group.attrGroupId);
  const rules = app.resourcesOfType('AWS::EC2::SecurityGroupEgress');
  return rules.some(rule => referenceKey(rule, rule.groupId) === key)
    || inlineRules(group, group.securityGroupEgress).some(({ cidrIp }) => cidrIp !== '255.255.255.255/32');
}

function inlineRules(group: CfnSecurityGroup, property: unknown): Array<{ readonly cidrIp?: unknown }> {
  const rules: unknown = Stack.of(group).resolve(property);
  return Array.isArray(rules) ? rules as Array<{ readonly cidrIp?: unknown }> : [];
}
