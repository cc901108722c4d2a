import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4, type SignatureV4Init } from '@smithy/signature-v4';

/** The identity with which AWS is called, and the Region. */
export interface Caller {
  readonly region: string;
  readonly credentials: SignatureV4Init['credentials'];
}

/** The Lambda function itself, by its environment: its Region is that of the cluster. */
export function lambdaFunction(): Caller {
  const {
    AWS_REGION: region = 'us-east-1', AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '', AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  return { region, credentials: { accessKeyId, secretAccessKey, sessionToken } };
}

/** The DNS suffixes of the partitions, by the prefix of their Regions; all others have amazonaws.com. */
const DNS_SUFFIXES: ReadonlyArray<readonly [regionPrefix: string, suffix: string]> = [
  ['cn-', 'amazonaws.com.cn'],
  ['eusc-', 'amazonaws.eu'],
  ['us-iso-', 'c2s.ic.gov'],
  ['us-isob-', 'sc2s.sgov.gov'],
  ['us-isof-', 'csp.hci.ic.gov'],
  ['eu-isoe-', 'cloud.adc-e.uk'],
];

export function serviceHost(service: string, region: string): string {
  const suffix = DNS_SUFFIXES.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'amazonaws.com';
  return `${service}.${region}.${suffix}`;
}

export function signer(service: string, { region, credentials }: Caller): SignatureV4 {
  return new SignatureV4({ service, region, sha256: Sha256, credentials });
}
