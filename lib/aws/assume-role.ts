import { serviceHost, signer, type Caller } from './aws-request';
import { Failure } from './failure';
import { redact } from './redact';
import { send, type HttpResponse } from './http';
import { retryPassing } from './retry';

/** STS refused to let the caller assume a role; the message is its own. */
export class AssumeRoleError extends Failure {
  constructor(roleArn: string, readonly status: number, readonly code: string, message: string) {
    super(`sts:AssumeRole of ${roleArn} failed with ${code === '' ? `status ${status}` : code}: ${message}`);
  }

  get isDenied(): boolean {
    return this.code === 'AccessDenied';
  }

  override get isPassing(): boolean {
    return this.status === 429 || this.status >= 500 || /Throttling/.test(this.code);
  }
}

/** Returns the caller with the credentials of a role that it may assume. */
export async function assumeRole(roleArn: string, caller: Caller, deadline: number): Promise<Caller> {
  const response = await retryPassing(async () => {
    const answer = await sendSigned(bodyFor(roleArn), caller, deadline);
    if (answer.status !== 200) throw errorFrom(roleArn, answer);
    return answer;
  }, deadline);
  const [accessKeyId, secretAccessKey, sessionToken] = ['AccessKeyId', 'SecretAccessKey', 'SessionToken'].map(name => elementIn(response.body, name));
  if (accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined) {
    throw new Failure(`sts:AssumeRole of ${roleArn} answered without credentials`);
  }
  return { region: caller.region, credentials: { accessKeyId, secretAccessKey, sessionToken } };
}

function bodyFor(roleArn: string): string {
  return new URLSearchParams({ Action: 'AssumeRole', Version: '2011-06-15', RoleArn: roleArn, RoleSessionName: 'aws-auth-merge' }).toString();
}

async function sendSigned(body: string, caller: Caller, deadline: number): Promise<HttpResponse> {
  const url = new URL(process.env.AWS_ENDPOINT_URL_STS ?? process.env.AWS_ENDPOINT_URL ?? `https://${serviceHost('sts', caller.region)}`);
  const { headers } = await signer('sts', caller).sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path: '/',
    headers: { 'host': url.host, 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  return send({ method: 'POST', url, headers, body, deadline });
}

function errorFrom(roleArn: string, { status, body }: HttpResponse): AssumeRoleError {
  return new AssumeRoleError(roleArn, status, elementIn(body, 'Code') ?? '', redact(elementIn(body, 'Message') ?? 'no reason given'));
}

/** Returns the text of an element in the XML of STS, whose values need no escapes. */
function elementIn(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.trim();
}
