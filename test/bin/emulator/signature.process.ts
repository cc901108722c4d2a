import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { CREDENTIALS, EmulatedAws, REGION } from './aws';

// All other tests rely on it: it must refuse what AWS refuses.

const aws = new EmulatedAws();
beforeAll(() => aws.http.start());
afterAll(() => {
  aws.http.stop();
});

interface Question {
  readonly service: string;
  readonly region: string;
  readonly body: string;
  readonly sentBody: string;
  readonly path: string;
  readonly sentPath: string;
  readonly secretAccessKey: string;
  readonly signingDate: Date;
  readonly unsigned: boolean;
}

async function send(differences: Partial<Question> = {}): Promise<{ status: number; error: string }> {
  const question: Question = {
    service: 'aps', region: REGION, body: 'query=up', sentBody: differences.body ?? 'query=up', path: '/scraperconfiguration',
    sentPath: differences.path ?? '/scraperconfiguration', secretAccessKey: CREDENTIALS.secretAccessKey, signingDate: new Date(), unsigned: false, ...differences,
  };
  const { host } = new URL(aws.http.url);
  const { service, region, secretAccessKey, body, path, signingDate } = question;
  const signer = new SignatureV4({ service, region, sha256: Sha256, credentials: { ...CREDENTIALS, secretAccessKey } });
  const { headers } = await signer.sign({ method: 'POST', protocol: 'http:', hostname: host, path, headers: { host }, body }, { signingDate });
  const { host: _, ...sent } = headers;
  const response = await fetch(aws.http.url + question.sentPath, { method: 'POST', headers: question.unsigned ? {} : sent, body: question.sentBody });
  return { status: response.status, error: response.headers.get('x-amzn-errortype') ?? '' };
}

test('the emulator accepts a valid signature', async () => {
  // There is no such operation, which only authenticated callers learn.
  expect(await send()).toEqual({ status: 403, error: 'UnknownOperationException' });
});

test.each<[string, Partial<Question>, string]>([
  ['nothing is signed', { unsigned: true }, 'MissingAuthenticationTokenException'],
  ['the body is another', { sentBody: 'query=down' }, 'InvalidSignatureException'],
  ['the path is another', { sentPath: '/scrapers' }, 'InvalidSignatureException'],
  ['a query was added', { sentPath: '/scraperconfiguration?x=1' }, 'InvalidSignatureException'],
  ['the key is another', { secretAccessKey: 'x' }, 'InvalidSignatureException'],
  ['the Region is another', { region: 'us-east-1' }, 'InvalidSignatureException'],
  ['it was signed an hour ago', { signingDate: new Date(Date.now() - 3_600_000) }, 'InvalidSignatureException'],
])('the emulator refuses a request if %s', async (_, differences, error) => {
  expect(await send(differences)).toEqual({ status: 403, error });
});

test('the emulator refuses a signature for another service', async () => {
  expect((await send({ service: 's3' })).error).toBe('UnknownOperationException');
});
