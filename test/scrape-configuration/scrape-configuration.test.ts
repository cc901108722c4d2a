import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { Duration, Fn, Stack, Token } from 'aws-cdk-lib';
import { ProblemSeverity, Relabeling, ScrapeConfiguration, ScrapeJob } from '../../lib';
import { evaluate } from '../helpers/evaluate';
import { errorOf } from '../helpers/findings';

const JOB = new ScrapeJob({ jobName: 'app' });

describe('a typed configuration', () => {
  test('is its settings and its jobs', () => {
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

  test('reads the same every time', () => {
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

describe('a configuration that is given', () => {
  const text = '# Ours.\r\nscrape_configs:   [ ] # none yet\n\n\n';

  test('as YAML comes back as it was, comments included', () => {
    expect(ScrapeConfiguration.fromYaml(text).toYaml()).toBe(text);
  });

  test('as a file comes back as it was, by a relative path too', () => {
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
  ])('as a file in %s is in UTF-8 from there on', (_, bytes) => {
    const folder = mkdtempSync(join(tmpdir(), 'configuration-'));
    writeFileSync(join(folder, 'prometheus.yml'), bytes);

    expect(ScrapeConfiguration.fromFile(join(folder, 'prometheus.yml')).toYaml()).toBe(text);
    rmSync(folder, { recursive: true });
  });

  test('as a file that is not there tells where it was looked for', () => {
    const { message } = errorOf(() => ScrapeConfiguration.fromFile('no/such.yml'));

    expect(message).toContain('the scrape configuration has a problem');
    expect(message).toContain(`cannot read 'no/such.yml' (${resolve('no/such.yml')}): `);
    expect(message).toContain('ENOENT');
  });

  test('as a file tells the file with each problem, as long as it is that file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'configuration-'));
    const file = join(folder, 'prometheus.yml');
    writeFileSync(file, 'scrape_configs:\n  - job_nam: app\n');
    const configuration = ScrapeConfiguration.fromFile(file);

    expect(configuration.problems()).toContainEqual(expect.objectContaining({ file, line: 2 }));
    expect(configuration.withJobs(ScrapeJob.pods()).problems().map(problem => problem.file)).not.toContain(file);
    rmSync(folder, { recursive: true });
  });

  test('as an object is written as it is', () => {
    expect(ScrapeConfiguration.fromObject({ scrape_configs: [{ job_name: 'app', honor_labels: true }], global: {} }).toYaml())
      .toBe('scrape_configs:\n  - job_name: app\n    honor_labels: true\nglobal: {}\n');
  });

  test('as an object may hold what is known only at deployment', () => {
    const yaml = ScrapeConfiguration.fromObject({ global: { external_labels: { cluster: Fn.ref('Cluster') } } }).toYaml();

    expect(evaluate(new Stack().resolve(yaml), { Cluster: 'yes' })).toBe('global:\n  external_labels:\n    cluster: "yes"\n');
  });
});

describe('base64', () => {
  test('is the YAML, encoded', () => {
    expect(ScrapeConfiguration.fromYaml('# é\n').toBase64()).toBe('IyDDqQo=');
  });

  test('is made at deployment where something is known only then', () => {
    const configuration = ScrapeConfiguration.fromObject({ cluster: Fn.ref('Cluster') });

    expect(Token.isUnresolved(configuration.toBase64())).toBe(true);
    expect(Buffer.from(evaluate(new Stack().resolve(configuration.toBase64()), { Cluster: 'é' }) as string, 'base64').toString())
      .toBe('cluster: "é"\n');
  });
});

describe('with jobs added', () => {
  test('a typed configuration has them at the end, and is itself unchanged', () => {
    const configuration = new ScrapeConfiguration({ jobs: [ScrapeJob.pods()], scrapeInterval: Duration.minutes(1) });
    const before = configuration.toYaml();

    expect(configuration.withJobs(JOB).toYaml()).toBe(`${before}  - job_name: app\n`);
    expect(configuration.toYaml()).toBe(before);
  });

  test('the default configuration has them at the end', () => {
    expect(ScrapeConfiguration.eksDefault().withJobs(JOB).toYaml()).toBe(`${ScrapeConfiguration.eksDefault().toYaml()}  - job_name: app\n`);
  });

  test('a given object has them at the end, and is itself unchanged', () => {
    const value = { scrape_configs: [{ job_name: 'own' }], global: {} };
    const configuration = ScrapeConfiguration.fromObject(value);

    expect(configuration.withJobs(JOB).toYaml()).toBe('scrape_configs:\n  - job_name: own\n  - job_name: app\nglobal: {}\n');
    expect(configuration.toYaml()).toBe('scrape_configs:\n  - job_name: own\nglobal: {}\n');
    expect(value).toEqual({ scrape_configs: [{ job_name: 'own' }], global: {} });
  });

  test.each([[{}], [{ scrape_configs: null }], [{ scrape_configs: [] }]])('a given object without jobs (%j) gets a list', (value) => {
    expect(ScrapeConfiguration.fromObject(value).withJobs(JOB).toYaml()).toBe('scrape_configs:\n  - job_name: app\n');
  });

  test('a given object whose jobs are no list is refused', () => {
    expect(() => ScrapeConfiguration.fromObject({ scrape_configs: 'x' }).withJobs(JOB)).toThrow('scrape_configs: must be a list, got "x"');
  });

  test('a given text has them, and is itself unchanged', () => {
    const configuration = ScrapeConfiguration.fromYaml('scrape_configs: []');

    expect(configuration.withJobs(JOB).toYaml()).toBe('scrape_configs: [{job_name: app}]');
    expect(configuration.toYaml()).toBe('scrape_configs: []');
  });

  test('again and again, all of them are there', () => {
    const [one, two, three] = [new ScrapeJob({ jobName: 'one' }), new ScrapeJob({ jobName: 'two' }), new ScrapeJob({ jobName: 'three' })];

    for (const start of ['', 'scrape_configs: []', 'scrape_configs:\n- job_name: own\n']) {
      const configuration = ScrapeConfiguration.fromYaml(start);
      const atOnce = configuration.withJobs(one, two, three).toYaml();

      expect(configuration.withJobs(one).withJobs(two, three).toYaml().replace(/\s/g, '')).toBe(atOnce.replace(/\s/g, ''));
    }
  });

  test('of which there are none, nothing changes', () => {
    expect(ScrapeConfiguration.fromYaml('}{').withJobs().toYaml()).toBe('}{');
  });
});

describe('the problems of a configuration', () => {
  test('have a place where there is text', () => {
    expect(ScrapeConfiguration.fromYaml('Z2xvYmFsOiB7fQo=').problems())
      .toEqual([expect.objectContaining({ ruleId: 'base64-text', severity: ProblemSeverity.ERROR, path: '', line: 1, column: 1 })]);
  });

  test('have none where there is not', () => {
    const [problem] = ScrapeConfiguration.fromObject({ padding: 'x'.repeat(256 * 1024) }).problems();

    expect(problem).toMatchObject({ ruleId: 'configuration-size', path: '' });
    expect(problem).not.toHaveProperty('line');
    expect(problem).not.toHaveProperty('column');
  });
});
