import type { LabelMatcher, VectorSelector } from '../../prometheus/promql/nodes';
import { enumerate } from '../located-message';
import type { MetricSource } from './metric-source';
import { metricName, mismatch, type Mismatch } from './selectors';

/** Explains why nothing matches a selector, by the job that comes closest, and names the fix. */
export function explainEmptySelector(selector: VectorSelector, sources: readonly MetricSource[], records: ReadonlySet<string>): string {
  const metric = metricName(selector) ?? '';
  if (records.has(metric)) return 'the recording rule behind the selector never has a result, because the series that it reads are missing';
  if (metric.startsWith('ALERTS')) return 'no alerting rule of the workspace has this name';
  const [closest] = sources.map(source => ({ source, reason: mismatch(selector, source) }))
    .toSorted((left, right) => distance(left.reason) - distance(right.reason));
  if (closest?.reason?.kind === 'dropped-metric') {
    return `the metric relabelings of job '${closest.source.jobName}' drop the metric '${metric}'; keep it there, or remove the query`;
  }
  if (closest?.reason === undefined || isJob(closest.reason)) return jobMessage(selector, sources);
  return labelMessage(closest.reason.matcher, closest.reason.values, closest.source);
}

function isJob(reason: Mismatch): boolean {
  return reason.kind === 'label' && reason.matcher.name === 'job';
}

/** The job that comes closest lacks only a label; the one that is farthest has another name. */
function distance(reason: Mismatch | undefined): number {
  if (reason === undefined || isJob(reason)) return 2;
  return reason.kind === 'label' ? 0 : 1;
}

function labelMessage({ name, operator, value }: LabelMatcher, values: ReadonlySet<string>, source: MetricSource): string {
  const wanted = `${name}${operator}${JSON.stringify(value)}`;
  const others = [...values].filter(other => other !== '');
  if (others.length > 0) {
    return `no series has ${wanted}: the label is ${others.slice(0, 4).map(other => `'${other}'`).join(' or ')} in job '${source.jobName}'`;
  }
  if (source.dropsLabel(name)) {
    return `no series has ${wanted}: the metric relabelings of job '${source.jobName}' drop the label '${name}'; keep it there, or remove the matcher`;
  }
  const fix = name === 'cluster' ? 'add it to the external labels of the scrape configuration' : `set it by a relabeling of job '${source.jobName}'`;
  return `no series has ${wanted}: nothing sets the label '${name}'; ${fix}, or remove the matcher`;
}

function jobMessage({ matchers }: VectorSelector, sources: readonly MetricSource[]): string {
  const { operator, value } = matchers.find(({ name }) => name === 'job') ?? { operator: '=', value: '' };
  const names = [...new Set(sources.flatMap(({ jobLabels }) => [...jobLabels ?? []]))].filter(name => name !== '');
  const path = matchers.find(({ name }) => name === 'metrics_path')?.value;
  const similar = similarJob(value, path, names) ?? labelOfJob(value, sources);
  const shown = [...names.slice(0, MOST_NAMES).map(name => `'${name}'`), ...names.length > MOST_NAMES ? [`${names.length - MOST_NAMES} more`] : []];
  const jobs = shown.length === 1 ? `the only job is ${shown.join('')}` : `the jobs are ${enumerate(shown)}`;
  const hint = similar === undefined ? jobs : `the job is named '${similar}' here`;
  return `no job has the label job${operator}${JSON.stringify(value)}; ${hint}`;
}

/** A message lists so many jobs. */
const MOST_NAMES = 8;

/** Names of jobs that are usually for one program. */
const SAME_PROGRAM: readonly RegExp[] = [
  /api-?servers?/i,
  /cadvisor/i,
  /kubelet|kubernetes-nodes|^nodes?-?kubelet/i,
  /scheduler|ksh-metrics/i,
  /controller-manager|kcm-metrics/i,
  /kube-proxy/i,
  /core-?dns|kube-dns/i,
  /state-metrics|^ksm$/i,
  /node-?exporter|^node$/i,
];

/** Returns the job that is probably meant; nothing if none resembles the wanted one. */
function similarJob(wanted: string, path: string | undefined, names: readonly string[]): string | undefined {
  const program = path?.includes('cadvisor') === true ? /cadvisor/i : SAME_PROGRAM.find(pattern => pattern.test(wanted));
  return names.find(name => program?.test(name)) ?? names.find(name => sharesWord(name, wanted));
}

/** Returns the label of a job that has the wanted name, or that scrapes the same program, and is relabeled. */
function labelOfJob(wanted: string, sources: readonly MetricSource[]): string | undefined {
  const program = SAME_PROGRAM.find(pattern => pattern.test(wanted));
  const found = sources.find(({ jobName, jobLabels }) => jobLabels?.size === 1 && (jobName === wanted || program?.test(jobName) === true));
  return [...found?.jobLabels ?? []][0];
}

/** Words that do not distinguish jobs. */
const COMMON_WORDS: ReadonlySet<string> = new Set(['kubernetes', 'kube', 'metrics', 'exporter', 'service', 'prometheus', 'monitoring']);

function sharesWord(left: string, right: string): boolean {
  const words = (text: string) => text.toLowerCase().split(/[^a-z0-9]+/).filter(word => word.length > 3 && !COMMON_WORDS.has(word));
  return words(left).some(word => words(right).some(other => word.startsWith(other) || other.startsWith(word)));
}
