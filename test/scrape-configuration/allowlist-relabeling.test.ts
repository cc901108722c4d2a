import { Lazy } from 'aws-cdk-lib';
import { Relabeling, ScrapeConfiguration, ScrapeJob } from '../../lib';

const KEEP = `      - source_labels:
          - __name__
        regex: a|b
        action: keep
`;

function edited(yaml: string): string {
  return ScrapeConfiguration.fromYaml(yaml).withAllowlist(['b', 'a', 'b']).toYaml();
}

describe('an allowlist', () => {
  test('keeps sorted names after the other metric relabelings of each typed job', () => {
    const drop = Relabeling.drop({ sourceLabels: ['le'], regex: '1' });
    const configuration = new ScrapeConfiguration({ jobs: [new ScrapeJob({ jobName: 'x', metricRelabelings: [drop] }), ScrapeJob.kubeScheduler()] });

    expect(configuration.withAllowlist(['b', 'a', 'b']).toYaml().split(KEEP)).toHaveLength(3);
    expect(configuration.withAllowlist(['b', 'a']).toYaml()).toContain(`        regex: "1"\n        action: drop\n${KEEP}`);
    expect(configuration.toYaml()).not.toContain(KEEP);
  });

  test('keeps the tokens of typed jobs', () => {
    const job = new ScrapeJob({ jobName: 'x', staticConfigs: [{ targets: [Lazy.string({ produce: () => 'a:1' })] }] });

    expect(new ScrapeConfiguration({ jobs: [job] }).withAllowlist(['a']).toYaml()).toContain('${Token[');
  });

  test('is added to every job of AWS\'s default configuration', () => {
    expect(ScrapeConfiguration.eksDefault().withAllowlist(['a', 'b']).toYaml().split(KEEP)).toHaveLength(5);
  });

  test('is added to an object', () => {
    const job = { job_name: 'x', metric_relabel_configs: [{ regex: 'le', action: 'labeldrop' }] };
    const configuration = ScrapeConfiguration.fromObject({ scrape_configs: [job] });

    expect(configuration.withAllowlist(['a', 'b']).toYaml()).toBe(`scrape_configs:
  - job_name: x
    metric_relabel_configs:
      - regex: le
        action: labeldrop
${KEEP}`);
  });

  test('is added to a text, and its comments are kept', () => {
    expect(edited(`# jobs
scrape_configs:
  - job_name: x # first
    metric_relabel_configs:
      - regex: y # kept
        action: labeldrop
    # between
    scheme: https
  - job_name: y
`)).toBe(`# jobs
scrape_configs:
  - job_name: x # first
    metric_relabel_configs:
      - regex: y # kept
        action: labeldrop
${KEEP}    # between
    scheme: https
  - job_name: y
    metric_relabel_configs:
${KEEP}`);
  });

  test.each<[string, string, string]>([
    ['a list at the column of its key', 'scrape_configs:\n- job_name: x\n  metric_relabel_configs:\n  - regex: y\n', 'a|b'],
    ['braces', 'scrape_configs: [{job_name: x}, {job_name: y, metric_relabel_configs: []}, {job_name: z, metric_relabel_configs: [{regex: q}]}]', 'a|b'],
    ['an empty list', 'scrape_configs:\n  - job_name: x\n    metric_relabel_configs:\n', 'a|b'],
    ['no line break at its end', 'scrape_configs:\n  - job_name: x', 'a|b'],
    ['line breaks of Windows', 'scrape_configs:\r\n  - job_name: x\r\n', 'a|b'],
    ['a byte order mark', '\ufeffscrape_configs:\n  - job_name: x\n', 'a|b'],
  ])('is added to a text with %s', (_title, yaml, regex) => {
    const configuration = ScrapeConfiguration.fromYaml(yaml).withAllowlist(['a', 'b']);
    const jobs = configuration._effective()?.jobs ?? [];

    expect(jobs.length).toBeGreaterThan(0);
    expect(jobs.map(({ metricRelabelings }) => metricRelabelings.at(-1)?.rule)).toEqual(jobs.map(() => expect.objectContaining({ regex, action: 'keep' }) as object));
  });

  test.each(['', 'global: {}\n', 'scrape_configs:\n', '# nothing\n'])('leaves a text without jobs unchanged: %j', (yaml) => {
    expect(edited(yaml)).toBe(yaml);
  });

  test.each<[string, string, RegExp]>([
    ['that is not YAML', 'scrape_configs: [', /no metric relabeling can be added: line 1/],
    ['whose jobs are not a list', 'scrape_configs: 5', /scrape_configs is not a list/],
    ['that is a list', '[]', /the document is not a mapping/],
    ['with a merge key at its root', '<<: {}\n', /the document has a merge key/],
    ['with a job that is an alias', 'x: &x {job_name: a}\nscrape_configs: [*x]', /the job in line 2 is not a mapping/],
    ['with a job that has a merge key', 'scrape_configs:\n  - <<: &d {}\n    job_name: a\n', /merge key/],
    ['with a list that is an alias', 'scrape_configs:\n  - job_name: a\n    metric_relabel_configs: &m []\n  - job_name: b\n    metric_relabel_configs: *m\n', /in line 5 is not a list/],
    ['with a block scalar without line break at its end', 'scrape_configs:\n  - job_name: |+\n      a', /changes what Prometheus reads elsewhere/],
  ])('fails for a text %s', (_title, yaml, message) => {
    expect(() => edited(yaml)).toThrow(message);
  });

  test('writes prefixes that many names share once, so that a long list fits into a configuration', () => {
    const shop = (index: number) => `some_metric_of_a_shop_${index}_total`;
    const names = Array.from({ length: 1500 }, (_, index) => [shop(index), `${shop(index)}_bytes`, `a${index}`]).flat();
    const others = ['(?:http|grpc)_.+', 'x'.repeat(300)];
    const yaml = ScrapeConfiguration.eksDefault().withAllowlist([...names, ...others]).toYaml();
    const regex = new RegExp(`^(?:${/regex: (.*)\n +action: keep\n$/.exec(yaml)?.[1] ?? ''})$`);

    expect(yaml.length).toBeLessThan(262_144);
    expect([...names, 'http_requests', 'x'.repeat(300)].filter(name => !regex.test(name))).toEqual([]);
    expect(['some_metric_of_a_shop_', shop(1500), `${shop(1)}_`, 'a1500', 'a', 'http_', 'total'].filter(name => regex.test(name))).toEqual([]);
  });

  test('fails without names, and with an empty name', () => {
    expect(() => ScrapeConfiguration.eksDefault().withAllowlist([])).toThrow('metricNames: specify at least one name');
    expect(() => ScrapeConfiguration.eksDefault().withAllowlist(['a', ''])).toThrow('metricNames[1]: must not be empty');
  });
});
