import { EmulatedAws } from '../../emulator/aws';
import { refuse } from '../../emulator/aws';
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

test('throttling that passes is not noticed', async () => {
  aws.http.faults.push({ path: /./, times: 1, reply: THROTTLING });

  expect(await ask(aws, ['status', SCRAPER_ID])).toMatchObject({ code: 0, stderr: '' });
  expect(aws.http.requests).toHaveLength(2);
});

test('throttling that stays is told after several tries', async () => {
  aws.http.faults.push({ path: /./, times: 99, reply: THROTTLING });
  const { code, stderr } = await ask(aws, ['status', SCRAPER_ID]);

  expect(code).toBe(3);
  expect(stderr).toContain('AWS throttles the requests');
  expect(aws.http.requests.length).toBeGreaterThan(2);
});

test('an error of the service that stays is told after several tries', async () => {
  aws.http.faults.push({ path: /./, times: 99, reply: refuse('InternalServerException', 'oops') });
  const { code, stderr } = await ask(aws, ['status', SCRAPER_ID]);

  expect(code).toBe(3);
  expect(stderr).toContain(`the service failed (500) when asked for scraper ${SCRAPER_ID}`);
});

test('an answer that does not come is not waited for longer than was said', async () => {
  aws.http.faults.push({ path: /./, times: 99, delay: 30_000 });
  const { code, stderr } = await ask(aws, ['status', SCRAPER_ID, '--timeout', '0.3']);

  expect(code).toBe(3);
  expect(stderr).toContain('no answer in eu-central-1 in time');
});

test('a slow answer is an answer', async () => {
  aws.http.faults.push({ path: /./, times: 1, delay: 800 });

  expect(await ask(aws, ['status', SCRAPER_ID, '--timeout', '5'])).toMatchObject({ code: 0 });
});

test('a service that is not there is told', async () => {
  const { code, stderr } = await tool(['status', '--endpoint-url', 'http://127.0.0.1:9'], { env: signedIn() });

  expect(code).toBe(3);
  expect(stderr).toContain('AWS cannot be reached in eu-central-1');
});

test.each<[string, Record<string, string>, string]>([
  ['expired credentials', { AWS_SESSION_TOKEN: 'old' }, 'the AWS credentials have expired: sign in again'],
  ['unknown credentials', { AWS_ACCESS_KEY_ID: 'AKIDOTHER' }, 'AWS does not accept the credentials'],
  ['a wrong secret', { AWS_SECRET_ACCESS_KEY: 'x' }, 'AWS does not accept the credentials'],
  ['a profile that is not there', { AWS_PROFILE: 'nobody' }, 'no AWS credentials'],
])('%s are told in plain words', async (_, env, message) => {
  const { code, stdout, stderr } = await ask(aws, ['status', SCRAPER_ID], { env });

  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('no credentials at all are told, with the ways to have some', async () => {
  const { code, stderr } = await tool(['status', '--region', 'eu-central-1', '--endpoint-url', aws.http.url]);

  expect(code).toBe(3);
  expect(stderr).toContain('no AWS credentials: say --profile, set AWS_PROFILE');
});

test('no Region is told, with the ways to have one', async () => {
  const { code, stderr } = await ask(aws, ['status'], { env: { AWS_REGION: '' } });

  expect(code).toBe(3);
  expect(stderr).toContain('no Region: say --region, set AWS_REGION');
});

test('what is not allowed is told in the service\'s own words', async () => {
  aws.http.faults.push({ path: /./, times: 9, reply: refuse('AccessDeniedException', 'User: x is not authorized to perform: aps:DescribeScraper') });

  expect((await ask(aws, ['status', SCRAPER_ID])).stderr).toContain(`not allowed to read scraper ${SCRAPER_ID}: User: x is not authorized`);
});

test('what is not there may be in another Region', async () => {
  const { code, stderr } = await ask(aws, ['verify', '--workspace', WORKSPACE_ID.replace('0a', '1a')]);

  expect(code).toBe(3);
  expect(stderr).toMatch(/there is no workspace ws-\S+ in eu-central-1; it is known only in its own Region/);
});

test('Ctrl-C ends at once, and leaves no trace of an error', async () => {
  aws.world.scrapers = [scraper({ states: ['CREATING'] })];
  const { code, stderr } = await ask(aws, ['status', SCRAPER_ID, '--wait', '--every', '30'], {
    onOutput: (printed, interrupt) => {
      if (printed.includes('CREATING')) interrupt();
    },
  });

  expect(code).toBe(130);
  expect(stderr).toBe(`platform (${SCRAPER_ID}): CREATING\n`);
});
