import { EmulatedAws, REGION } from '../../emulator/aws';
import { refuse } from '../../emulator/aws';
import { Folder } from '../../setup/configurations';
import { ask, signedIn, tool } from '../../setup/tool';
import { scraper, SCRAPER_ID, WORKSPACE_ID } from '../../setup/scenarios';

const aws = new EmulatedAws();
beforeAll(() => aws.http.start());
afterAll(() => {
  aws.http.stop();
});
beforeEach(() => {
  aws.http.reset();
  aws.world.scrapers = [scraper()];
});

const THROTTLING = refuse('ThrottlingException', 'Rate exceeded');

test('retries when AWS throttles', async () => {
  aws.http.faults.push({ path: /./, times: 1, reply: THROTTLING });

  expect(await ask(aws, ['status', SCRAPER_ID])).toMatchObject({ code: 0, stderr: '' });
  expect(aws.http.requests).toHaveLength(2);
});

test('fails after several retries when AWS throttles', async () => {
  aws.http.faults.push({ path: /./, times: 99, reply: THROTTLING });
  const { code, stderr } = await ask(aws, ['status', SCRAPER_ID]);

  expect(code).toBe(3);
  expect(stderr).toContain('AWS throttles the requests');
  expect(aws.http.requests.length).toBeGreaterThan(2);
});

test('fails after several retries when the service fails', async () => {
  aws.http.faults.push({ path: /./, times: 99, reply: refuse('InternalServerException', 'oops') });
  const { code, stderr } = await ask(aws, ['status', SCRAPER_ID]);

  expect(code).toBe(3);
  expect(stderr).toContain(`the service failed (500) while reading scraper ${SCRAPER_ID}`);
});

test('fails when an answer takes longer than --timeout', async () => {
  aws.http.faults.push({ path: /./, times: 99, delay: 30_000 });
  const { code, stderr } = await ask(aws, ['status', SCRAPER_ID, '--timeout', '0.3']);

  expect(code).toBe(3);
  expect(stderr).toContain('timeout in eu-central-1 while reading');
});

test('waits for an answer that is slower than others', async () => {
  aws.http.faults.push({ path: /./, times: 1, delay: 800 });

  expect(await ask(aws, ['status', SCRAPER_ID, '--timeout', '5'])).toMatchObject({ code: 0 });
});

test('fails when AWS cannot be reached', async () => {
  const { code, stderr } = await tool(['status', '--endpoint-url', 'http://127.0.0.1:9'], { env: signedIn() });

  expect(code).toBe(3);
  expect(stderr).toContain('AWS could not be reached in eu-central-1');
});

test.each<[string, Record<string, string>, string]>([
  ['expired credentials', { AWS_SESSION_TOKEN: 'old' }, 'the AWS credentials have expired: sign in again'],
  ['unknown credentials', { AWS_ACCESS_KEY_ID: 'AKIDOTHER' }, 'AWS does not accept the credentials'],
  ['a wrong secret', { AWS_SECRET_ACCESS_KEY: 'x' }, 'AWS does not accept the credentials'],
])('fails with one line for %s', async (_, env, message) => {
  const { code, stdout, stderr } = await ask(aws, ['status', SCRAPER_ID], { env });

  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('fails without credentials, and reports how to get some', async () => {
  const { code, stderr } = await tool(['status', '--region', 'eu-central-1', '--endpoint-url', aws.http.url]);

  expect(code).toBe(3);
  expect(stderr).toContain('no AWS credentials: specify --profile, set AWS_PROFILE');
});

test('uses the Region of AWS_DEFAULT_REGION, as the AWS CLI does', async () => {
  const { code, stderr } = await ask(aws, ['status'], { env: { AWS_REGION: '', AWS_DEFAULT_REGION: REGION } });

  expect({ code, stderr }).toEqual({ code: 0, stderr: `1 scraper in ${REGION}\n` });
});

test('sends requests to another endpoint in whichever Region', async () => {
  const { code, stderr } = await tool(['status'], { env: { ...signedIn(), AWS_REGION: 'local', AWS_ENDPOINT_URL: aws.http.url } });

  expect(code).toBe(3);
  expect(stderr).toContain('not \'local\'');
});

test('fails without a Region, and reports how to specify one', async () => {
  const { code, stderr } = await ask(aws, ['status'], { env: { AWS_REGION: '' } });

  expect(code).toBe(3);
  expect(stderr).toContain('no Region: specify --region, set AWS_REGION');
});

test('fails without permission, in the words of the service', async () => {
  aws.http.faults.push({ path: /./, times: 9, reply: refuse('AccessDeniedException', 'User: x is not authorized to perform: aps:DescribeScraper') });

  expect((await ask(aws, ['status', SCRAPER_ID])).stderr).toContain(`no permission to read scraper ${SCRAPER_ID}: User: x is not authorized`);
});

test('fails for a workspace that does not exist, which may be in another Region', async () => {
  const { code, stderr } = await ask(aws, ['verify', '--workspace', WORKSPACE_ID.replace('0a', '1a')]);

  expect(code).toBe(3);
  expect(stderr).toMatch(/workspace ws-\S+ does not exist in eu-central-1 in this account: check --region and --profile/);
});

test('Ctrl-C ends the process immediately, without an error', async () => {
  aws.world.scrapers = [scraper({ states: ['CREATING'] })];
  const { code, stderr } = await ask(aws, ['status', SCRAPER_ID, '--wait', '--every', '30'], {
    onOutput: (printed, interrupt) => {
      if (printed.includes('CREATING')) interrupt();
    },
  });

  expect(code).toBe(130);
  expect(stderr).toBe(`platform (${SCRAPER_ID}): CREATING\n`);
});

describe('a profile', () => {
  const folder = new Folder('profiles');
  const AWS_CONFIG_FILE = folder.write('config', '[default]\nregion = eu-central-1\n[profile team-production]\nregion = eu-central-1\n');
  const { AWS_REGION } = signedIn();

  test.each<[string, string[], Record<string, string>]>([
    ['--profile', ['--profile', 'team-prodution'], {}],
    ['AWS_PROFILE', [], { AWS_PROFILE: 'team-prodution' }],
  ])('of %s that does not exist is a usage error, with the profile that may be meant', async (_, options, env) => {
    const { code, stderr } = await tool(['status', ...options], { env: { AWS_REGION: AWS_REGION ?? '', AWS_CONFIG_FILE, ...env } });

    expect(code).toBe(2);
    expect(stderr).toMatch(/the profile 'team-prodution' does not exist in \S+config or \S+credentials; did you mean 'team-production'\?/);
  });

  test('that exists and has no credentials is an error of the credentials', async () => {
    expect(await tool(['status', '--profile', 'team-production'], { env: { AWS_CONFIG_FILE } })).toMatchObject({
      code: 3, stderr: expect.stringContaining('no AWS credentials') as string,
    });
  });
});
