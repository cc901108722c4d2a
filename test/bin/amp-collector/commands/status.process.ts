import { EmulatedAws } from '../../emulator/aws';
import { ask } from '../../setup/tool';
import { DATASET_ARN, DOMAIN_ARN, OPEN_SEARCH, scraper, SCRAPER_ID } from '../../setup/scenarios';

const aws = new EmulatedAws();
const OTHERS = [1, 2, 3].map(number => scraper({ scraperId: SCRAPER_ID.replace('0a', `${number}a`), alias: `other-${number}` }));
beforeAll(() => aws.http.start());
afterAll(() => {
  aws.http.stop();
});
beforeEach(() => {
  aws.http.reset();
  aws.world.scrapers = [scraper(), ...OTHERS];
});

test('status lists all scrapers of the Region, over several pages', async () => {
  const { code, stdout, stderr } = await ask(aws, ['status']);

  expect(code).toBe(0);
  expect(stdout.split('\n')[0]).toBe('ALIAS     ID                                      STATUS  SOURCE              DESTINATION');
  expect(stdout.trim().split('\n')).toHaveLength(5);
  expect(stderr).toBe('4 scrapers in eu-central-1\n');
});

test('status reports that there are no scrapers', async () => {
  aws.world.scrapers = [];

  expect(await ask(aws, ['status'])).toEqual({ code: 0, stdout: '', stderr: 'no scrapers in eu-central-1\n' });
});

test.each([
  ['its id', SCRAPER_ID],
  ['its alias', 'platform'],
  ['its ARN', `arn:aws:aps:eu-central-1:111122223333:scraper/${SCRAPER_ID}`],
])('status describes a scraper by %s', async (_, given) => {
  const { code, stdout } = await ask(aws, ['status', given]);

  expect(code).toBe(0);
  expect(stdout).toContain(`platform (${SCRAPER_ID}): ACTIVE\n`);
  expect(stdout).toMatch(/^ {2}source +cluster production$/m);
});

describe('a scraper of an OpenSearch domain that writes to CloudWatch', () => {
  beforeEach(() => {
    aws.world.scrapers = [scraper(OPEN_SEARCH)];
  });

  test('is described with its source and its destination', async () => {
    const { stdout } = await ask(aws, ['status', 'platform']);

    expect(stdout).toMatch(/^ {2}destination +CloudWatch dataset default$/m);
    expect(stdout).toMatch(/^ {2}exporter +OpenSearch domain search$/m);
  });

  test('is listed with its destination', async () => {
    expect((await ask(aws, ['status'])).stdout).toMatch(/ CloudWatch dataset default$/m);
  });

  test('is described as JSON with the names of the API', async () => {
    const { stdout } = await ask(aws, ['status', 'platform', '--json']);

    expect(JSON.parse(stdout)).toMatchObject({
      destination: { cloudWatchConfiguration: { datasetArn: DATASET_ARN } },
      exporters: [{ openSearchConfiguration: { domainArn: DOMAIN_ARN } }],
    });
  });
});

test('status describes a scraper as JSON', async () => {
  const { stdout } = await ask(aws, ['status', 'platform', '--json']);

  expect(JSON.parse(stdout)).toMatchObject({ alias: 'platform', status: { statusCode: 'ACTIVE' } });
});

test.each<[string, string, number, string]>([
  ['an alias that nobody has', 'nobody', 1, 'no scraper has the alias \'nobody\' in eu-central-1'],
  ['an alias that several have', 'other', 2, '2 scrapers have the alias \'other\''],
  ['an ARN of another Region', `arn:aws:aps:us-east-1:111122223333:scraper/${SCRAPER_ID}`, 2, 'specify --region us-east-1'],
  ['an id that does not exist', SCRAPER_ID.replace('0a', '9a'), 3, 'does not exist in eu-central-1 in this account'],
])('fails for %s', async (_, given, expected, message) => {
  aws.world.scrapers = [scraper(), ...OTHERS.map((other, index) => index < 2 ? { ...other, alias: 'other' } : other)];
  const { code, stderr } = await ask(aws, ['status', given]);

  expect(code).toBe(expected);
  expect(stderr).toContain(message);
});

test('status waits until the scraper is ACTIVE', async () => {
  aws.world.scrapers = [scraper({ states: ['CREATING', 'CREATING', 'ACTIVE'] })];
  const { code, stdout, stderr } = await ask(aws, ['status', 'platform', '--wait', '--every', '0.05']);

  expect(code).toBe(0);
  expect(stderr).toMatch(/^platform \(s-\S+\): CREATING\nplatform \(s-\S+\): ACTIVE after \d+ s\n$/);
  expect(stdout).toContain('ACTIVE');
});

test('status prints the reason if a scraper failed', async () => {
  aws.world.scrapers = [scraper({ states: ['CREATING', 'CREATION_FAILED'], statusReason: 'The security group sg-0a does not exist' })];
  const { code, stdout } = await ask(aws, ['status', 'platform', '--wait', '--every', '0.05']);

  expect(code).toBe(1);
  expect(stdout).toContain('CREATION_FAILED, The security group sg-0a does not exist');
});

test('status waits no longer than --within', async () => {
  aws.world.scrapers = [scraper({ states: ['CREATING'] })];
  const { code, stderr } = await ask(aws, ['status', 'platform', '--wait', '--every', '0.1', '--within', '0.01']);

  expect(code).toBe(1);
  expect(stderr).toContain('not ACTIVE after 1 s');
});

test('status prints no progress with --quiet', async () => {
  aws.world.scrapers = [scraper({ states: ['CREATING', 'ACTIVE'] })];

  expect((await ask(aws, ['status', 'platform', '--wait', '--every', '0.05', '--quiet'])).stderr).toBe('');
});

test('fails instead of printing another scraper than the specified one', async () => {
  const [other = scraper()] = OTHERS;
  const reply = (body: object) => ({ path: /scrapers/, times: 9, reply: { status: 200, body } as never });
  aws.http.faults.push(reply({ scrapers: [{ ...other, alias: 'platform-2' }] }));
  expect(await ask(aws, ['status', 'platform'])).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('no scraper has the alias \'platform\'') as string });

  aws.http.reset();
  aws.http.faults.push(reply({ scraper: other }));
  expect(await ask(aws, ['status', SCRAPER_ID])).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining(`AWS returned the scraper ${other.scraperId}`) as string });
});

test('fails for the ARN of another resource', async () => {
  expect(await ask(aws, ['status', 'arn:aws:aps:eu-central-1:111122223333:workspace/ws-1'])).toMatchObject({
    code: 2, stderr: expect.stringContaining('is not the ARN of a scraper') as string,
  });
});

test('status escapes control characters in responses of AWS', async () => {
  aws.world.scrapers = [scraper({ alias: 'a\u001b[2Jb', status: { statusCode: 'CREATION_FAILED' }, statusReason: 'x\n::error::y' })];
  const { stdout } = await ask(aws, ['status', SCRAPER_ID]);

  expect(stdout).toContain('a\\x1b[2Jb');
  expect(stdout).toContain('x\\n::error::y');
});
