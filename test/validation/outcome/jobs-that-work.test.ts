import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { CollectorSource, ScrapeConfiguration, ScrapeJob } from '../../../lib';
import { validateConfiguration } from '../../../lib/validation/validate';
import table from './jobs-that-work.json';

/** Public configurations, beside the project where they are at hand. */
const CORPUS = resolve(process.cwd(), process.env.CORPUS ?? '../shared/corpus');
const HAS_CORPUS = existsSync(CORPUS);
if (!HAS_CORPUS) console.warn(`skipped: ${CORPUS} does not exist, so that no public configuration is tried`);

/** The rules whose problems keep a job from scraping what it is for. */
const BREAKING: ReadonlySet<string> = new Set([
  'unresolvable-name', 'no-scrape-address', 'unusable-path', 'unusable-scheme', 'foreign-syntax', 'lost-escape', 'lost-reference', 'missing-group',
  'doubled-backslash', 'rule-drops-everything', 'api-server-scheme', 'kubelet-scheme', 'short-relabeled-interval', 'ipv6-address',
  'undocumented-access', 'unsupported-discovery',
]);

/** The jobs of a text that do not work, each with the rules that report it. */
function brokenJobs(text: string, source = CollectorSource.EKS): Map<number, string[]> {
  const broken = new Map<number, string[]>();
  for (const { path, ruleId } of validateConfiguration(text, { source }).problems) {
    const [, index] = /^scrape_configs\[(\d+)\]/.exec(path) ?? [];
    if (index !== undefined && BREAKING.has(ruleId)) broken.set(Number(index), [...broken.get(Number(index)) ?? [], ruleId]);
  }
  return broken;
}

interface Job {
  readonly job_name: string | number;
}

const describeCorpus = HAS_CORPUS ? describe : describe.skip;

describeCorpus('public configurations', () => {
  const files = [...new Set(table.map(({ file }) => file))];

  test('are all in the table', () => {
    expect(files).toEqual(readdirSync(join(CORPUS, 'realworld')).sort().map(name => `realworld/${name}`));
  });

  test.each(files)('%s: reports each job that does not work, and no other', (file) => {
    const text = readFileSync(join(CORPUS, file), 'utf8');
    const source = text.includes('dns_sd_configs') ? CollectorSource.VPC : CollectorSource.EKS;
    const broken = brokenJobs(text, source);
    const { scrape_configs: jobs } = parse(text) as { readonly scrape_configs: readonly Job[] };
    const rows = table.filter(row => row.file === file);
    expect(jobs.map(({ job_name: name }, index) => `${name}: ${broken.has(index) ? 'broken' : 'works'}`))
      .toEqual(rows.map(({ job, works }) => `${job}: ${works ? 'works' : 'broken'}`));
  });

  test('with a job that does not work name one cause for it', () => {
    const several = files.flatMap(file => [...brokenJobs(readFileSync(join(CORPUS, file), 'utf8'))].filter(([, ids]) => ids.length > 1));
    expect(several).toEqual([]);
  });
});

describeCorpus('the monitors of kube-prometheus as jobs', () => {
  const monitors = HAS_CORPUS ? readdirSync(join(CORPUS, 'kube-prometheus')).filter(name => name.includes('serviceMonitor')) : ['none'];

  test.each(monitors)('%s works', (name) => {
    const text = readFileSync(join(CORPUS, 'kube-prometheus', name), 'utf8');
    expect([...brokenJobs(JSON.stringify({ scrape_configs: jobsOf(parse(text) as Monitor) })).values()]).toEqual([]);
  });
});

interface Monitor {
  readonly spec: {
    readonly selector: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly namespaceSelector?: { readonly matchNames?: readonly string[] };
    readonly endpoints: ReadonlyArray<{
      readonly port?: string;
      readonly scheme?: string;
      readonly path?: string;
      readonly relabelings?: ReadonlyArray<Readonly<Record<string, unknown>>>;
    }>;
  };
}

/** The jobs that the operator makes of a monitor, as far as they decide which targets are scraped, and where. */
function jobsOf({ spec: { selector: { matchLabels = {} }, namespaceSelector, endpoints } }: Monitor): object[] {
  return endpoints.map(({ port, scheme = 'http', path = '/metrics', relabelings = [] }, index) => ({
    job_name: `job${index}`,
    scheme,
    metrics_path: path,
    kubernetes_sd_configs: [{ role: 'endpoints', namespaces: { names: namespaceSelector?.matchNames ?? ['monitoring'] } }],
    relabel_configs: [
      ...Object.entries(matchLabels).map(([label, value]) => ({
        action: 'keep', regex: `(${value});true`,
        source_labels: ['label', 'labelpresent'].map(kind => `__meta_kubernetes_service_${kind}_${label.replaceAll(/\W/g, '_')}`),
      })),
      { action: 'keep', source_labels: ['__meta_kubernetes_endpoint_port_name'], regex: port },
      ...relabelings.map(fields => Object.fromEntries(Object.entries(fields).map(([field, value]) =>
        [field.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`), value]))),
    ],
  }));
}

test('the ready-made jobs work', () => {
  const configuration = new ScrapeConfiguration({
    jobs: [
      ScrapeJob.pods(), ScrapeJob.pods({ annotationDriven: true, jobName: 'annotated' }),
      ScrapeJob.cadvisor(), ScrapeJob.kubelet(), ScrapeJob.apiServer(),
      ScrapeJob.kubeControllerManager(), ScrapeJob.kubeScheduler(), ScrapeJob.kubeProxy(),
      ScrapeJob.kubeStateMetrics(), ScrapeJob.nodeExporter(),
      ScrapeJob.coreDns(),
    ],
  });
  expect([...brokenJobs(configuration.toYaml())]).toEqual([]);
});
