import { createHash, createHmac } from 'node:crypto';

/** A signed request as it arrived, to be verified as AWS would: from the text, with nothing of the signer's code. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  /** The query as sent, without `?`. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

interface Claims {
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly date: string;
  readonly sessionToken: string;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const escaped = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** Whose signature it is; throws with the reason when it is nobody's. */
export function callerOf(request: SignedRequest, service: string, region: string, known: readonly Credentials[]): Credentials {
  const claims = request.query.includes('X-Amz-Signature=') ? claimsInQuery(request) : claimsInHeader(request);
  const [accessKeyId = '', ...scope] = claims.credential.split('/');
  const caller = known.find(credentials => credentials.accessKeyId === accessKeyId);
  if (caller === undefined) throw new Error('InvalidClientTokenId');
  if (caller.sessionToken !== claims.sessionToken) throw new Error('InvalidClientTokenId: wrong session token');
  const day = claims.date.slice(0, 8);
  if (scope.join('/') !== [day, region, service, 'aws4_request'].join('/')) throw new Error(`wrong scope ${scope.join('/')}`);
  if (!claims.signedHeaders.split(';').includes('host')) throw new Error('host is not signed');

  const toSign = ['AWS4-HMAC-SHA256', claims.date, scope.join('/'), sha256(canonical(request, claims.signedHeaders))].join('\n');
  const key = ['aws4_request', service, region, day].reduceRight(hmac, `AWS4${caller.secretAccessKey}` as string | Buffer);
  if (hmac(key, toSign).toString('hex') !== claims.signature) throw new Error('SignatureDoesNotMatch');
  return caller;
}

function canonical({ method, path, query, headers, body }: SignedRequest, signedHeaders: string): string {
  const parameters = [...new URLSearchParams(query)]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .sort();
  const lines = signedHeaders.split(';').map(name => `${name}:${(headers[name] ?? '').trim()}\n`);
  return [method, path, parameters.join('&'), lines.join(''), signedHeaders, sha256(body)].join('\n');
}

function claimsInQuery({ query }: SignedRequest): Claims {
  const value = (name: string) => new URLSearchParams(query).get(name) ?? '';
  return {
    credential: value('X-Amz-Credential'),
    signedHeaders: value('X-Amz-SignedHeaders'),
    signature: value('X-Amz-Signature'),
    date: value('X-Amz-Date'),
    sessionToken: value('X-Amz-Security-Token'),
  };
}

function claimsInHeader({ headers }: SignedRequest): Claims {
  const value = (name: string) => new RegExp(`${name}=([^,\\s]+)`).exec(headers.authorization ?? '')?.[1] ?? '';
  return {
    credential: value('Credential'),
    signedHeaders: value('SignedHeaders'),
    signature: value('Signature'),
    date: headers['x-amz-date'] ?? '',
    sessionToken: headers['x-amz-security-token'] ?? '',
  };
}

/** `20261122T183644Z` in milliseconds since 1970. */
export function timeOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
