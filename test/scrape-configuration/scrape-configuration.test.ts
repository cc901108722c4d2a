import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { Duration, Fn, Stack, Token } from 'aws-cdk-lib';
import { ProblemSeverity, Relabeling, ScrapeConfiguration, ScrapeJob } from '../../lib';
import { evaluate } from '../helpers/evaluate';
import { errorOf } from '../helpers/problems';

const JOB = new ScrapeJob({ jobName: 'app' });

describe('a typed configuration', () => {
  test('consists of its settings and its jobs', () => {
    const configuration = new ScrapeConfiguration({
      jobs: [new ScrapeJob({ jobName: 'app', metricRelabelings: [Relabeling.labelDrop('id')] }), new ScrapeJob({ jobName: 'pods' })],
      externalLabels: { cluster: 'prod', shard: '1' },
      scrapeInterval: Duration.minutes(1),
      additionalFields: { evaluation_interval: '1m' },
    });

    expect(configuration.toYaml()).toBe(`global:
  scrape_interval: 1m
  external_labels:
    cluster: prod
    shard: "1"
  evaluation_interval: 1m
scrape_configs:
  - job_name: app
    metric_relabel_configs:
      - regex: id
        action: labeldrop
  - job_name: pods
`);
  });

  test('may have no jobs yet', () => {
    expect(new ScrapeConfiguration({ jobs: [] }).toYaml()).toBe('global: {}\nscrape_configs: []\n');
  });

  test('is written in the same way every time', () => {
    const configuration = ScrapeConfiguration.eksDefault({ externalLabels: { cluster: Fn.ref('Cluster') } });

    expect(configuration.toYaml()).toBe(configuration.toYaml());
  });

  test('has labels that are known only at deployment in quotes', () => {
    const stack = new Stack();
    const yaml = new ScrapeConfiguration({ jobs: [], externalLabels: { account: stack.account, where: `in ${stack.region}` } }).toYaml();

    expect(evaluate(stack.resolve(yaml), { 'AWS::AccountId': '011122223333', 'AWS::Region': 'eu-west-1' })).toBe(`global:
  external_labels:
    account: "011122223333"
    where: "in eu-west-1"
scrape_configs: []
`);
  });
});

describe('an existing configuration', () => {
  const text = '# Ours.\r\nscrape_configs:   [ ] # none yet\n\n\n';

  test('as YAML is returned unchanged, comments included', () => {
    expect(ScrapeConfiguration.fromYaml(text).toYaml()).toBe(text);
  });

  test('as a file is returned unchanged, also by a relative path', () => {
    const folder = mkdtempSync(join(tmpdir(), 'configuration-'));
    const path = join(folder, 'prometheus.yml');
    writeFileSync(path, text);

    expect(ScrapeConfiguration.fromFile(path).toYaml()).toBe(text);
    expect(ScrapeConfiguration.fromFile(relative(process.cwd(), path)).toYaml()).toBe(text);
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('as a file in %s is converted to UTF-8', (_, bytes) => {
    const folder = mkdtempSync(join(tmpdir(), 'configuration-'));
    writeFileSync(join(folder, 'prometheus.yml'), bytes);

    expect(ScrapeConfiguration.fromFile(join(folder, 'prometheus.yml')).toYaml()).toBe(text);
    rmSync(folder, { recursive: true });
  });

  test('as a file that does not exist fails with its absolute path', () => {
    const { message } = errorOf(() => ScrapeConfiguration.fromFile('no/such.yml'));

    expect(message).toContain('the scrape configuration has a problem');
    expect(message).toContain(`cannot read 'no/such.yml' (${resolve('no/such.yml')}): `);
    expect(message).toContain('ENOENT');
  });

  test('as a file has problems that name the file, unlike a copy with more jobs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'configuration-'));
    const file = join(folder, 'prometheus.yml');
    writeFileSync(file, 'scrape_configs:\n  - job_nam: app\n');
    const configuration = ScrapeConfiguration.fromFile(file);

    expect(configuration.problems()).toContainEqual(expect.objectContaining({ file, line: 2 }));
    expect(configuration.withJobs(ScrapeJob.pods()).problems().map(problem => problem.file)).not.toContain(file);
    rmSync(folder, { recursive: true });
  });

  test('as an object is written unchanged', () => {
    expect(ScrapeConfiguration.fromObject({ scrape_configs: [{ job_name: 'app', honor_labels: true }], global: {} }).toYaml())
      .toBe('scrape_configs:\n  - job_name: app\n    honor_labels: true\nglobal: {}\n');
  });

  test('as an object may contain tokens', () => {
    const yaml = ScrapeConfiguration.fromObject({ global: { external_labels: { cluster: Fn.ref('Cluster') } } }).toYaml();

    expect(evaluate(new Stack().resolve(yaml), { Cluster: 'yes' })).toBe('global:\n  external_labels:\n    cluster: "yes"\n');
  });
});

describe('toBase64', () => {
  test('returns the encoded YAML', () => {
    expect(ScrapeConfiguration.fromYaml('# é\n').toBase64()).toBe('IyDDqQo=');
  });

  test('encodes at deployment if the text contains tokens', () => {
    const configuration = ScrapeConfiguration.fromObject({ cluster: Fn.ref('Cluster') });

    expect(Token.isUnresolved(configuration.toBase64())).toBe(true);
    expect(Buffer.from(evaluate(new Stack().resolve(configuration.toBase64()), { Cluster: 'é' }) as string, 'base64').toString())
      .toBe('cluster: "é"\n');
  });
});

describe('withJobs', () => {
  test('appends jobs to a typed configuration, and returns a new one', () => {
    const configuration = new ScrapeConfiguration({ jobs: [ScrapeJob.pods()], scrapeInterval: Duration.minutes(1) });
    const before = configuration.toYaml();

    expect(configuration.withJobs(JOB).toYaml()).toBe(`${before}  - job_name: app\n`);
    expect(configuration.toYaml()).toBe(before);
  });

  test('appends jobs to the default configuration', () => {
    expect(ScrapeConfiguration.eksDefault().withJobs(JOB).toYaml()).toBe(`${ScrapeConfiguration.eksDefault().toYaml()}  - job_name: app\n`);
  });

  test('appends jobs to a given object, and returns a new one', () => {
    const value = { scrape_configs: [{ job_name: 'own' }], global: {} };
    const configuration = ScrapeConfiguration.fromObject(value);

    expect(configuration.withJobs(JOB).toYaml()).toBe('scrape_configs:\n  - job_name: own\n  - job_name: app\nglobal: {}\n');
    expect(configuration.toYaml()).toBe('scrape_configs:\n  - job_name: own\nglobal: {}\n');
    expect(value).toEqual({ scrape_configs: [{ job_name: 'own' }], global: {} });
  });

  test.each([[{}], [{ scrape_configs: null }], [{ scrape_configs: [] }]])('adds a list to a given object without jobs (%j)', (value) => {
    expect(ScrapeConfiguration.fromObject(value).withJobs(JOB).toYaml()).toBe('scrape_configs:\n  - job_name: app\n');
  });

  test('fails for a given object whose jobs are not a list', () => {
    expect(() => ScrapeConfiguration.fromObject({ scrape_configs: 'x' }).withJobs(JOB)).toThrow('scrape_configs: must be a list, got "x"');
  });

  test('appends jobs to a given text, and returns a new one', () => {
    const configuration = ScrapeConfiguration.fromYaml('scrape_configs: []');

    expect(configuration.withJobs(JOB).toYaml()).toBe('scrape_configs: [{job_name: app}]');
    expect(configuration.toYaml()).toBe('scrape_configs: []');
  });

  test('can be repeated', () => {
    const [one, two, three] = [new ScrapeJob({ jobName: 'one' }), new ScrapeJob({ jobName: 'two' }), new ScrapeJob({ jobName: 'three' })];

    for (const start of ['', 'scrape_configs: []', 'scrape_configs:\n- job_name: own\n']) {
      const configuration = ScrapeConfiguration.fromYaml(start);
      const atOnce = configuration.withJobs(one, two, three).toYaml();

      expect(configuration.withJobs(one).withJobs(two, three).toYaml().replace(/\s/g, '')).toBe(atOnce.replace(/\s/g, ''));
    }
  });

  test('changes nothing without jobs', () => {
    expect(ScrapeConfiguration.fromYaml('}{').withJobs().toYaml()).toBe('}{');
  });
});

describe('the problems of a configuration', () => {
  test('have a line and a column if there is a text', () => {
    expect(ScrapeConfiguration.fromYaml('Z2xvYmFsOiB7fQo=').problems())
      .toEqual([expect.objectContaining({ ruleId: 'base64-text', severity: ProblemSeverity.ERROR, path: '', line: 1, column: 1 })]);
  });

  test('have no line without a text', () => {
    const [problem] = ScrapeConfiguration.fromObject({ padding: 'x'.repeat(256 * 1024) }).problems();

    expect(problem).toMatchObject({ ruleId: 'configuration-size', path: '' });
    expect(problem).not.toHaveProperty('line');
    expect(problem).not.toHaveProperty('column');
  });
});
