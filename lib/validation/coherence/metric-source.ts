import { compileAnchored } from '../../prometheus/relabel/regex';
import type { RelabelRule } from '../../prometheus/relabel/relabel';
import type { EffectiveConfiguration, EffectiveJob } from '../../prometheus/scrape-config/effective';

/**
 * A job that writes to a workspace, with what is certain about its series. Where nothing is certain, everything is possible: a selector is
 * reported only if no series can ever match it.
 */
export interface MetricSource {
  readonly jobName: string;
  /** In milliseconds. */
  readonly scrapeInterval?: number;
  /** The values that the label `job` can have; nothing where they are not known. */
  readonly jobLabels?: ReadonlySet<string>;
  /** Labels with one known value on every series, and `undefined` for those that no series has. */
  readonly fixedLabels: ReadonlyMap<string, string | undefined>;
  /** Returns true if the job's metric relabelings certainly drop a metric. */
  drops(metric: string): boolean;
}

/** Metrics that a collector adds to those of the target: metric relabelings do not see them. */
const ADDED_METRICS = /^(?:up|scrape_.*)$/;

/** Labels that ready-made rules expect and that only a configuration can set. */
const CONFIGURED_LABELS = ['cluster'];

/** Programs of every cluster, by their usual jobs: none of their metrics has a label `job` or `cluster` that `honor_labels` could keep. */
const WITHOUT_OWN_LABELS: ReadonlySet<string | undefined> = new Set([
  'apiserver', 'cadvisor', 'coredns', 'ksh-metrics', 'kcm-metrics', 'kube-controller-manager', 'kube-proxy', 'kube-scheduler', 'kube-state-metrics',
  'kubelet', 'kubelet-cadvisor', 'kubernetes-apiservers', 'node-exporter',
]);

/** Returns the jobs of a configuration as rules see them. */
export function metricSources({ global, jobs }: EffectiveConfiguration): MetricSource[] {
  const external = new Map([...global.externalLabels].map(([name, { text }]) => [name, text]));
  return jobs.filter(({ name }) => name !== undefined).map((job) => {
    const rules = knownRules(job);
    return {
      jobName: job.name ?? '',
      scrapeInterval: job.scrapeInterval,
      jobLabels: rules && jobLabelsOf(job, rules.targets, rules.metrics),
      fixedLabels: rules === undefined ? new Map() : fixedLabels(external, [...rules.targets, ...rules.metrics], job),
      drops: metric => rules !== undefined && !ADDED_METRICS.test(metric) && isDropped(metric, rules.metrics),
    };
  });
}

interface Rules {
  readonly targets: readonly RelabelRule[];
  readonly metrics: readonly RelabelRule[];
}

function knownRules({ relabelings, metricRelabelings }: EffectiveJob): Rules | undefined {
  const all = [...relabelings, ...metricRelabelings].map(({ rule }) => rule);
  if (all.includes(undefined)) return undefined;
  return { targets: all.slice(0, relabelings.length) as RelabelRule[], metrics: all.slice(relabelings.length) as RelabelRule[] };
}

/** Returns true if a relabeling may write a label: its target, or any name for a labelmap. */
function mayWrite({ action, targetLabel, replacement }: RelabelRule, label: string): boolean {
  if (action === 'labelmap') return replacement.includes('$') || replacement === label;
  if (!['replace', 'lowercase', 'uppercase', 'hashmod'].includes(action)) return false;
  return targetLabel.includes('$') || targetLabel === label;
}

function jobLabelsOf(job: EffectiveJob, targets: readonly RelabelRule[], metrics: readonly RelabelRule[]): Set<string> | undefined {
  if (keepsOwnLabels(job)) return undefined;
  if (job.staticGroups.some(({ labels }) => labels.has('job')) || job.name === undefined) return undefined;
  const values = new Set([job.name]);
  for (const rule of [...targets, ...metrics]) {
    if (mayRemove(rule, 'job')) values.add('');
    if (!mayWrite(rule, 'job') || isDiscoveredLabelmap(rule)) continue;
    if (rule.action !== 'replace' || rule.targetLabel !== 'job' || rule.replacement.includes('$')) return undefined;
    if (rule.sourceLabels.length === 0 || rule.regex === '(.*)') values.clear();
    values.add(rule.replacement);
  }
  return values;
}

function keepsOwnLabels({ name, value }: EffectiveJob): boolean {
  return value.flag('honor_labels') !== false && !WITHOUT_OWN_LABELS.has(name);
}

/** A labelmap of Kubernetes's labels could write `job` only where somebody gave an object this label. */
function isDiscoveredLabelmap({ action, regex }: RelabelRule): boolean {
  return action === 'labelmap' && regex.startsWith('__meta_');
}

function mayRemove({ action, regex }: RelabelRule, label: string): boolean {
  if (action !== 'labeldrop' && action !== 'labelkeep') return false;
  return matches(regex, label) === (action === 'labeldrop');
}

function fixedLabels(
  external: ReadonlyMap<string, string | undefined>, rules: readonly RelabelRule[], job: EffectiveJob,
): Map<string, string | undefined> {
  const isOpen = (label: string) => keepsOwnLabels(job) || rules.some(rule => mayWrite(rule, label) && !isDiscoveredLabelmap(rule))
    || job.staticGroups.some(({ labels }) => labels.has(label));
  const fixed = new Map<string, string | undefined>();
  for (const label of CONFIGURED_LABELS) if (!external.has(label) && !isOpen(label)) fixed.set(label, undefined);
  // External labels are added to series that lack them.
  for (const [label, text] of external) if (text !== undefined && !text.includes('{Token[') && !isOpen(label)) fixed.set(label, text);
  return fixed;
}

/** Runs the rules that look at the name alone; what others drop depends on labels that are not known. */
function isDropped(metric: string, rules: readonly RelabelRule[]): boolean {
  for (const { action, sourceLabels, regex, targetLabel } of rules) {
    if (targetLabel === '__name__' || action === 'labelmap') return false;
    if (sourceLabels.length !== 1 || sourceLabels[0] !== '__name__') continue;
    if (action === 'drop' && matches(regex, metric)) return true;
    if (action === 'keep' && !matches(regex, metric)) return true;
  }
  return false;
}

function matches(regex: string, text: string): boolean {
  return compileAnchored(regex).regex?.matches(text) ?? false;
}
