import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { serviceStatement, type AlertingWorkspace } from './service-statement';

/** A statement that is missing in a policy which the app does not own. */
export interface MissingAccess {
  /** The policy, as in "the policy of the topic Alerts". */
  readonly subject: string;
  readonly statement: PolicyStatement;
  /** The topic or secret that the policy belongs to, which another policy of the app may admit. */
  readonly arn?: string;
  /** The reason why the statement is missing, if not that somebody else owns the policy. */
  readonly reason?: string;
}

/** Returns whether a key is one that AWS manages, by its alias. */
export function isAwsManaged(key: unknown): boolean {
  return typeof key === 'string' && /(?:^|:)alias\/aws\//.test(key);
}

/**
 * Lets the service use a key. Its policy never names the workspace, which depends on what the key encrypts: that would be a cycle.
 */
export function missingKeyAccess(workspace: AlertingWorkspace, key: IKey, actions: string[], region?: string): MissingAccess[] {
  const statement = serviceStatement(workspace, { actions, resources: ['*'], region, namesWorkspace: false });
  return key.addToResourcePolicy(statement, true).statementAdded ? [] : [{ subject: `the policy of the key ${key.node.path}`, statement }];
}
