import { CollectorDestination, CollectorSource } from '../../../lib';
import { validateConfiguration } from '../../../lib/validation/validate';

const GOOD = 'scrape_configs: [{ job_name: app, kubernetes_sd_configs: [{ role: node }], scheme: https }]\n';

function problems(text: string, destination = CollectorDestination.WORKSPACE): string[] {
  return validateConfiguration(text, { destination }).problems.map(({ severity, ruleId, line }) => `${severity} ${ruleId} on line ${line ?? ''}`);
}

describe('a configuration without jobs', () => {
  test.each(['', '\n', '# a comment', 'null', '~', '{}', 'global: { scrape_interval: 30s }', 'scrape_configs: []', 'scrape_configs:', 'scrape_configs: null'])(
    'fails: %j', (text) => {
      expect(problems(text)).toEqual([expect.stringMatching(/^error nothing-to-scrape on line \d+$/)]);
    });

  test.each([GOOD, 'scrape_configs: "${Token[TOKEN.12]}"'])('differs from %j', (text) => {
    expect(problems(text)).toEqual([]);
  });
});

describe('a second YAML document', () => {
  test.each([
    ['two jobs', `${GOOD}---\n${GOOD}`, 3],
    ['a first document with a marker', `---\n${GOOD}---\n# more\n${GOOD}`, 5],
    ['after an end of a document', `${GOOD}...\n${GOOD}`, 3],
    ['a second document that is broken', `${GOOD}--- \n}{`, 3],
  ])('is reported with its line: %s', (_, text, line) => {
    expect(problems(text)).toEqual([`warning second-document on line ${line}`]);
  });

  test.each([
    ['a marker before the first document', `---\n${GOOD}`],
    ['comments before the marker', `# a comment\n%YAML 1.1\n---\n${GOOD}`],
    ['a marker after the last document', `${GOOD}---\n`],
    ['a comment after the marker', `${GOOD}---\n# the end\n`],
    ['dashes that are not a marker', `${GOOD.trimEnd()} # ---\n`],
  ])('is not reported in %s', (_, text) => {
    expect(problems(text)).toEqual([]);
  });
});

describe('dynamic references', () => {
  const label = (reference: string) => `global: { external_labels: { team: "${reference}" } }\n${GOOD}`;

  test.each(['{{resolve:secretsmanager:key:SecretString:token}}', '{{resolve:ssm-secure:key:1}}'])('fail for a secret: %s', (reference) => {
    expect(problems(label(reference))).toEqual(['error secret-reference on line 1']);
    expect(problems(`${GOOD}# ${reference}\n`)).toEqual(['error secret-reference on line 2']);
  });

  test('are accepted for a parameter, whose value is not known', () => {
    expect(problems(label('{{resolve:ssm:team:1}}'))).toEqual([]);
    expect(problems(GOOD.replace('scheme: https', 'scheme: https, scrape_interval: "{{resolve:ssm:interval}}"'))).toEqual([]);
  });
});

describe('the size of a configuration', () => {
  const padded = (bytes: number) => `${GOOD}#${'x'.repeat(bytes - GOOD.length - 1)}`;

  test.each([
    [256 * 1024, CollectorDestination.WORKSPACE, []],
    [256 * 1024 + 1, CollectorDestination.WORKSPACE, ['warning configuration-size on line 1']],
    [256 * 1024 + 1, CollectorDestination.CLOUD_WATCH, ['error configuration-size on line 1']],
  ])('of %d bytes for a %s has the problems %j', (bytes, destination, expected) => {
    expect(problems(padded(bytes), destination)).toEqual(expected);
  });

  test('beyond the limit ends the validation', () => {
    expect(problems(`${padded(256 * 1024 + 1)}\nunknown: 1\n`)).toEqual(['warning configuration-size on line 1']);
  });
});

test('base64 and escaped newlines are the only problem of a text', () => {
  expect(problems(Buffer.from(GOOD).toString('base64'))).toEqual(['error base64-text on line 1']);
  expect(problems('global: {}\\nscrape_configs: []\\n')).toEqual(['error escaped-newlines on line 1']);
});

test('the job of an exporter is reported by the rule about it', () => {
  const { problems: found } = validateConfiguration('scrape_configs: [{ job_name: app, static_configs: [{ targets: ["10.0.0.1:80"] }] }]', { source: CollectorSource.VPC });
  expect(found).toEqual([]);
});
