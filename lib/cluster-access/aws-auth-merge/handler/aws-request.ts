import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

/** The Region of the function, which is that of the cluster. */
export function region(): string {
  return process.env.AWS_REGION ?? 'us-east-1';
}

/** Where the Regions of a partition are found; all others under amazonaws.com. */
const DNS_SUFFIXES: ReadonlyArray<readonly [regionPrefix: string, suffix: string]> = [
  ['cn-', 'amazonaws.com.cn'],
  ['eusc-', 'amazonaws.eu'],
  ['us-iso-', 'c2s.ic.gov'],
  ['us-isob-', 'sc2s.sgov.gov'],
  ['us-isof-', 'csp.hci.ic.gov'],
  ['eu-isoe-', 'cloud.adc-e.uk'],
];

export function serviceHost(service: string): string {
  const suffix = DNS_SUFFIXES.find(([prefix]) => region().startsWith(prefix))?.[1] ?? 'amazonaws.com';
  return `${service}.${region()}.${suffix}`;
}

/** Signs with the credentials that Lambda gives the function. */
export function signer(service: string): SignatureV4 {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '', AWS_SESSION_TOKEN: sessionToken } = process.env;
  return new SignatureV4({ service, region: region(), sha256: Sha256, credentials: { accessKeyId, secretAccessKey, sessionToken } });
}
