import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { Allowlist, RuleGroups, ScrapeConfiguration, ScrapeJob } from '../../lib';
import type { VectorSelector } from '../../lib/prometheus/promql/nodes';
import { parsePromql } from '../../lib/prometheus/promql/parse-promql';
import { visit } from '../../lib/prometheus/promql/visit';
import { validateRules } from '../../lib/prometheus/rule-files/validate-rule-file';
import { acceptedBy } from '../../lib/validation/coherence/selectors';
import { componentSamples } from './exporters/kubernetes-components';
import { recordedMetrics, recordedSamples } from './exporters/recordings';
import type { Prometheus } from './prometheus';

type Labels = Readonly<Record<string, string>>;

const RULES = join(process.cwd(), '..', 'shared', 'corpus', 'kube-prometheus');

/** The output of an exporter, the job that scrapes it, and the labels of its target. */
type Scraped = readonly [samples: readonly Labels[], job: ScrapeJob, labels: Labels];

/** Components of Kubernetes that are recorded. What they did not expose on that day is generated from the catalogue. */
const COMPONENTS = ['kube-apiserver.txt', 'kubelet.txt', 'kube-scheduler.txt', 'kube-controller-manager.txt'] as const;
const RECORDED = new Set(COMPONENTS.flatMap(file => recordedMetrics(file).map(({ name }) => name)));
const REST = componentSamples(RECORDED);

const JOBS: readonly Scraped[] = [
  [recordedSamples('node-exporter.txt'), ScrapeJob.nodeExporter(), { job: 'node-exporter' }],
  [recordedSamples('coredns.txt'), ScrapeJob.coreDns(), { job: 'coredns' }],
  [recordedSamples('kube-state-metrics.txt'), ScrapeJob.kubeStateMetrics(), { job: 'kube-state-metrics' }],
  [recordedSamples('cadvisor.txt'), ScrapeJob.cadvisor(), { job: 'kubelet', metrics_path: '/metrics/cadvisor' }],
  [[...recordedSamples('kube-apiserver.txt'), ...REST], ScrapeJob.apiServer(), { job: 'apiserver' }],
  [[...recordedSamples('kubelet.txt'), ...REST], ScrapeJob.kubelet(), { job: 'kubelet', metrics_path: '/metrics' }],
  [[...recordedSamples('kube-scheduler.txt'), ...REST], ScrapeJob.kubeScheduler(), { job: 'kube-scheduler' }],
  [[...recordedSamples('kube-controller-manager.txt'), ...REST], ScrapeJob.kubeControllerManager(), { job: 'kube-controller-manager' }],
];

/** Selectors that find something, so that finding nothing less means something. */
const FEWEST_SELECTORS = 300;

/**
 * Prints whether an allowlist computed from kube-prometheus's rules keeps exactly what they read, through Prometheus's own relabeling of
 * real exporters' output: every selector finds what it found without it, and no metric is kept that no selector names.
 */
export async function reportAllowlist(prometheus: Prometheus): Promise<boolean> {
  if (!existsSync(RULES)) {
    console.log('Allowlist: SKIPPED, since the rules of kube-prometheus are not at hand');
    return true;
  }
  const rules = readdirSync(RULES).filter(file => file.endsWith('Rule.yaml')).map(file => readFileSync(join(RULES, file), 'utf8'));
  const allowlist = new Allowlist({ ruleGroups: rules.map(text => RuleGroups.fromYaml(text)) });
  const selectors = rules.flatMap(selectorsOf);
  const exposed = JOBS.flatMap(([samples, , labels]) => samples.map(sample => ({ ...sample, ...labels })));
  const kept = (await Promise.all(JOBS.map(recorded => keptSamples(recorded, allowlist, prometheus)))).flat();

  const counts = selectors.map((selector) => {
    const [before, after] = [exposed, kept].map(samples => samples.filter(sample => selects(selector, sample)).length);
    return { before, after };
  });
  const losing = selectors.filter((_selector, index) => counts[index]?.before !== counts[index]?.after);
  const names = new Set(selectors.flatMap(selector => selector.name ?? []));
  const unnamed = [...new Set(kept.map(({ __name__ = '' }) => __name__))].filter(name => !names.has(name));
  const finding = counts.filter(({ before = 0 }) => before > 0).length;
  console.log(`Allowlist: ${kept.length} of ${exposed.length} series kept; ${losing.length} of ${finding} selectors find less; `
    + `${unnamed.length} metrics kept that none names`);
  for (const { start, name = '' } of losing) console.log(`--- ${name} at ${start} finds less`);
  for (const name of unnamed) console.log(`--- ${name} is kept`);
  return losing.length === 0 && unnamed.length === 0 && finding >= FEWEST_SELECTORS && kept.length < exposed.length / 2;
}

async function keptSamples(
  [samples, job, labels]: Scraped, allowlist: Allowlist, prometheus: Prometheus,
): Promise<Labels[]> {
  const [effective] = new ScrapeConfiguration({ jobs: [job] }).withAllowlist(allowlist.metricNames)._effective()?.jobs ?? [];
  const rules = effective?.metricRelabelings.map(({ rule }) => rule);
  const text = stringify(rules?.map(rule => ({ source_labels: rule?.sourceLabels, regex: rule?.regex, action: rule?.action })));
  const answers = await Promise.all(samples.map(sample => prometheus.ask({ kind: 'relabel', text, labels: { ...sample, ...labels } })));
  return answers.flatMap(({ result }) => {
    const { keep, labels: after } = result as { keep: boolean; labels: Labels };
    return keep ? [after] : [];
  });
}

function selectorsOf(text: string): VectorSelector[] {
  const expressions = (validateRules(text).file?.groups ?? []).flatMap(({ rules }) => rules.map(({ expr }) => expr?.value ?? ''));
  return expressions.flatMap((expression) => {
    const { expr } = parsePromql(expression);
    const selectors: VectorSelector[] = [];
    if (expr !== undefined) visit(expr, { 'vector-selector': selector => selectors.push(selector) });
    return selectors;
  });
}

function selects({ name, matchers }: VectorSelector, sample: Labels): boolean {
  return (name === undefined || name === sample.__name__) && matchers.every(matcher => acceptedBy(matcher)(sample[matcher.name] ?? ''));
}
