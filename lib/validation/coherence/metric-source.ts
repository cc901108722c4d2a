import type { EffectiveConfiguration, EffectiveJob, EffectiveRelabeling, EffectiveText } from '../../prometheus/scrape-config/effective';
import type { RelabelRule } from '../../prometheus/relabel/relabel';
import { containsToken } from '../../private/tokens';
import { isFullyKnown } from '../outcome/relabelings/fully-known';
import { type LabelValues, MOST_RELABELINGS, relabelValues, type RelabeledValues, union, type Values } from './label-values';
import { isOfKnownProgram, isOwnLabel } from './own-labels';

/**
 * A job that writes to a workspace, with the facts about its series that are certain. Everything else is possible: a selector is reported
 * only if no series can ever match it.
 */
export interface MetricSource {
  /** Empty where the name is known only at deployment. */
  readonly jobName: string;
  /** In milliseconds. */
  readonly scrapeInterval?: number;
  /** The values that the label `job` can have; nothing where they are not known. */
  readonly jobLabels?: ReadonlySet<string>;
  /** True if the job scrapes one of the programs that run in every cluster. */
  readonly isOfKnownProgram?: boolean;
  /** Returns true if the job's relabelings certainly drop a metric. */
  drops(metric: string): boolean;
  /**
   * Returns the values that a label of a metric can have, `''` for a missing label; nothing where they are not known.
   *
   * @param metric the name of the metric; nothing for any metric
   */
  valuesOf(label: string, metric?: string): ReadonlySet<string> | undefined;
  /** Returns true if the metric relabelings remove a label. */
  dropsLabel(label: string): boolean;
}

/** Metrics that a collector adds to those of the target: metric relabelings do not see them. */
const ADDED_METRICS = /^(?:up|scrape_(?:duration_seconds|samples_scraped|samples_post_metric_relabeling|series_added|timeout_seconds|sample_limit|body_size_bytes))$/;

/** Returns true for `up` and the other metrics that a collector adds to those of each target. */
export function isAddedMetric(metric: string): boolean {
  return ADDED_METRICS.test(metric);
}

/** A job of which nothing is known. */
const UNKNOWN: MetricSource = { jobName: '', drops: () => false, valuesOf: () => undefined, dropsLabel: () => false };

/** Returns the jobs of a configuration as rules see them. */
export function metricSources(configuration: EffectiveConfiguration): MetricSource[] {
  const { jobs, value, global: { externalLabels } } = configuration;
  return [...jobs.map(job => sourceOf(job, externalLabels)), ...isFullyKnown(value, 'scrape_configs') ? [] : [UNKNOWN]];
}

function sourceOf(job: EffectiveJob, externalLabels: ReadonlyMap<string, EffectiveText>): MetricSource {
  const targetRules = knownRules(job, 'relabel_configs', job.relabelings);
  const metricRules = knownRules(job, 'metric_relabel_configs', job.metricRelabelings);
  const { name = '', scrapeInterval } = job;
  const known = { jobName: name, ...(scrapeInterval !== undefined && !setsInterval(job) && { scrapeInterval }) };
  if (targetRules === undefined || metricRules === undefined) return { ...UNKNOWN, ...known };

  const targets = relabelValues(discoveredValues(job), targetRules).valuesOf;
  const isKnown = isOfKnownProgram(job);
  const isHonored = job.value.flag('honor_labels') !== false;
  const seriesOf = memoized((metric: string | undefined): RelabeledValues => {
    const isAdded = metric !== undefined && isAddedMetric(metric);
    if (isAdded && !isHonored) return { valuesOf: addedValues(targets), isDropped: false };
    const isRenamed = metricRules.some(mayRename);
    const scraped = scrapedValues({ job, targets, metric: isRenamed ? undefined : metric, externalLabels, isOfKnownProgram: isKnown });
    const { valuesOf, isDropped } = relabelValues(scraped, metricRules);
    // A federation relays `up` of other targets in addition to its own.
    if (isAdded) return { valuesOf: label => union(targets(label), valuesOf(label)), isDropped: false };
    return { valuesOf, isDropped: isDropped && !isRenamed };
  });
  const valuesOf = (label: string, metric?: string) => withExternal(seriesOf(metric).valuesOf(label), externalLabels.get(label));
  const jobLabels = valuesOf('job');
  return {
    ...known, valuesOf, isOfKnownProgram: isKnown,
    ...(jobLabels && { jobLabels }),
    drops: metric => seriesOf(metric).isDropped,
    dropsLabel: memoized(label => !externalLabels.has(label) && isMissing(relabelValues(() => undefined, metricRules).valuesOf(label))),
  };
}

/** Returns true if targets may have a scrape interval of their own. */
function setsInterval({ relabelings, staticGroups }: EffectiveJob): boolean {
  return relabelings.some(({ rule }) => rule === undefined || rule.targetLabel === '__scrape_interval__' || rule.targetLabel.includes('$'))
    || staticGroups.some(({ labels }) => labels.has('__scrape_interval__'));
}

/** Returns `undefined` if a relabeling is not known, or where following all of them would take long. */
function knownRules(job: EffectiveJob, field: string, relabelings: readonly EffectiveRelabeling[]): RelabelRule[] | undefined {
  const rules = relabelings.flatMap(({ rule }) => rule ?? []);
  return rules.length === relabelings.length && rules.length <= MOST_RELABELINGS && isFullyKnown(job.value, field) ? rules : undefined;
}

/** Discoveries whose labels are known: they write nothing but `__meta_` labels, and `instance` for nodes. */
const KNOWN_DISCOVERIES: ReadonlySet<string> = new Set(['kubernetes_sd_configs', 'static_configs', 'dns_sd_configs', 'ec2_sd_configs']);

/** The labels of a job's targets before its relabelings. */
function discoveredValues(job: EffectiveJob): LabelValues {
  const { name, metricsPath, scheme, staticGroups, discoveries } = job;
  const isOpen = discoveries.some(({ field }) => !KNOWN_DISCOVERIES.has(field)) || !isFullyKnown(job.value, 'static_configs');
  const isDiscovered = discoveries.some(({ field }) => field !== 'static_configs');
  const ofJob: Readonly<Record<string, string | undefined>> = { job: name, __metrics_path__: metricsPath, __scheme__: scheme };
  return (label) => {
    if (isOpen || label === 'instance') return undefined;
    const own = label in ofJob ? ofJob[label] : label.startsWith('__') ? undefined : '';
    const fallback: Values = own === undefined ? undefined : new Set([own]);
    const ofGroups = staticGroups.map(({ labels }) => labels.has(label) ? knownText(labels.get(label)) : fallback);
    if (ofGroups.length === 0) return fallback;
    return [...ofGroups, ...isDiscovered ? [fallback] : []].reduce(union);
  };
}

function knownText(entry: EffectiveText | undefined): Values {
  return entry?.text === undefined || containsToken(entry.text) ? undefined : new Set([entry.text]);
}

/** The labels of `up` and `scrape_*`: those of the target. A target may expose metrics of these names, whose labels are renamed. */
function addedValues(targets: LabelValues): LabelValues {
  return label => label.startsWith('exported_') ? undefined : targets(label);
}

/** Everything that decides about the labels of a series. */
interface Scrape {
  readonly job: EffectiveJob;
  readonly targets: LabelValues;
  readonly metric?: string;
  readonly externalLabels: ReadonlyMap<string, EffectiveText>;
  readonly isOfKnownProgram: boolean;
}

/** The labels of a series before the metric relabelings: those of the target and of the metric itself. */
function scrapedValues({ job, targets, metric, externalLabels, isOfKnownProgram: isKnown }: Scrape): LabelValues {
  const isHonored = job.value.flag('honor_labels') !== false;
  return (label) => {
    if (label === '__name__') return metric === undefined ? undefined : new Set([metric]);
    if (label.startsWith('__')) return undefined;
    const target = targets(label);
    const isOwn = isOwnLabel({ label, metric, isOfKnownProgram: isKnown, isHonored, isExternal: externalLabels.has(label) });
    // The label of the target takes precedence over the metric's own, or the other way round.
    if (!isOwn) return target;
    return isHonored || target === undefined || target.has('') ? undefined : target;
  };
}

/** An external label is added to series that lack it. */
function withExternal(values: Values, external: EffectiveText | undefined): Values {
  if (external === undefined || values?.has('') !== true) return values;
  return union(new Set([...values].filter(value => value !== '')), knownText(external));
}

/** Returns true if a relabeling may give a series another name. */
function mayRename({ action, targetLabel, replacement }: RelabelRule): boolean {
  if (action === 'labelmap') return replacement.includes('$') || replacement === '__name__';
  return targetLabel === '__name__' || targetLabel.includes('$');
}

function isMissing(values: Values): boolean {
  return values?.size === 1 && values.has('');
}

function memoized<Key, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  const results = new Map<Key, Result>();
  return (key) => {
    const known = results.get(key) ?? compute(key);
    results.set(key, known);
    return known;
  };
}
