import { Stack, Token } from 'aws-cdk-lib';
import type { CfnKey, IKeyRef } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { ownResource } from '../private/own-resource';
import { warn, WARNINGS } from '../private/warnings';

/**
 * Warns about a customer managed key that the service does not document for workspaces.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/encryption-at-rest-Amazon-Service-Prometheus.html
 */
export function warnOfEncryptionKey(workspace: IConstruct, key: IKeyRef | undefined): void {
  const reason = key && unsuitability(Stack.of(workspace).region, key);
  if (reason !== undefined) warn(workspace, WARNINGS.encryptionKey, `encryptionKey: ${reason}`);
}

function unsuitability(region: string, key: IKeyRef): string | undefined {
  const { keyArn } = key.keyRef;
  const { env } = key;
  if (keyArn.includes(':alias/')) return `is an alias; the service requires the ARN of the key, got '${keyArn}'`;
  if (/:key\/mrk-/.test(keyArn) || (ownResource(key, 'AWS::KMS::Key') as CfnKey | undefined)?.multiRegion === true) {
    return 'is a multi-Region key, and the service documents single-Region keys only';
  }
  if (!Token.isUnresolved(env.region) && !Token.isUnresolved(region) && env.region !== region) {
    return `must be in the workspace's Region ${region}, got ${env.region}`;
  }
  return undefined;
}
