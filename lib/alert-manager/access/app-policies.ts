import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { AppModel } from '../../private/app-model';
import { isObject, type JsonObject } from '../../private/json';
import { referenceKey } from '../../private/reference-key';
import { renderedProperties } from '../../private/rendered-properties';

/** The resources that give a policy to topics and secrets, with the properties that name those and hold the policy. */
const POLICIES = [
  { type: 'AWS::SNS::TopicPolicy', subjects: 'topics', document: 'PolicyDocument' },
  { type: 'AWS::SNS::TopicInlinePolicy', subjects: 'topicArn', document: 'PolicyDocument' },
  { type: 'AWS::SecretsManager::ResourcePolicy', subjects: 'secretId', document: 'ResourcePolicy' },
] as const;

type Statements = ReadonlyMap<string, readonly JsonObject[]>;

/** Returns the statements of the policies that an app gives to a topic or secret. */
export function statementsFor(app: AppModel, scope: IConstruct, arn: string): readonly JsonObject[] {
  return app.derive(readPolicies).get(referenceKey(scope, arn)) ?? [];
}

/** Returns whether any of the statements allows a service one of the actions. */
export function admits(statements: readonly JsonObject[], service: string, action: string): boolean {
  return statements.some(({ Effect: effect, Principal: principal, Action: actions }) => {
    const [principals, names] = [JSON.stringify(principal ?? ''), JSON.stringify(actions ?? '').toLowerCase()];
    const isMeant = principals.includes(service) || principals.includes('"*"');
    return effect === 'Allow' && isMeant && [action.toLowerCase(), `"${action.split(':')[0] ?? ''}:*"`, '"*"'].some(name => names.includes(name));
  });
}

/** Returns the statements of the policy of a key. */
export function keyStatements(key: CfnResource): readonly JsonObject[] {
  return statementsIn(renderedProperties(key).KeyPolicy);
}

function readPolicies(app: AppModel): Statements {
  const found = new Map<string, readonly JsonObject[]>();
  for (const { type, subjects, document } of POLICIES) {
    for (const policy of app.resourcesOfType(type)) {
      const statements = statementsIn(renderedProperties(policy)[document]);
      for (const key of subjectKeys(policy, subjects)) found.set(key, [...found.get(key) ?? [], ...statements]);
    }
  }
  return found;
}

function subjectKeys(policy: CfnResource, property: string): string[] {
  const value = (policy as unknown as JsonObject)[property];
  return (Array.isArray(value) ? value : [value]).filter(item => typeof item === 'string').map(item => referenceKey(policy, item));
}

function statementsIn(document: unknown): readonly JsonObject[] {
  const statements = isObject(document) ? document.Statement : undefined;
  return (Array.isArray(statements) ? statements : [statements]).filter(isObject);
}
