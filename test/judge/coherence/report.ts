import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parse, stringify } from 'yaml';

import { validateRuleFile } from '../../../lib/prometheus/rule-files/validate-rule-file';
import { ScrapeConfiguration } from '../../../lib/scrape-configuration/scrape-configuration';
import { coherenceProblems, deadSelectors } from '../../../lib/validation/coherence/coherence';
import { metricSources } from '../../../lib/validation/coherence/metric-source';
import { selectorsIn } from '../../../lib/validation/coherence/selectors';
import type { WorkspaceQuery } from '../../../lib/validation/coherence/workspace-query';
import { READY_MADE_JOBS } from '../../helpers/ready-made-jobs';
import type { Prometheus } from '../prometheus';
import { clusterTargets } from './cluster-targets';

/*
 * Selectors that find nothing, by this library and by Prometheus: a series of each metric and target goes through Prometheus's own
 * relabeling into its storage, where each selector is evaluated. For kube-prometheus's rules, with AWS's default configuration, the
 * ready-made jobs, and mutations of these.
 */

const RULES = join(process.cwd(), '..', 'shared', 'corpus', 'kube-prometheus');
const FILES = ['kubernetesControlPlane', 'kubeStateMetrics', 'nodeExporter', 'kubePrometheus', 'alertmanager', 'grafana', 'prometheus', 'prometheusOperator'];
const MUTATIONS = 24;

interface ConfigurationData {
  readonly global?: { readonly external_labels?: Readonly<Record<string, string>> };
  readonly scrape_configs: ReadonlyArray<{ readonly job_name: string; readonly metric_relabel_configs?: readonly object[] }>;
}

type Choose = <T>(items: readonly T[]) => T;

type Mutation = (configuration: ConfigurationData, queries: readonly WorkspaceQuery[], choose: Choose) => ConfigurationData;

/** The label of their series is set by a relabeling, or is of no rule. */
const WITHOUT_RULES: ReadonlySet<string> = new Set(['pods', 'kubernetes-pods', 'kubelet-cadvisor', 'pod_exporter', 'cadvisor']);

/** Each takes away something that rules read. */
const CHANGES: Readonly<Record<string, Mutation>> = {
  'job renamed': (configuration, _queries, choose) => {
    const renamed = choose(configuration.scrape_configs.map(({ job_name: name }) => name).filter(name => !WITHOUT_RULES.has(name)));
    const jobs = configuration.scrape_configs.map(job => job.job_name === renamed ? { ...job, job_name: `renamed-${renamed}` } : job);
    return { ...configuration, scrape_configs: jobs };
  },
  'metric dropped': (configuration, queries, choose) => {
    const metrics = metricsIn(queries).filter(name => !name.includes(':') && name !== 'up' && !name.startsWith('ALERTS'));
    return withMetricRelabeling(configuration, { source_labels: ['__name__'], regex: choose(metrics), action: 'drop' });
  },
  'metrics kept by a list': (configuration, queries, choose) => {
    const metrics = metricsIn(queries);
    const kept = [choose(metrics), choose(metrics), choose(metrics)].join('|');
    return withMetricRelabeling(configuration, { source_labels: ['__name__'], regex: kept, action: 'keep' });
  },
  'label removed': (configuration, queries, choose) => {
    const matchers = queries.flatMap(({ expr }) => selectorsIn(expr).flatMap(selector => selector.matchers));
    const labels = matchers.filter(({ operator, value }) => operator === '=' && value !== '').map(({ name }) => name)
      .filter(name => !['job', 'cluster', 'alertname', 'alertstate', 'quantile'].includes(name));
    return withMetricRelabeling(configuration, { regex: choose(labels), action: 'labeldrop' });
  },
};

function metricsIn(queries: readonly WorkspaceQuery[]): string[] {
  return [...new Set(queries.flatMap(({ expr }) => selectorsIn(expr).flatMap(({ name }) => name ?? [])))];
}

function withMetricRelabeling(configuration: ConfigurationData, relabeling: object): ConfigurationData {
  const jobs = configuration.scrape_configs
    .map(job => ({ ...job, metric_relabel_configs: [...job.metric_relabel_configs ?? [], relabeling] }));
  return { ...configuration, scrape_configs: jobs };
}

/** Everything that is compared: the rules as texts, and as queries. */
interface Rules {
  readonly texts: readonly string[];
  readonly queries: readonly WorkspaceQuery[];
}

function readRules(): Rules {
  const texts = FILES.map((file) => {
    const { spec } = parse(readFileSync(join(RULES, `${file}-prometheusRule.yaml`), 'utf8')) as { readonly spec: object };
    return stringify(spec, { aliasDuplicateObjects: false });
  });
  const all = texts.flatMap(text => (validateRuleFile(text).file?.groups ?? []).flatMap(group => group.rules));
  const queries = all.flatMap(({ expr, record, alert }) => {
    const tree = expr?.parsed.expr;
    if (expr === undefined || tree === undefined) throw new Error('a rule cannot be read');
    return [{ expr: tree, text: expr.value, title: record?.value ?? alert?.value ?? '', record: record?.value, alert: alert?.value }];
  });
  return { texts, queries };
}

/** The selectors that find nothing, as `RULE:START`. */
function ours({ queries }: Rules, text: string): Set<string> {
  const isDead = deadSelectors({ sources: sourcesOf(text), queries });
  return new Set(queries.flatMap(({ expr }, index) => selectorsIn(expr).filter(isDead).map(({ start }) => `${index}:${start}`)));
}

function sourcesOf(text: string): ReturnType<typeof metricSources> {
  const configuration = ScrapeConfiguration.fromYaml(text)._effective();
  if (configuration === undefined) throw new Error('a configuration cannot be read');
  return metricSources(configuration);
}

async function theirs({ texts }: Rules, text: string, prometheus: Prometheus): Promise<Set<string>> {
  const configuration = ScrapeConfiguration.fromYaml(text)._effective();
  const targets = configuration === undefined ? [] : clusterTargets(configuration);
  const { verdict, message = '', result } = await prometheus.ask({ kind: 'selectors', text, rules: texts, targets });
  if (verdict !== 'good') throw new Error(`Prometheus refuses the question: ${message}`);
  return new Set((result as ReadonlyArray<{ readonly rule: number; readonly start: number }>).map(({ rule, start }) => `${rule}:${start}`));
}

interface Agreement {
  readonly isSame: boolean;
  /** The selectors that are empty to Prometheus. */
  readonly empty: ReadonlySet<string>;
}

/** Prints where the two differ. */
async function agree(name: string, rules: Rules, text: string, prometheus: Prometheus): Promise<Agreement> {
  const [mine, other] = [ours(rules, text), await theirs(rules, text, prometheus)];
  const differences = [
    ...[...mine].filter(place => !other.has(place)).map(place => ['the library alone', place]),
    ...[...other].filter(place => !mine.has(place)).map(place => ['Prometheus alone', place]),
  ] as Array<[string, string]>;
  for (const [who, place] of differences.slice(0, 5)) {
    const [rule = 0, start = 0] = place.split(':').map(Number);
    const query = rules.queries[rule];
    console.log(`  ${name}: empty for ${who}: ${query?.title ?? ''}: ${query?.text.slice(start, start + 120) ?? ''}`);
  }
  return { isSame: differences.length === 0, empty: other };
}

export async function reportCoherence(seed: number, prometheus: Prometheus): Promise<boolean> {
  if (!existsSync(RULES)) {
    console.log('Coherence: the corpus is not at hand, nothing compared');
    return true;
  }
  const rules = readRules();
  const readyMade = new ScrapeConfiguration({
    externalLabels: { cluster: 'production' },
    jobs: Object.values(READY_MADE_JOBS).map(make => make()),
  }).toYaml();
  const aws = ScrapeConfiguration.eksDefault().toYaml();
  const results = [await agree('AWS default', rules, aws, prometheus), await agree('ready-made jobs', rules, readyMade, prometheus)];
  const counts = results.map(({ empty }) => empty.size);

  let unnoticed = 0;
  for (const [index, numbers] of fc.sample(fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), { seed, numRuns: MUTATIONS }).entries()) {
    const rest = [...numbers];
    const choose = <T>(items: readonly T[]): T => items[(rest.pop() ?? 0) % items.length] as T;
    const [name, change] = choose(Object.entries(CHANGES));
    const original = choose([readyMade, readyMade, aws]);
    const text = stringify(change(parse(original) as ConfigurationData, rules.queries, choose), { aliasDuplicateObjects: false });
    const result = await agree(`${name} (mutation ${index})`, rules, text, prometheus);
    results.push(result);
    const before = original === aws ? results[0] : results[1];
    if (isFault(rules, result.empty, before?.empty) && problemsOf(rules, text) === problemsOf(rules, original)) {
      unnoticed++;
      console.log(`  ${name} (mutation ${index}): not noticed`);
    }
  }
  const different = results.filter(({ isSame }) => !isSame).length;
  console.log(`Coherence: empty selectors of ${rules.queries.length} rules: ${counts[0] ?? 0} with AWS's default, ${counts[1] ?? 0} with the ready-made jobs; `
    + `${different} of ${results.length} configurations differ, ${unnoticed} mutations not noticed`);
  return different === 0 && unnoticed === 0;
}

/** Returns true if a selector is empty that was not, and no operator or function around it is meant for empty selectors. */
function isFault({ queries }: Rules, after: ReadonlySet<string>, before: ReadonlySet<string> = new Set()): boolean {
  return [...after].some(place => !before.has(place) && !/\b(?:or|unless)\b|absent/i.test(queries[Number(place.split(':')[0])]?.text ?? ''));
}

function problemsOf({ queries }: Rules, text: string): number {
  return coherenceProblems({ sources: sourcesOf(text), queries }).filter(({ ruleId }) => ruleId === 'query-without-series').length;
}
