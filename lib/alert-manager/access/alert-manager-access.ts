import { Stack, Token } from 'aws-cdk-lib';
import type { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { CfnTopic } from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import { type AppModel, whenComplete } from '../../private/app-model';
import { ownResource, resourceBehind } from '../../private/own-resource';
import type { PropertyProblem } from '../../private/property-problem';
import { referencedConstructs } from '../../private/reference-key';
import { warn, WARNINGS } from '../../private/warnings';
import type { AlertManagerDefinition } from '../alert-manager-definition';
import { warnOfAlarms } from './alarm-warnings';
import { admits, statementsFor } from './app-policies';
import type { MissingAccess } from './key-access';
import { allowReading, secretProblems, secretStatement } from './secret-access';
import { statementText, type AlertingWorkspace } from './service-statement';
import { allowPublishing, publishingStatement, topicProblems } from './topic-access';

const SERVICE = 'aps.amazonaws.com';
const GIVEN_AS_TEXT = 'extended by a definition that is given as text';

/** The topics and secrets of a definition, each once. */
interface Subjects {
  /** Given as constructs, whose policies are extended. */
  readonly topics: ReturnType<typeof partsOf>['topics'];
  readonly secrets: ReturnType<typeof partsOf>['secrets'];
  /** Resources of the app that are only named in the text. */
  readonly named: { readonly topics: readonly CfnTopic[]; readonly secrets: readonly CfnSecret[] };
}

function partsOf(definition: AlertManagerDefinition) {
  const parts = definition._integrations().map(integration => integration._render());
  const each = <T extends IConstruct>(constructs: ReadonlyArray<T | undefined>): T[] =>
    [...new Map(constructs.filter(construct => construct !== undefined).map(construct => [construct.node.addr, construct])).values()];
  return { topics: each(parts.map(({ topic }) => topic)), secrets: each(parts.map(({ secret }) => secret)) };
}

function subjectsOf(definition: AlertManagerDefinition): Subjects {
  const { topics, secrets } = partsOf(definition);
  const given = new Set([...topics, ...secrets].map(resourceBehind));
  const others = [...new Set(referencedConstructs(definition.toYaml()))].filter(construct => !given.has(resourceBehind(construct)));
  const ofType = <T>(type: string): T[] => others.flatMap(construct => (ownResource(construct, type) as T | undefined) ?? []);
  return {
    topics, secrets,
    named: { topics: ofType('AWS::SNS::Topic'), secrets: ofType('AWS::SecretsManager::Secret') },
  };
}

/** The problems of topics and secrets that the service could not use. */
export function accessProblems(scope: IConstruct, definition: AlertManagerDefinition): PropertyProblem[] {
  const { topics, secrets, named } = subjectsOf(definition);
  return [
    ...[...topics, ...named.topics].flatMap(topic => [...topicProblems(topic), ...accountProblems(scope, topic)]),
    ...[...secrets, ...named.secrets].flatMap(secretProblems),
  ];
}

/** The account of an imported topic is in its ARN, which is validated with the definition. */
function accountProblems(scope: IConstruct, topic: IConstruct): PropertyProblem[] {
  const [own, other] = [Stack.of(scope).account, Stack.of(topic).account];
  if (ownResource(topic, 'AWS::SNS::Topic') === undefined || Token.isUnresolved(own) || Token.isUnresolved(other) || own === other) return [];
  return [{
    path: 'alertManager',
    message: `the topic ${pathOf(topic)} must be in the workspace's account ${own}, got ${other}; create a topic in the workspace's account`,
  }];
}

/**
 * Lets the alert manager of a workspace use the topics and secrets of its definition, and their keys. What no policy of the app admits is a
 * warning with the statement to add.
 */
export function allowAlertManager(workspace: AlertingWorkspace, definition: AlertManagerDefinition): void {
  const { topics, secrets, named } = subjectsOf(definition);
  const missing: MissingAccess[] = [
    ...topics.flatMap(topic => allowPublishing(workspace, topic)), ...secrets.flatMap(secret => allowReading(workspace, secret)),
    ...named.topics.map(topic => ({
      subject: `the policy of the topic ${pathOf(topic)}`, arn: topic.ref, statement: publishingStatement(workspace, topic), reason: GIVEN_AS_TEXT,
    })),
    ...named.secrets.map(secret => ({
      subject: `the resource policy of the secret ${pathOf(secret)}`, arn: secret.ref, statement: secretStatement(workspace, secret),
      reason: GIVEN_AS_TEXT,
    })),
  ];
  whenComplete(workspace.construct, (app) => {
    for (const each of missing) warnOfAccess(workspace, each, app);
    const own = topics.flatMap(topic => (ownResource(topic, 'AWS::SNS::Topic') as CfnTopic | undefined) ?? []);
    for (const topic of [...own, ...named.topics]) warnOfAlarms(workspace.construct, topic, app);
  });
}

function warnOfAccess({ construct }: AlertingWorkspace, { subject, arn, statement, reason }: MissingAccess, app: AppModel): void {
  const [action = ''] = statement.actions;
  if (arn !== undefined && admits(statementsFor(app, construct, arn), SERVICE, action)) return;
  const fix = reason === undefined ? 'add it, and acknowledge this warning' : 'add it with addToResourcePolicy';
  warn(construct, WARNINGS.alertManagerAccess, `${subject} is not ${reason ?? 'in this app'}; the alert manager works only if it contains this statement; ${
    fix}:\n${statementText(construct, statement)}`);
}

/** The path of the construct that creates a resource. */
function pathOf({ node }: IConstruct): string {
  return node.id === 'Resource' ? node.path.slice(0, -'/Resource'.length) : node.path;
}
