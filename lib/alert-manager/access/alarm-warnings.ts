import { type CfnResource, Stack } from 'aws-cdk-lib';
import type { CfnTopic } from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import type { AppModel } from '../../private/app-model';
import { ownResource } from '../../private/own-resource';
import { referencedConstruct } from '../../private/reference-key';
import { renderedProperties } from '../../private/rendered-properties';
import { warn, WARNINGS } from '../../private/warnings';
import { admits, keyStatements, statementsFor } from './app-policies';

const SERVICE = 'cloudwatch.amazonaws.com';
const ALARMS = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];
const ACTIONS = ['AlarmActions', 'OKActions', 'InsufficientDataActions'];

/**
 * Warns of alarms that cannot publish to a topic of the alert manager. SNS gives a topic a policy that admits alarms of the account; any
 * policy in a template replaces it.
 */
export function warnOfAlarms(scope: IConstruct, topic: CfnTopic, app: AppModel): void {
  const statements = statementsFor(app, topic, topic.ref);
  const alarm = app.derive(actionsOfAlarms).find(({ stack, actions }) => actions.has(JSON.stringify(stack.resolve(topic.ref))))?.alarm;
  if (alarm === undefined || statements.length === 0) return;
  const subject = `the alarm ${pathOf(alarm)} cannot publish to the topic ${pathOf(topic)}:`;
  if (!admits(statements, SERVICE, 'sns:Publish')) {
    warn(scope, WARNINGS.alarmAccess, `${subject} its policy has a statement for the alert manager and none for CloudWatch; add `
    + `topic.grantPublish(new ServicePrincipal('${SERVICE}'))`);
  }
  const key = keyOf(topic);
  if (key === undefined || admits(keyStatements(key), SERVICE, 'kms:GenerateDataKey')) return;
  warn(scope, WARNINGS.alarmAccess, `${subject} the policy of the key ${pathOf(key)} does not admit CloudWatch; add `
  + `key.grantEncryptDecrypt(new ServicePrincipal('${SERVICE}'))`);
}

/** The key of the app that a topic is encrypted with. */
export function keyOf({ kmsMasterKeyId }: CfnTopic): CfnResource | undefined {
  return typeof kmsMasterKeyId === 'string' ? ownResource(referencedConstruct(kmsMasterKeyId), 'AWS::KMS::Key') : undefined;
}

/** The path of the construct that creates a resource. */
function pathOf({ node }: IConstruct): string {
  return node.id === 'Resource' ? node.path.slice(0, -'/Resource'.length) : node.path;
}

/** An alarm with its actions, as the template of its stack has them. */
interface AlarmActions {
  readonly alarm: CfnResource;
  readonly stack: Stack;
  readonly actions: ReadonlySet<string>;
}

function actionsOfAlarms(app: AppModel): AlarmActions[] {
  return ALARMS.flatMap(type => app.resourcesOfType(type)).map((alarm) => {
    const properties = renderedProperties(alarm);
    const actions = ACTIONS.flatMap(name => properties[name] ?? []).map(action => JSON.stringify(action));
    return { alarm, stack: Stack.of(alarm), actions: new Set(actions) };
  });
}
