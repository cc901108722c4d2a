import type { EffectiveConfiguration, EffectiveJob, EffectiveRelabeling } from '../../prometheus/scrape-config/effective';
import { errorOfTarget, labelsOf, labelsOfJob } from '../../prometheus/scrape-config/static-targets';
import type { Labels } from '../../prometheus/relabel/label-builder';
import { explainRelabeling, type RelabelRule, type RelabelStep } from '../../prometheus/relabel/relabel';

/** The effect of a job's relabelings on a target or sample. */
export interface RelabelTrace {
  readonly kept: boolean;
  /** The relabeling that drops it, from 1. */
  readonly droppedBy?: number;
  /** The reason why Prometheus does not scrape a target that no relabeling drops. */
  readonly error?: string;
  /** The URL of the scrape. */
  readonly url?: string;
  /** The labels of the series, after the last relabeling. */
  readonly labels?: Labels;
  readonly steps: readonly RelabelStep[];
}

/** The prefix of labels that are parameters of the request. */
const PARAMETER = '__param_';

/** Relabels a discovered target; nothing if a part of the job is known only at deployment. */
export function relabelTarget({ global }: EffectiveConfiguration, job: EffectiveJob, discovered: Labels): RelabelTrace | undefined {
  const jobLabels = labelsOfJob(global.value, job.value);
  const rules = rulesOf(job.relabelings);
  if (jobLabels === undefined || rules === undefined) return undefined;
  const labels = labelsOf(discovered.get('__address__') ?? '', discovered, jobLabels);
  const outcome = trace(labels, rules, job);
  if (outcome.labels === undefined) return outcome;
  const error = errorOfTarget(labels, rules, job.nameScheme ?? 'utf8');
  return error === undefined
    ? { ...outcome, url: urlOf(outcome.labels), labels: seriesLabels(outcome.labels) }
    : { ...outcome, kept: false, error, labels: undefined };
}

/** Relabels a scraped sample; nothing if a relabeling is known only at deployment. */
export function relabelSample(job: EffectiveJob, labels: Labels): RelabelTrace | undefined {
  const rules = rulesOf(job.metricRelabelings);
  return rules && trace(labels, rules, job);
}

function trace(labels: Labels, rules: readonly RelabelRule[], { nameScheme }: EffectiveJob): RelabelTrace {
  const steps = explainRelabeling(labels, rules, nameScheme);
  const last = steps.at(-1);
  if (last !== undefined && last.after === undefined) return { kept: false, droppedBy: steps.length, steps };
  return { kept: true, labels: last?.after ?? labels, steps };
}

/** The labels that Prometheus attaches to series: without those that begin with two underscores, and with the address as `instance`. */
function seriesLabels(labels: Labels): Labels {
  const instance = labels.get('instance') ?? labels.get('__address__') ?? '';
  return new Map([...labels, ['instance', instance] as const].filter(([name]) => !name.startsWith('__')).sort(([a], [b]) => a < b ? -1 : 1));
}

function urlOf(labels: Labels): string {
  const get = (name: string) => labels.get(name) ?? '';
  const parameters = [...labels].filter(([name]) => name.startsWith(PARAMETER));
  const query = new URLSearchParams(parameters.map(([name, value]): [string, string] => [name.slice(PARAMETER.length), value]));
  const path = get('__metrics_path__');
  return `${get('__scheme__')}://${get('__address__')}${path.startsWith('/') || path === '' ? path : `/${path}`}${query.size > 0 ? `?${query.toString()}` : ''}`;
}

function rulesOf(relabelings: readonly EffectiveRelabeling[]): RelabelRule[] | undefined {
  const rules = relabelings.map(({ rule }) => rule).filter(rule => rule !== undefined);
  return rules.length === relabelings.length ? rules : undefined;
}
