import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnTopic, CfnTopicPolicy, type ITopicRef, Topic, type TopicProps } from 'aws-cdk-lib/aws-sns';
import { AlertIntegration, AlertManagerDefinition, AlertReceiver, Workspace } from '../../../lib';
import { findCycle } from '../../helpers/cycles';
import { evaluate, type References } from '../../helpers/evaluate';
import { errorOf, warnings } from '../../helpers/problems';
import { decision, OTHER_ACCOUNT } from '../../helpers/iam';
import { ACCOUNT, anyStack, knownStack, REGION, stackBeside } from '../../helpers/stacks';

const WORKSPACE = `arn:aws:aps:${REGION}:${ACCOUNT}:workspace/ws-1`;
const TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:Alerts`;
const SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:pd-AbCdEf`;
const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/k`;

const definitionOf = (...integrations: AlertIntegration[]) => new AlertManagerDefinition({
  receivers: [new AlertReceiver({ name: 'team', integrations })], route: { receiver: 'team' },
});
const sns = (topic: ITopicRef) => definitionOf(AlertIntegration.sns({ topic }));
const pagerDuty = (secret: Secret) => definitionOf(AlertIntegration.pagerDuty({ secret, secretKey: 'key' }));

function workspaceIn(stack: Stack, alertManager: AlertManagerDefinition): Workspace {
  return new Workspace(stack, 'Workspace', { alertManager });
}

interface Resources {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> }>>;
}

/** A policy of a template as it is once deployed. */
function policyOf(stack: Stack, type: string, property: string): object {
  const { Resources: resources } = Template.fromStack(stack).toJSON() as Resources;
  const references: References = {
    'AWS::Partition': 'aws', 'AWS::Region': REGION, 'AWS::AccountId': ACCOUNT,
    ...Object.fromEntries(Object.entries(resources).flatMap(([id, { Type }]) => Type === 'AWS::APS::Workspace'
      ? [[`${id}.Arn`, WORKSPACE]]
      : [[id, Type === 'AWS::SNS::Topic' ? TOPIC : Type === 'AWS::SecretsManager::Secret' ? SECRET : KEY], [`${id}.Arn`, KEY], [`${id}.TopicArn`, TOPIC]])),
  };
  const found = Object.values(resources).find(({ Type }) => Type === type);
  if (found === undefined) throw new Error(`there is no ${type}`);
  return evaluate(found.Properties[property], references) as object;
}

const topicPolicy = (stack: Stack) => policyOf(stack, 'AWS::SNS::TopicPolicy', 'PolicyDocument');
const secretPolicy = (stack: Stack) => policyOf(stack, 'AWS::SecretsManager::ResourcePolicy', 'ResourcePolicy');
const keyPolicy = (stack: Stack) => policyOf(stack, 'AWS::KMS::Key', 'KeyPolicy');

/** IAM's decision on a request of the service for a workspace. */
function asks(
  resourcePolicy: object, action: string, resource: string, source: { workspace?: string; account?: string; service?: string } = {},
) {
  const { workspace = WORKSPACE, account = ACCOUNT, service = 'aps.amazonaws.com' } = source;
  return decision({ principal: service, action, resource, resourcePolicy, context: { 'aws:SourceArn': workspace, 'aws:SourceAccount': account } });
}

const OTHER_WORKSPACE = WORKSPACE.replace('ws-1', 'ws-2');
const FOREIGN = { workspace: WORKSPACE.replace(ACCOUNT, OTHER_ACCOUNT), account: OTHER_ACCOUNT };

describe('a topic of the workspace\'s stack', () => {
  const stack = () => {
    const own = knownStack();
    workspaceIn(own, sns(new Topic(own, 'Topic')));
    return own;
  };

  test.each([
    ['admits this workspace', 'sns:Publish', TOPIC, {}, 'Allowed'],
    ['lets this workspace read its attributes', 'sns:GetTopicAttributes', TOPIC, {}, 'Allowed'],
    ['refuses another workspace', 'sns:Publish', TOPIC, { workspace: OTHER_WORKSPACE }, 'ImplicitlyDenied'],
    ['refuses a workspace of another account', 'sns:Publish', TOPIC, FOREIGN, 'ImplicitlyDenied'],
    ['refuses this workspace\'s ARN with another account', 'sns:Publish', TOPIC, { account: OTHER_ACCOUNT }, 'ImplicitlyDenied'],
    ['says nothing about another topic', 'sns:Publish', `${TOPIC}2`, {}, 'ImplicitlyDenied'],
    ['refuses another service', 'sns:Publish', TOPIC, { service: 'events.amazonaws.com' }, 'ImplicitlyDenied'],
    ['refuses to be deleted', 'sns:DeleteTopic', TOPIC, {}, 'ImplicitlyDenied'],
  ])('%s', async (_, action, resource, source, expected) => {
    expect(await asks(topicPolicy(stack()), action, resource, source)).toBe(expected);
  });

  test('causes no cycle and no warning', () => {
    expect(findCycle(Template.fromStack(stack()).toJSON())).toBeUndefined();
    expect(warnings(stack())).toEqual([]);
  });
});

describe('an encrypted topic', () => {
  const stack = () => {
    const own = knownStack();
    workspaceIn(own, sns(new Topic(own, 'Topic', { masterKey: new Key(own, 'Key') })));
    return own;
  };

  test.each([
    ['admits a workspace of the account', 'kms:GenerateDataKey', {}, 'Allowed'],
    ['lets a workspace of the account decrypt', 'kms:Decrypt', { workspace: OTHER_WORKSPACE }, 'Allowed'],
    ['refuses a workspace of another account', 'kms:Decrypt', FOREIGN, 'ImplicitlyDenied'],
    ['refuses another resource of the account', 'kms:Decrypt', { workspace: `arn:aws:aps:${REGION}:${ACCOUNT}:scraper/s-1` }, 'ImplicitlyDenied'],
    ['refuses a workspace of another Region', 'kms:Decrypt', { workspace: WORKSPACE.replace(REGION, 'us-east-1') }, 'ImplicitlyDenied'],
    ['refuses to be managed', 'kms:ScheduleKeyDeletion', {}, 'ImplicitlyDenied'],
  ])('has a key that %s', async (_, action, source, expected) => {
    expect(await asks(keyPolicy(stack()), action, KEY, source)).toBe(expected);
  });

  test('causes no cycle', () => {
    expect(findCycle(Template.fromStack(stack()).toJSON())).toBeUndefined();
  });
});

describe('a PagerDuty secret', () => {
  const stack = () => {
    const own = knownStack();
    workspaceIn(own, pagerDuty(new Secret(own, 'Secret', { encryptionKey: new Key(own, 'Key') })));
    return own;
  };

  test.each([
    ['admits this workspace', {}, 'Allowed'],
    ['refuses another workspace', { workspace: OTHER_WORKSPACE }, 'ImplicitlyDenied'],
    ['refuses another account', FOREIGN, 'ImplicitlyDenied'],
  ])('%s', async (_, source, expected) => {
    expect(await asks(secretPolicy(stack()), 'secretsmanager:GetSecretValue', SECRET, source)).toBe(expected);
  });

  test.each([
    ['admits a workspace of the account', {}, 'Allowed'], ['refuses another account', FOREIGN, 'ImplicitlyDenied'],
  ])('has a key that %s', async (_, source, expected) => {
    expect(await asks(keyPolicy(stack()), 'kms:Decrypt', KEY, source)).toBe(expected);
  });

  test('causes no cycle', () => {
    expect(findCycle(Template.fromStack(stack()).toJSON())).toBeUndefined();
  });

  test('fails without a customer managed key', () => {
    const own = knownStack();
    expect(errorOf(() => workspaceIn(own, pagerDuty(new Secret(own, 'Secret')))).message)
      .toContain('alertManager: the secret Stack/Secret must be encrypted with a customer managed key');
  });
});

describe.each([
  ['before', (app: App) => ({ objects: new Stack(app, 'Objects', { env: { account: ACCOUNT, region: REGION } }), own: new Stack(app, 'Own', { env: { account: ACCOUNT, region: REGION } }) })],
  ['after', (app: App) => ({ own: new Stack(app, 'Own', { env: { account: ACCOUNT, region: REGION } }), objects: new Stack(app, 'Objects', { env: { account: ACCOUNT, region: REGION } }) })],
])('the objects of a stack that is written %s the workspace\'s stack', (_, stacks) => {
  const built = () => {
    const { own, objects } = stacks(new App());
    const key = new Key(objects, 'Key');
    workspaceIn(own, definitionOf(
      AlertIntegration.sns({ topic: new Topic(objects, 'Topic', { masterKey: key }) }),
      AlertIntegration.pagerDuty({ secret: new Secret(objects, 'Secret', { encryptionKey: key }), secretKey: 'key' }),
    ));
    return { own, objects };
  };

  test('are deployed first, without a cycle between the stacks', () => {
    const { own, objects } = built();
    expect(() => Template.fromStack(own)).not.toThrow();
    expect(own.dependencies).toEqual([objects]);
    expect(objects.dependencies).toEqual([]);
  });

  test.each([
    ['admit a workspace of the account', {}, 'Allowed'], ['refuse another account', FOREIGN, 'ImplicitlyDenied'],
  ])('%s', async (_title, source, expected) => {
    const { objects } = built();
    expect(await asks(topicPolicy(objects), 'sns:Publish', TOPIC, source)).toBe(expected);
    expect(await asks(secretPolicy(objects), 'secretsmanager:GetSecretValue', SECRET, source)).toBe(expected);
    expect(await asks(keyPolicy(objects), 'kms:Decrypt', KEY, source)).toBe(expected);
  });
});

test('a policy that the app does not own causes a warning with the statement to add', () => {
  const stack = knownStack();
  workspaceIn(stack, definitionOf(
    AlertIntegration.sns({ topic: Topic.fromTopicAttributes(stack, 'Topic', { topicArn: TOPIC, keyArn: KEY }) }),
    AlertIntegration.pagerDuty({ secret: Secret.fromSecretCompleteArn(stack, 'Secret', SECRET), secretKey: 'key' }),
  ));
  const found = warnings(stack).filter(text => text.includes('contains this statement'));
  expect(found).toHaveLength(3);
  const [text = ''] = found;
  const statement = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as object;
  expect(statement).toEqual({
    Effect: 'Allow', Principal: { Service: 'aps.amazonaws.com' }, Action: ['sns:Publish', 'sns:GetTopicAttributes'], Resource: TOPIC,
    Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT }, ArnLike: { 'aws:SourceArn': `arn:aws:aps:${REGION}:${ACCOUNT}:workspace/*` } },
  });
});

test('a topic that is an L1 causes a warning, since its policy cannot be extended', () => {
  const stack = anyStack();
  workspaceIn(stack, sns(new CfnTopic(stack, 'Topic')));
  expect(warnings(stack).filter(text => text.includes('the policy of the topic Stack/Topic is not in this app'))).toHaveLength(1);
});

describe('a topic that a definition names in its text', () => {
  const text = (topicArn: string) =>
    AlertManagerDefinition.fromYaml(`route: {receiver: a}\nreceivers: [{name: a, sns_configs: [{topic_arn: "${topicArn}", sigv4: {region: ${REGION}}}]}]`);
  const missing = (stack: Stack) => warnings(stack).filter(each => each.includes('alert-manager-access'));

  test('causes a warning with the statement if no policy of the app admits the alert manager', () => {
    const stack = knownStack();
    workspaceIn(stack, text(new Topic(stack, 'Topic').topicArn));
    expect(missing(stack)).toEqual([expect.stringContaining('the policy of the topic Stack/Topic is not extended by a definition that is given as text')]);
    expect(missing(stack)[0]).toContain('"sns:Publish"');
  });

  test.each<[string, (stack: Stack, topic: Topic) => void]>([
    ['the topic', (_, topic) => topic.grantPublish(new ServicePrincipal('aps.amazonaws.com'))],
    ['a policy of its own', (stack, topic) => new CfnTopicPolicy(stack, 'Policy', {
      topics: [topic.topicArn], policyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: ['aps.amazonaws.com'] }, Action: 'SNS:*', Resource: '*' }] },
    })],
  ])('causes no warning if %s admits it', (_, allow) => {
    const stack = knownStack();
    const topic = new Topic(stack, 'Topic');
    workspaceIn(stack, text(topic.topicArn));
    allow(stack, topic);
    expect(missing(stack)).toEqual([]);
  });

  test('causes a warning if its policy only denies the service, or allows another one', () => {
    const stack = knownStack();
    const topic = new Topic(stack, 'Topic', { enforceSSL: true });
    topic.grantPublish(new ServicePrincipal('events.amazonaws.com'));
    workspaceIn(stack, text(topic.topicArn));
    expect(missing(stack)).toHaveLength(1);
  });

  test('causes no warning if it is not in the app', () => {
    const stack = knownStack();
    workspaceIn(stack, text(TOPIC));
    expect(missing(stack)).toEqual([]);
  });

  test('fails if it cannot be used', () => {
    const stack = knownStack();
    expect(errorOf(() => workspaceIn(stack, text(new Topic(stack, 'Topic', { fifo: true }).topicArn))).message).toContain('must be a standard topic');
  });
});

test.each<[string, (stack: Stack) => ITopicRef]>([
  ['an L1', stack => new CfnTopic(stack, 'Topic')],
  ['imported', stack => Topic.fromTopicArn(stack, 'Topic', TOPIC)],
])('a topic that is %s causes no warning if a policy of the app admits the alert manager', (_, create) => {
  const stack = knownStack();
  const topic = create(stack);
  workspaceIn(stack, sns(topic));
  new CfnTopicPolicy(stack, 'Policy', {
    topics: [topic.topicRef.topicArn],
    policyDocument: new PolicyDocument({
      statements: [new PolicyStatement({ principals: [new ServicePrincipal('aps.amazonaws.com')], actions: ['sns:Publish'], resources: ['*'] })],
    }),
  });
  expect(warnings(stack)).toEqual([]);
});

describe('alarms that publish to a topic of the alert manager', () => {
  const alarming = (change: (stack: Stack, topic: Topic) => void, props: TopicProps = {}, alarmStack?: (stack: Stack) => Stack) => {
    const stack = knownStack();
    const topic = new Topic(stack, 'Topic', props);
    const workspace = workspaceIn(stack, sns(topic));
    const alarm = alarmStack === undefined ? workspace.notificationsFailedAlarm : workspace.metricActiveSeries().createAlarm(alarmStack(stack), 'Alarm', { threshold: 1, evaluationPeriods: 1 });
    alarm?.addOkAction(new SnsAction(topic));
    change(stack, topic);
    return warnings(stack);
  };
  const CLOUDWATCH = new ServicePrincipal('cloudwatch.amazonaws.com');

  test('cause a warning, since the statement for the alert manager replaces the policy that admits them', () => {
    const message = 'cannot publish to the topic Stack/Topic: its policy has a statement for the alert manager and none for CloudWatch; '
      + 'add topic.grantPublish(new ServicePrincipal(\'cloudwatch.amazonaws.com\'))';
    expect(alarming(() => undefined)).toEqual([expect.stringContaining(`the alarm Stack/Workspace/NotificationsFailed ${message}`)]);
    expect(alarming(() => undefined, {}, stackBeside)).toEqual([expect.stringContaining(message)]);
  });

  test('cause no warning once the topic admits them', () => {
    expect(alarming((_, topic) => topic.grantPublish(CLOUDWATCH))).toEqual([]);
  });

  test('cause a warning if the key of the topic does not admit them', () => {
    const stack = knownStack();
    const masterKey = new Key(stack, 'Key');
    const topic = new Topic(stack, 'Topic', { masterKey });
    topic.addToResourcePolicy(new PolicyStatement({ principals: [CLOUDWATCH], actions: ['sns:Publish'], resources: [topic.topicArn] }));
    workspaceIn(stack, sns(topic)).notificationsFailedAlarm?.addAlarmAction(new SnsAction(topic));
    expect(warnings(stack)).toEqual([expect.stringContaining('the policy of the key Stack/Key does not admit CloudWatch')]);
  });

  test('cause no warning once the key admits them', () => {
    const stack = knownStack();
    const masterKey = new Key(stack, 'Key');
    const topic = new Topic(stack, 'Topic', { masterKey });
    topic.grantPublish(CLOUDWATCH);
    workspaceIn(stack, sns(topic)).notificationsFailedAlarm?.addAlarmAction(new SnsAction(topic));
    expect(warnings(stack)).toEqual([]);
  });
});

test('a topic in two receivers gets its access once', () => {
  const stack = knownStack();
  const topic = new Topic(stack, 'Topic');
  workspaceIn(stack, definitionOf(AlertIntegration.sns({ topic }), AlertIntegration.sns({ topic, subject: 'x' })));
  expect((topicPolicy(stack) as { Statement: object[] }).Statement).toHaveLength(1);
});

test('a topic in an opt-in Region allows the Regional service principal', () => {
  const app = new App();
  const own = new Stack(app, 'Own', { env: { account: ACCOUNT, region: 'eu-south-1' } });
  workspaceIn(own, sns(Topic.fromTopicArn(own, 'Topic', TOPIC)));
  expect(warnings(own).join()).toContain('"eu-south-1.aps.amazonaws.com"');
  const other = new Stack(app, 'Other', { env: { account: ACCOUNT, region: 'us-east-1' } });
  workspaceIn(other, sns(Topic.fromTopicArn(other, 'Topic', TOPIC)));
  expect(warnings(other).join()).not.toContain('us-east-1.aps');
});

test.each([
  ['is a FIFO topic', (stack: Stack) => new Topic(stack, 'Topic', { fifo: true, topicName: 'a.fifo' }), 'must be a standard topic'],
  ['is encrypted with the alias of the key that AWS manages', (stack: Stack) => new Topic(stack, 'Topic', { masterKey: Alias.fromAliasName(stack, 'Key', 'alias/aws/sns') }), 'with the key that AWS manages'],
  ['is created in another account', (stack: Stack) => new Topic(new Stack(stack, 'Other', { env: { account: OTHER_ACCOUNT, region: REGION } }), 'Topic', { topicName: 'a' }), `must be in the workspace's account ${ACCOUNT}, got ${OTHER_ACCOUNT}`],
  ['is encrypted with the key that AWS manages', (stack: Stack) => new CfnTopic(stack, 'Topic', { kmsMasterKeyId: 'alias/aws/sns' }), 'with the key that AWS manages'],
  ['is in another account', (stack: Stack) => Topic.fromTopicArn(stack, 'Topic', TOPIC.replace(ACCOUNT, OTHER_ACCOUNT)), `must be in the workspace's account ${ACCOUNT}`],
])('fails if the topic %s', (_, topic, message) => {
  const stack = knownStack();
  expect(errorOf(() => workspaceIn(stack, sns(topic(stack)))).message).toContain(message);
});

test('a workspace with an alert manager has an alarm for failed notifications', () => {
  const stack = knownStack();
  const workspace = workspaceIn(stack, sns(new Topic(stack, 'Topic')));
  expect(workspace.notificationsFailedAlarm).toBeDefined();
  Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'AlertManagerNotificationsFailed', Threshold: 0 });
  expect(new Workspace(stackBeside(stack), 'Workspace').notificationsFailedAlarm).toBeUndefined();
});

test('warnings of the definition are warnings of the workspace, and errors are one error', () => {
  const stack = knownStack();
  new Workspace(stack, 'Workspace', { alertManager: AlertManagerDefinition.fromYaml('route: {receiver: a}\nreceivers: [{name: a}]') });
  expect(warnings(stack)).toEqual([expect.stringContaining('alertManager.route.receiver (line 1, column 19): no alert reaches anybody')]);
  expect(errorOf(() => new Workspace(stack, 'Bad', { alertManager: AlertManagerDefinition.fromYaml('route: {}\nreceivers: [{}]') })).message)
    .toMatch(/has 2 problems:\n.*alertManager.route .*root route must specify a default receiver\n.*missing name in receiver/);
});

test('the template has the definition with references for tokens', () => {
  const stack = anyStack();
  workspaceIn(stack, sns(new Topic(stack, 'Topic')));
  Template.fromStack(stack).hasResourceProperties('AWS::APS::Workspace', {
    AlertManagerDefinition: { 'Fn::Join': ['', Match.arrayWith([{ Ref: Match.stringLikeRegexp('^Topic') }, Match.stringLikeRegexp('region: "$'), { Ref: 'AWS::Region' }])] },
  });
});
