import { createHash } from 'node:crypto';
import { sign } from 'aws4';
import type { Received } from './http-service';

/** The accepted credentials. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Why a request is refused, by the name that AWS gives the error. */
export class Refusal extends Error {
  constructor(override readonly name: string, message: string) {
    super(message);
  }
}

const AUTHORIZATION = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;
const MAX_SKEW_MS = 15 * 60_000;

/**
 * Recomputes the signature of a request with aws4, which shares no code with the signer of the tool, and with nothing taken on trust:
 * the hash of the body is computed again. Throws a {@link Refusal}; answers with the service that the request is for.
 */
export function verifySignature(request: Received, region: string, credentials: Credentials): string {
  const { headers } = request;
  if (headers.authorization === undefined) throw new Refusal('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const [, accessKeyId, scope = '', signedHeaders = '', signature] = AUTHORIZATION.exec(headers.authorization) ?? [];
  if (accessKeyId !== credentials.accessKeyId) throw new Refusal('UnrecognizedClientException', 'The security token included in the request is invalid.');
  if (headers['x-amz-security-token'] !== credentials.sessionToken) throw new Refusal('ExpiredTokenException', 'The security token included in the request is expired');
  const [, scopeRegion, service = ''] = scope.split('/');
  if (scopeRegion !== region) throw new Refusal('InvalidSignatureException', `Credential should be scoped to a valid region, not '${scopeRegion ?? ''}'.`);

  checkDate(headers['x-amz-date'] ?? '', scope);
  checkBody(request);
  const names = signedHeaders.split(';');
  checkSigned(headers, names);
  if (recomputed(request, names, service, region, credentials) !== signature) {
    throw new Refusal('InvalidSignatureException', 'The request signature we calculated does not match the signature you provided.');
  }
  return service;
}

function checkDate(date: string, scope: string): void {
  const time = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!scope.startsWith(`${date.slice(0, 8)}/`)) throw new Refusal('InvalidSignatureException', 'Date in Credential scope does not match');
  if (!(Math.abs(Date.now() - time) < MAX_SKEW_MS)) throw new Refusal('InvalidSignatureException', 'Signature expired');
}

function checkBody({ headers, body }: Received): void {
  const claimed = headers['x-amz-content-sha256'];
  const actual = createHash('sha256').update(body).digest('hex');
  if (claimed !== undefined && claimed !== actual) throw new Refusal('InvalidSignatureException', 'The body is not the one that was signed.');
}

function checkSigned(headers: Received['headers'], signed: readonly string[]): void {
  const needed = ['host', ...Object.keys(headers).filter(name => name.startsWith('x-amz-'))];
  const missing = needed.filter(name => !signed.includes(name));
  if (missing.length > 0) throw new Refusal('InvalidSignatureException', `not signed: ${missing.join(', ')}`);
}

function recomputed(
  { method, path, headers, body }: Received, signed: readonly string[], service: string, region: string, credentials: Credentials,
): string | undefined {
  const request = {
    method, path, body, service, region,
    host: headers.host,
    headers: Object.fromEntries(signed.map(name => [name, headers[name] ?? ''])),
    // aws4 adds and signs these by itself.
    extraHeadersToIgnore: Object.fromEntries(['content-type', 'content-length'].filter(name => !signed.includes(name)).map(name => [name, true])),
  };
  return /Signature=([0-9a-f]{64})/.exec(String(sign(request, credentials).headers?.Authorization))?.[1];
}
