import type { CfnWorkspace, IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import { ownResource } from './own-resource';

/**
 * The actions on the key of a workspace that a principal needs to query or to write.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/encryption-at-rest-Amazon-Service-Prometheus.html
 */
export const KEY_ACTIONS = { query: ['kms:Decrypt'], write: ['kms:GenerateDataKey', 'kms:Decrypt'] } as const;

/** The ARN of the customer managed key of a workspace, as far as the app knows of one. */
export function keyArnOf(workspace: IWorkspaceRef): string | undefined {
  const { encryptionKey } = workspace as { encryptionKey?: IKeyRef };
  return encryptionKey?.keyRef.keyArn ?? (ownResource(workspace, 'AWS::APS::Workspace') as CfnWorkspace | undefined)?.kmsKeyArn;
}
