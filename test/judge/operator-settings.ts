/*
 * The settings of a Prometheus object, which a managed collector does not have. In pairs of prometheus-operator that have one, what it
 * writes is left out of the comparison on both sides, and the rest of the job is compared. A setting without such a list excludes the pair.
 */

export interface Job {
  readonly [field: string]: unknown;
  readonly job_name: string;
  readonly relabel_configs?: readonly Rule[];
  readonly metric_relabel_configs?: readonly Rule[];
}

export type Rule = Readonly<Record<string, unknown>>;

interface Setting {
  readonly reason: string;
  /** The fields of a job that it writes. */
  readonly fields?: readonly string[] | ((value: unknown) => readonly string[]);
  /** Returns whether it writes a relabeling. */
  readonly writes?: (rule: Rule, value: unknown) => boolean;
}

const ENFORCED = 'limits for all monitors are settings of the Prometheus object';
const OVERRIDE = 'overrides are settings of the Prometheus object';
const SHARDS = 'sharding divides targets among several Prometheus servers; an app writes several collectors';

/** The fields of a job by the keys of a scrape class. */
const FIELDS_OF_CLASSES: Readonly<Record<string, string>> = {
  tlsConfig: 'tls_config', authorization: 'authorization', fallbackScrapeProtocol: 'fallback_scrape_protocol', attachMetadata: 'attach_metadata',
};

export const SETTINGS: Readonly<Record<string, Setting>> = {
  scrapeClasses: {
    reason: 'scrape classes are settings of the Prometheus object',
    fields: classes => (classes as Rule[]).flatMap(given => Object.keys(given).map(key => FIELDS_OF_CLASSES[key] ?? '')),
    writes: (rule, classes) => (classes as Rule[]).flatMap(({ relabelings = [], metricRelabelings = [] }) =>
      [...relabelings as Rule[], ...metricRelabelings as Rule[]]).some(relabeling => isSame(rule, relabeling)),
  },
  enforcedNamespaceLabel: {
    reason: 'a label for the namespace of each monitor is a setting of the Prometheus object',
    writes: (rule, label) => rule.target_label === label && rule.source_labels === undefined,
  },
  enforcedSampleLimit: { reason: ENFORCED, fields: ['sample_limit'] },
  sampleLimit: { reason: ENFORCED, fields: ['sample_limit'] },
  enforcedLabelLimit: { reason: ENFORCED, fields: ['label_limit'] },
  enforcedLabelNameLengthLimit: { reason: ENFORCED, fields: ['label_name_length_limit'] },
  enforcedLabelValueLengthLimit: { reason: ENFORCED, fields: ['label_value_length_limit'] },
  enforcedTargetLimit: { reason: ENFORCED, fields: ['target_limit'] },
  enforcedKeepDroppedTargets: { reason: ENFORCED, fields: ['keep_dropped_targets'] },
  enforcedBodySizeLimit: { reason: ENFORCED, fields: ['body_size_limit'] },
  overrideHonorLabels: { reason: OVERRIDE, fields: ['honor_labels'] },
  overrideHonorTimestamps: { reason: OVERRIDE, fields: ['honor_timestamps'] },
  podTargetLabels: {
    reason: 'labels for all monitors are settings of the Prometheus object',
    writes: ({ source_labels: labels }, names) =>
      (names as string[]).some(name => JSON.stringify(labels) === JSON.stringify([`__meta_kubernetes_pod_label_${name.replaceAll(/\W/g, '_')}`])),
  },
  shards: { reason: SHARDS, writes: rule => JSON.stringify(rule).includes('__tmp_hash') },
  shardingStrategy: { reason: SHARDS },
};

const OLDER = 'the operator leaves out what an older Prometheus does not know';

/** The features of single pairs that a collector does not have, or that a Prometheus before 3.0 does not know. */
export const EXCLUDED_PAIRS: ReadonlyArray<readonly [test: RegExp, reason: string]> = [
  [/^TestEndpointOAuth2_|^TestServiceMonitorScrapeClassWithDefaultTLS$/, 'a collector has no secrets'],
  [/^TestNativeHistogramConfig_version_(?:3\.0\.0-rc|v2)|Redirects_v2\.25|_v2\.15\.0_enforced/, OLDER],
  [/Protocol.*_in_Servic$|Protocols_in_ServiceMonitor_with_$/, OLDER],
  [/^TestServiceMonitorSelectors_|endpoints_and_ServiceMonitor_wi$/, 'a collector cannot list endpoint slices'],
];

/** Returns the reason to leave out a pair, if there is one. */
export function reasonToExclude(name: string, prometheusSpec: Readonly<Record<string, unknown>>): string | undefined {
  const settings = Object.keys(prometheusSpec).flatMap(key => SETTINGS[key] ?? []);
  return settings.find(({ fields, writes }) => fields === undefined && writes === undefined)?.reason
    ?? EXCLUDED_PAIRS.find(([test]) => test.test(name))?.[1];
}

/** A job without what the settings of its Prometheus object write. */
export function withoutSettings(job: Job, prometheusSpec: Readonly<Record<string, unknown>>): Job {
  const used = Object.entries(prometheusSpec).flatMap(([key, value]) => {
    const setting = SETTINGS[key];
    return setting === undefined ? [] : [{ setting, value }];
  });
  const fields = used.flatMap(({ setting, value }) => typeof setting.fields === 'function' ? setting.fields(value) : setting.fields ?? []);
  const isOwn = (rule: Rule) =>
    !used.some(({ setting, value }) => setting.writes?.(rule, value) === true) && !JSON.stringify(rule).includes('__tmp_hash');
  const kept = Object.entries(job).filter(([field]) => !fields.includes(field));
  const entries = kept.map(([field, value]): [string, unknown] =>
    field.endsWith('relabel_configs')
      ? [field, (value as Rule[]).filter(isOwn)]
      : [field, field === 'kubernetes_sd_configs' ? discoveries(value as Rule[], fields) : value]);
  const isEmpty = ([field, value]: [string, unknown]) => field === 'metric_relabel_configs' && (value as Rule[]).length === 0;
  return Object.fromEntries(entries.filter(entry => !isEmpty(entry))) as unknown as Job;
}

/** Compares a relabeling in Prometheus's spelling with one in the operator's. */
function isSame(rule: Rule, { targetLabel, replacement, sourceLabels, action = 'replace' }: Rule): boolean {
  return rule.target_label === targetLabel && rule.replacement === replacement
    && JSON.stringify(rule.source_labels) === JSON.stringify(sourceLabels)
    && (rule.action ?? 'replace') === String(action).toLowerCase();
}

/** Selectors without a label select everything, as no selectors do. */
function discoveries(given: readonly Rule[], left: readonly string[]): Rule[] {
  return given.map(({ attach_metadata: metadata, selectors, ...discovery }) => ({
    ...discovery,
    ...metadata !== undefined && !left.includes('attach_metadata') && { attach_metadata: metadata },
    ...(selectors as Rule[] | undefined)?.some(({ label = '', field = '' }) => label !== '' || field !== '') === true && { selectors },
  }));
}
