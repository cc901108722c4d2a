import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { evaluate, type References } from './evaluate';
import { ACCOUNT, REGION } from './stacks';

/** Another account than that of the stacks. */
export const OTHER_ACCOUNT = Array.from(ACCOUNT).reverse().join('');

export interface Request {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Policies of the principal. */
  readonly identityPolicies?: readonly object[];
  /** The policy of what is asked for: a role's trust, a workspace's policy. */
  readonly resourcePolicy?: object;
  readonly context?: Readonly<Record<string, string>>;
}

/** Returns IAM's decision, by an evaluator of its rules. */
export async function decision(request: Request): Promise<string> {
  const { principal, action, resource, identityPolicies = [], resourcePolicy, context = {} } = request;
  const answer = await runSimulation({
    request: { principal, action, resource: { resource, accountId: resource.split(':')[4] ?? '' }, contextVariables: { ...context } },
    identityPolicies: identityPolicies.map((policy, index) => ({ name: `Policy${index}`, policy })),
    resourcePolicy,
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }, {});
  if (answer.resultType === 'error') throw new Error(JSON.stringify(answer.errors));
  return answer.overallResult;
}

/** The policy that the CDK gives a key: it leaves the key to the policies of its account. */
export const KEY_POLICY: object = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
};

/** The trust policy and the permissions of a role in a template. */
export interface RolePolicies {
  readonly arn: string;
  readonly trust: object;
  readonly policies: readonly object[];
}

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** A role as it is once deployed, by the beginning of its logical id. */
export function deployedRole(stack: Stack, idPrefix: string, account: string, references: References = {}): RolePolicies {
  const all: References = { ...roleArns(stack, account), 'AWS::Partition': 'aws', 'AWS::Region': REGION, 'AWS::AccountId': account, ...references };
  const resources = resourcesOf(stack);
  const [id, role] = Object.entries(resources).find(([key, { Type }]) => Type === 'AWS::IAM::Role' && key.startsWith(idPrefix)) ?? [];
  if (id === undefined || role === undefined) throw new Error(`there is no role ${idPrefix}`);
  const policies = Object.values(resources)
    .filter(({ Type, Properties }) => Type === 'AWS::IAM::Policy' && JSON.stringify(Properties.Roles).includes(`"${id}"`))
    .map(({ Properties }) => evaluate(Properties.PolicyDocument, all) as object);
  return { arn: String(all[`${id}.Arn`]), trust: evaluate(role.Properties.AssumeRolePolicyDocument, all) as object, policies };
}

/** A role is deployed under its name, or under its logical id where it has none. */
function roleArns(stack: Stack, account: string): References {
  const roles = Object.entries(resourcesOf(stack)).filter(([, { Type }]) => Type === 'AWS::IAM::Role');
  return Object.fromEntries(roles.map(([id, { Properties }]) =>
    [`${id}.Arn`, `arn:aws:iam::${account}:role/${(Properties.RoleName ?? id) as string}`]));
}

function resourcesOf(stack: Stack): Record<string, Resource> {
  return (Template.fromStack(stack).toJSON() as { Resources: Record<string, Resource> }).Resources;
}
