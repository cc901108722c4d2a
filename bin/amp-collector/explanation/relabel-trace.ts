import type { EffectiveConfiguration, EffectiveJob, EffectiveRelabeling } from '../../../lib/prometheus/scrape-config/effective';
import { errorOfTarget, labelsOf, labelsOfJob } from '../../../lib/prometheus/scrape-config/static-targets';
import type { Labels } from '../../../lib/prometheus/relabel/label-builder';
import { explainRelabeling, type RelabelRule, type RelabelStep } from '../../../lib/prometheus/relabel/relabel';
import { EXIT, CommandError } from '../command-error';

/** What a job's relabelings make of a target or sample. */
export interface Outcome {
  readonly kept: boolean;
  /** The rule that dropped it, from 1. */
  readonly droppedBy?: number;
  /** Why Prometheus does not scrape a target that no rule dropped. */
  readonly error?: string;
  /** Where a target is scraped. */
  readonly url?: string;
  /** Those of its series, after the last rule. */
  readonly labels?: Labels;
  readonly steps: readonly RelabelStep[];
}

/** A parameter of the request, as a label. */
const PARAMETER = '__param_';

/** What becomes of a target that was discovered. */
export function relabelTarget({ global }: EffectiveConfiguration, job: EffectiveJob, discovered: Labels): Outcome {
  const jobLabels = labelsOfJob(global.value, job.value);
  if (jobLabels === undefined) throw onlyKnownLater(job);
  const labels = labelsOf(discovered.get('__address__') ?? '', discovered, jobLabels);
  const rules = rulesOf(job, job.relabelings);
  const outcome = trace(labels, rules, job);
  if (outcome.labels === undefined) return outcome;
  const error = errorOfTarget(labels, rules, job.nameScheme ?? 'utf8');
  return error === undefined
    ? { ...outcome, url: urlOf(outcome.labels), labels: seriesLabels(outcome.labels) }
    : { ...outcome, kept: false, error, labels: undefined };
}

/** What becomes of a sample that was scraped. */
export function relabelSample(job: EffectiveJob, labels: Labels): Outcome {
  return trace(labels, rulesOf(job, job.metricRelabelings), job);
}

function trace(labels: Labels, rules: readonly RelabelRule[], { nameScheme }: EffectiveJob): Outcome {
  const steps = explainRelabeling(labels, rules, nameScheme);
  const last = steps.at(-1);
  if (last !== undefined && last.after === undefined) return { kept: false, droppedBy: steps.length, steps };
  return { kept: true, labels: last?.after ?? labels, steps };
}

/** What Prometheus attaches to series: `instance` is the address, and labels with two underscores are its own. */
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

function rulesOf(job: EffectiveJob, relabelings: readonly EffectiveRelabeling[]): RelabelRule[] {
  return relabelings.map(({ rule }) => {
    if (rule === undefined) throw onlyKnownLater(job);
    return rule;
  });
}

function onlyKnownLater({ name = '?' }: EffectiveJob): CommandError {
  return new CommandError(`a part of job ${name} is known only at deployment`, EXIT.PROBLEMS);
}
