import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { decision, type Request } from '../../helpers/iam';
import type { Template } from '../assembly';
import type { Aws, Ledger, PolicyAndKey } from '../aws';
import type { Bench } from '../bench';
import { ACCOUNT, OTHER_ACCOUNT } from '../paths';
import { idOf, resourceOf } from './expectations';

const EXAMPLE = 'examples/alerts';
const STACK = 'Alerts';

/** The types of resources that alerts need. The others of the example take minutes. */
const ALERTING = /^AWS::(?:SNS|KMS|SecretsManager|CloudWatch)::|^AWS::APS::(?:Workspace|RuleGroupsNamespace)$/;

/** The example's alert manager has access to everything that its receivers use. */
export async function alerts(bench: Bench): Promise<void> {
  const assembly = bench.changed(await bench.synthesize(EXAMPLE), STACK, onlyAlerting);
  const before = bench.aws.ledger;
  await bench.deploy(assembly);
  assert.equal(await notify(bench.aws, before), 2, 'two receivers are wanted');
  assert.match(await bench.diff(bench.changed(await bench.synthesize(EXAMPLE), STACK, onlyAlerting)), /There were no differences/);
  await bench.destroy(assembly);
  assert.deepEqual(Object.keys(bench.aws.ledger.secretPolicies), [], 'a secret was left behind');
}

/** A mistake in the template of the example, and the message that must report it. */
interface AlertFault {
  readonly name: string;
  readonly plant: (template: Template) => void;
  readonly reason: RegExp;
}

export const ALERT_FAULTS: readonly AlertFault[] = [
  { name: 'a topic of another account', plant: withForeignTopic, reason: /Invalid SNS receiver topic account ID: arn:aws:sns:us-east-1:444455556666:alerts/ },
  { name: 'an undefined receiver', plant: inDefinition(part => typeof part === 'string' ? part.replace(/receiver: "?on-call"?/, 'receiver: nobody') : part), reason: /error validating Alertmanager config: .*undefined receiver "nobody" used in route/ },
  { name: 'a receiver of Slack', plant: inDefinition(part => typeof part === 'string' ? part.replace('pagerduty_configs', 'slack_configs') : part), reason: /Invalid Alertmanager receiver type: \[slack_configs\]/ },
  { name: 'a topic without a policy', plant: without('AWS::SNS::TopicPolicy'), reason: /aps\.amazonaws\.com may not sns:\w+/ },
  { name: 'a secret without a policy', plant: without('AWS::SecretsManager::ResourcePolicy'), reason: /aps\.amazonaws\.com may not secretsmanager:GetSecretValue/ },
  { name: 'a key that leaves the service out', plant: withoutService, reason: /aps\.amazonaws\.com may not kms:/ },
];

/** Returns the message that reports a mistake, at creation or by the first notification; throws if nothing reports it. */
export async function plantInAlerts(bench: Bench, fault: AlertFault): Promise<string> {
  const assembly = bench.changed(await bench.synthesize(EXAMPLE), STACK, (template) => {
    onlyAlerting(template);
    fault.plant(template);
  });
  const before = bench.aws.ledger;
  const { succeeded, output } = await bench.tryToDeploy(assembly);
  const complaint = succeeded ? await notify(bench.aws, before).then(() => '', String) : output;
  await bench.destroy(assembly);
  assert.match(complaint, fault.reason, `nothing found it:\n${complaint}`);
  return fault.reason.exec(complaint)?.[0] ?? '';
}

/** Publishes one notification for each receiver as the service would; fails where a policy denies it. Returns the number of receivers. */
async function notify({ ledger }: Aws, { alertManagers: before }: Ledger): Promise<number> {
  // Another scenario may have left a workspace, which is retained, with its alert manager.
  const created = Object.entries(ledger.alertManagers).filter(([arn]) => !(arn in before));
  const [[workspace, definition] = assert.fail('no workspace has an alert manager'), ...others] = created;
  assert.equal(others.length, 0, 'one alert manager is wanted');
  const { receivers } = parse((parse(definition) as { alertmanager_config: string }).alertmanager_config) as { receivers: Receiver[] };
  for (const receiver of receivers) {
    for (const { principal, action, resource, ...request } of requestsOf(ledger, receiver)) {
      const context = { 'aws:SourceArn': workspace, 'aws:SourceAccount': ACCOUNT };
      assert.equal(await decision({ principal, action, resource, ...request, context }), 'Allowed', `${principal} may not ${action} ${resource} for the receiver ${receiver.name}`);
    }
  }
  return receivers.length;
}

interface Receiver {
  readonly name: string;
  readonly sns_configs?: ReadonlyArray<{ readonly topic_arn: string }>;
  readonly pagerduty_configs?: ReadonlyArray<{ readonly routing_key: { readonly aws_secrets_manager: { readonly secret_arn: string } } }>;
}

function requestsOf({ topicPolicies, secretPolicies, keyPolicies }: Aws['ledger'], { sns_configs: topics = [], pagerduty_configs: secrets = [] }: Receiver): Request[] {
  const requests = (actions: readonly string[], keyActions: readonly string[], resource: string, { policy, key }: PolicyAndKey) => [
    ...actions.map(action => ({ action, resource, resourcePolicy: policy ?? undefined })),
    ...key === null ? [] : keyActions.map(action => ({ action, resource: key, resourcePolicy: keyPolicies[key] })),
  ].map(request => ({ principal: 'aps.amazonaws.com', ...request }));
  const of = (policies: Readonly<Record<string, PolicyAndKey>>, arn: string) => policies[arn] ?? assert.fail(`${arn} does not exist`);
  return [
    ...topics.flatMap(({ topic_arn: arn }) =>
      requests(['sns:Publish', 'sns:GetTopicAttributes'], ['kms:GenerateDataKey', 'kms:Decrypt'], arn, of(topicPolicies, arn))),
    ...secrets.flatMap(({ routing_key: { aws_secrets_manager: { secret_arn: arn } } }) =>
      requests(['secretsmanager:GetSecretValue'], ['kms:Decrypt'], arn, of(secretPolicies, arn))),
  ];
}

function onlyAlerting(template: Template): void {
  template.Resources = Object.fromEntries(Object.entries(template.Resources).filter(([, { Type }]) => ALERTING.test(Type)));
  for (const resource of Object.values(template.Resources)) delete (resource as { DeletionPolicy?: string }).DeletionPolicy;
}

/** Changes the parts of the definition: texts, and references. */
function inDefinition(change: (part: unknown) => unknown): AlertFault['plant'] {
  return (template) => {
    const { Properties } = resourceOf(template, 'AWS::APS::Workspace');
    const { 'Fn::Join': [separator, parts] } = Properties.AlertManagerDefinition as { 'Fn::Join': [string, unknown[]] };
    const changed = parts.map(change);
    assert.notDeepEqual(changed, parts);
    Properties.AlertManagerDefinition = { 'Fn::Join': [separator, changed] };
  };
}

function withForeignTopic(template: Template): void {
  const reference = JSON.stringify({ Ref: idOf(template, 'AWS::SNS::Topic') });
  inDefinition(part => JSON.stringify(part) === reference ? `arn:aws:sns:us-east-1:${OTHER_ACCOUNT}:alerts` : part)(template);
}

function without(type: string): AlertFault['plant'] {
  return (template) => {
    const { Resources } = template;
    const id = idOf(template, type);
    Reflect.deleteProperty(Resources, id);
    for (const resource of Object.values(Resources)) resource.DependsOn = [resource.DependsOn ?? []].flat().filter(other => other !== id);
  };
}

function withoutService(template: Template): void {
  const { KeyPolicy } = resourceOf(template, 'AWS::KMS::Key').Properties as { KeyPolicy: { Statement: Array<{ Principal: { Service?: string } }> } };
  KeyPolicy.Statement = KeyPolicy.Statement.filter(({ Principal }) => Principal.Service !== 'aps.amazonaws.com');
}
