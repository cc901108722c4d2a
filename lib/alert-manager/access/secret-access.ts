import { Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnSecret, ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IConstruct } from 'constructs';
import { ownResource } from '../../private/own-resource';
import type { PropertyProblem } from '../../private/property-problem';
import { isAwsManaged, missingKeyAccess, type MissingAccess } from './key-access';
import { serviceStatement, type AlertingWorkspace } from './service-statement';

/** The problems of secrets that the app creates. */
export function secretProblems(secret: IConstruct): PropertyProblem[] {
  const resource = ownResource(secret, 'AWS::SecretsManager::Secret') as CfnSecret | undefined;
  if (resource === undefined || !(resource.kmsKeyId === undefined || isAwsManaged(resource.kmsKeyId))) return [];
  return [{
    path: 'alertManager',
    message: `the secret ${secret.node.path} must be encrypted with a customer managed key (encryptionKey): the service cannot read it with the `
      + 'key that AWS manages',
  }];
}

/** Returns the statement that allows the alert manager to read a secret. */
export function secretStatement(workspace: AlertingWorkspace, secret: IConstruct): PolicyStatement {
  const isCreated = ownResource(secret, 'AWS::SecretsManager::Secret') !== undefined;
  return serviceStatement(workspace, {
    actions: ['secretsmanager:GetSecretValue'], resources: ['*'], namesWorkspace: isCreated && Stack.of(secret) === Stack.of(workspace.construct),
  });
}

/** Allows the alert manager to read a secret. Returns the statements to add to policies that the app does not own. */
export function allowReading(workspace: AlertingWorkspace, secret: ISecret): MissingAccess[] {
  const statement = secretStatement(workspace, secret);
  const added = secret.addToResourcePolicy(statement).statementAdded;
  return [
    ...added ? [] : [{ subject: `the resource policy of the secret ${secret.node.path}`, arn: secret.secretArn, statement }],
    ...secret.encryptionKey === undefined ? [] : missingKeyAccess(workspace, secret.encryptionKey, ['kms:Decrypt']),
  ];
}
