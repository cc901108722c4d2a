import { hasCorpus, readBytes, readTable } from '../corpus/files';
import { OpenTelemetryConfiguration } from '../../lib';
import { kubernetesObjects } from '../../lib/prometheus/discovery/kubernetes-object';
import { targetsOfObjects } from '../../lib/validation/outcome/job-targets';
import { relabelTarget } from '../../lib/validation/outcome/relabel-trace';
import { validateConfiguration } from '../../lib/validation/validate';
import { LIST, POD } from '../prometheus/discovery/objects';
import type { Prometheus } from './prometheus';

/*
 * The samples of ADOT collectors, converted by this library: accepted by Prometheus as the originals are, with the same meaning and the
 * same targets among the objects of a cluster.
 */

interface Sample {
  readonly file: string;
  readonly topic: string;
  readonly note: string;
}

export async function reportCollectors(prometheus: Prometheus): Promise<boolean> {
  if (!hasCorpus()) {
    console.log('Collectors: the corpus is not at hand, nothing compared');
    return true;
  }
  const samples = (readTable('realworld.json') as Sample[]).filter(({ topic, note }) => /ADOT|OTel|collector/i.test(`${topic} ${note}`));
  let failures = 0;
  for (const { file } of samples) {
    const failure = await failureOf(readBytes(file).toString(), prometheus);
    if (failure === undefined) continue;
    failures++;
    console.log(`DIFFERENT ${file}: ${failure}`);
  }
  console.log(`Collectors: ${samples.length - failures} of ${samples.length} samples have the same meaning and targets when converted`);
  return failures === 0 && samples.length > 10;
}

/** The difference between a configuration and the same as that of a collector, converted; nothing where there is none. */
async function failureOf(original: string, prometheus: Prometheus): Promise<string | undefined> {
  const converted = OpenTelemetryConfiguration.fromYaml(asCollector(original)).toScrapeConfiguration().toYaml();
  if (converted.includes('$$') && !original.includes('$$')) return 'a doubled dollar is left';
  const [before, after] = await Promise.all([original, converted].map(text => prometheus.ask({ kind: 'effective', text })));
  if (before?.verdict !== after?.verdict) return `${before?.verdict ?? ''} became ${after?.verdict ?? ''}: ${after?.message ?? before?.message ?? ''}`;
  const [jobs, convertedJobs] = [before, after].map(answer => scraped(answer?.result));
  if (jobs !== convertedJobs) return `${jobs ?? ''}\n  became ${convertedJobs ?? ''}`;
  return JSON.stringify(targetsOf(original)) === JSON.stringify(targetsOf(converted)) ? undefined : 'the targets differ';
}

/** Jobs have all settings; those of `global` that do not apply to scraping are printed in several ways. */
function scraped(result: unknown): string {
  const { global, scrape_configs: jobs } = (result ?? {}) as { global?: { external_labels?: object }; scrape_configs?: unknown };
  return JSON.stringify([global?.external_labels, jobs]);
}

/** A collector writes each dollar twice. */
function asCollector(configuration: string): string {
  const indented = configuration.replaceAll('$', '$$$$').replace(/^---.*\n/, '').replace(/^(?=.)/gm, '      ');
  return `receivers:\n  prometheus:\n    config:\n${indented}\nexporters: { debug: {} }\n`;
}

/** Objects that the samples look for, in addition to ordinary ones. */
const CLUSTER = {
  kind: 'List',
  items: [
    ...LIST.items,
    ...['10249', '9404', '8080'].map((port, index) => ({
      ...POD,
      metadata: {
        ...POD.metadata, name: `annotated-${index}`,
        labels: { 'app': 'haproxy', 'k8s-app': 'kube-proxy', 'app.kubernetes.io/name': 'haproxy-ingress' },
        annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': port, 'prometheus.io/path': '/stats', 'prometheus.io/scheme': 'https' },
      },
    })),
    {
      kind: 'Endpoints', metadata: { name: 'kubernetes', namespace: 'default' },
      subsets: [{ addresses: [{ ip: '10.0.0.9' }], ports: [{ name: 'https', port: 443, protocol: 'TCP' }] }],
    },
  ],
};

/** The result of each discovered target of each job: its URL and labels, or why it has none. */
function targetsOf(text: string): unknown {
  const { configuration } = validateConfiguration(text);
  const objects = kubernetesObjects(CLUSTER);
  return configuration?.jobs.map(job => [job.name, targetsOfObjects(job, objects).targets.map(({ labels }) => {
    const { kept, url, error, labels: series } = relabelTarget(configuration, job, labels) ?? {};
    return [kept, url, error, [...series ?? []].sort()];
  })]);
}
