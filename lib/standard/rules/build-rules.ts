import type { VectorSelector } from '../../prometheus/promql/nodes';
import { parsePromql } from '../../prometheus/promql/parse-promql';
import type { EffectiveConfiguration } from '../../prometheus/scrape-config/effective';
import { formatDuration } from '../../prometheus/values/duration';
import { type MetricSource, metricSources } from '../../validation/coherence/metric-source';
import { metricName, mismatch, neededSelectors } from '../../validation/coherence/selectors';
import type { AlertDefinition, Component, RuleDefinition } from './definition';
import { ALERTS, GROUPS, isAlert, RECORDS } from './groups';
import { COMPONENTS, jobLabels, lastingJobs } from './jobs';

/** Changes to one alert. */
export interface AlertChange {
  readonly enabled?: boolean;
  /** As text: it may be known only at deployment. */
  readonly threshold?: string;
  readonly severity?: string;
  /** In milliseconds. */
  readonly for?: number;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface BuildOptions {
  readonly alerts?: Readonly<Record<string, AlertChange>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly runbookUrlPrefix?: string;
  readonly cluster?: string;
  readonly jobNames?: Readonly<Partial<Record<Component, string>>>;
}

/** A group of a rule file. */
export interface BuiltGroup {
  readonly name: string;
  readonly rules: readonly BuiltRule[];
}

export interface BuiltRule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface OptionProblem {
  readonly path: string;
  readonly message: string;
}

const ALERT_NAME = 'the label alertname is the name of the alert';

/** Samples that a range must hold, so that one or two may be missing. */
const SAMPLES = 4;
const SHORTEST_RANGE = 300_000;

/** Returns the standard rules that the jobs of a configuration can feed. Without a configuration, that is the watchdog. */
export function buildRules(configuration: EffectiveConfiguration | undefined, options: BuildOptions): BuiltGroup[] {
  const sources = configuration === undefined ? [] : metricSources(configuration);
  const values = placeholders(sources, options);
  const groups = GROUPS.map(({ name, rules }) => ({
    name,
    rules: rules.filter(rule => !isAlert(rule) || options.alerts?.[rule.alert]?.enabled !== false)
      .flatMap(rule => builtRule(rule, values, options)),
  }));
  return withoutUnfed(groups, sources).filter(({ rules }) => rules.length > 0);
}

/** Returns problems of options: names that do not exist, and thresholds where there are none. */
export function optionProblems(configuration: EffectiveConfiguration | undefined, options: BuildOptions): OptionProblem[] {
  const { alerts = {}, jobNames = {}, cluster, labels = {} } = options;
  const names = configuration?.jobs.map(({ name }) => name);
  return [
    ...Object.entries(alerts).flatMap(([name, change]) => alertProblems(name, change)),
    ...'severity' in labels
      ? [{ path: 'labels.severity', message: 'each alert has a severity of its own; specify alerts: { NAME: { severity } } for those to change' }]
      : [],
    ...'alertname' in labels ? [{ path: 'labels.alertname', message: ALERT_NAME }] : [],
    ...Object.entries(jobNames).filter(([, name]) => names?.includes(name) === false)
      .map(([component, name]) => ({ path: `jobNames.${component}`, message: `the scrape configuration has no job '${name}'` })),
    ...cluster === undefined || configuration === undefined ? [] : clusterProblems(metricSources(configuration), cluster),
  ];
}

/** Rules of one cluster need its name on every series. */
function clusterProblems(sources: readonly MetricSource[], cluster: string): OptionProblem[] {
  const { expr } = parsePromql(`up{${matcher('cluster', cluster)}}`);
  if (expr?.kind !== 'vector-selector' || sources.length === 0 || sources.some(source => mismatch(expr, source)?.kind !== 'label')) return [];
  return [{ path: 'cluster', message: `no job adds the label cluster="${cluster}"; specify it in externalLabels of the scrape configuration` }];
}

function alertProblems(name: string, change: AlertChange): OptionProblem[] {
  const alert = ALERTS.find(candidate => candidate.alert === name);
  if (alert === undefined) {
    return [{ path: `alerts.${name}`, message: `unknown alert; the standard alerts are ${ALERTS.map(known => known.alert).join(', ')}` }];
  }
  const threshold = thresholdProblem(alert, change.threshold);
  return [
    ...threshold === undefined ? [] : [{ path: `alerts.${name}.threshold`, message: threshold }],
    ...'alertname' in (change.labels ?? {}) ? [{ path: `alerts.${name}.labels.alertname`, message: ALERT_NAME }] : [],
  ];
}

/** Every threshold is a quantity or a percentage. */
function thresholdProblem({ threshold, description }: AlertDefinition, given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  if (threshold === undefined) return 'the alert has no threshold; specify enabled: false and write a rule of your own';
  const [value, most] = [Number(given), description.includes('$threshold%') ? 100 : Infinity];
  if (given.includes('${Token[') || (Number.isFinite(value) && value >= 0 && value <= most)) return undefined;
  return most === 100 ? `must be a percentage from 0 to 100, got ${given}` : `must be a number of at least 0, got ${given}`;
}

/** Returns the texts for placeholders, or `undefined` for components that no job scrapes. */
function placeholders(sources: readonly MetricSource[], { cluster, jobNames = {} }: BuildOptions): Map<string, string> {
  const any = cluster === undefined ? [] : [matcher('cluster', cluster)];
  const labels = jobLabels(sources, jobNames);
  const intervals = sources.map(({ scrapeInterval }) => scrapeInterval ?? 0);
  const values = new Map<string, string>(sources.length === 0
    ? []
    : [
        ['any', any.join(',')],
        ['range', formatDuration(Math.max(SHORTEST_RANGE, SAMPLES * Math.max(...intervals)))],
      ]);
  for (const component of COMPONENTS) {
    const job = labels.get(component);
    if (job !== undefined) values.set(component, [matcher('job', job), ...any].join(','));
  }
  const lasting = lastingJobs(sources);
  if (lasting.length > 0) values.set('jobsWithoutTargets', lasting.map(job => withoutTargets(job, any)).join(' or '));
  return values;
}

/** A cluster whose other jobs are scraped, with the label of the job that has no target. */
function withoutTargets(job: string, any: readonly string[]): string {
  const all = `group by (cluster) (up{${any.join(',')}})`;
  return `label_replace(${all} unless on (cluster) group by (cluster) (up{${[matcher('job', job), ...any].join(',')}}), "job", ${JSON.stringify(job)}, "", "")`;
}

function matcher(label: string, value: string): string {
  return `${label}=${value.includes('${Token[') ? `"${value}"` : JSON.stringify(value)}`;
}

function builtRule(rule: RuleDefinition, values: ReadonlyMap<string, string>, options: BuildOptions): BuiltRule[] {
  const change = isAlert(rule) ? options.alerts?.[rule.alert] : undefined;
  const threshold = isAlert(rule) ? change?.threshold ?? rule.threshold?.toString() : undefined;
  const known = threshold === undefined ? values : new Map([...values, ['threshold', threshold]]);
  const expr = filled(rule.expr, known);
  if (expr === undefined) return [];
  return [isAlert(rule) ? builtAlert(rule, expr, threshold ?? '', change ?? {}, options) : { record: rule.record, expr }];
}

function builtAlert(
  alert: AlertDefinition, expr: string, threshold: string, change: AlertChange, { labels, runbookUrlPrefix }: BuildOptions,
): BuiltRule {
  const wait = change.for ?? alert.for * 60_000;
  return {
    alert: alert.alert,
    expr,
    ...wait > 0 ? { for: formatDuration(wait) } : {},
    labels: { ...labels, severity: change.severity ?? alert.severity, ...change.labels },
    annotations: {
      summary: alert.summary,
      description: alert.description.replaceAll('$threshold', () => threshold).replaceAll('$for', formatDuration(wait)),
      ...runbookUrlPrefix === undefined ? {} : { runbook_url: `${runbookUrlPrefix}${alert.alert}` },
    },
  };
}

/** Fills in placeholders; returns nothing if one has no value. `$1` belongs to `label_replace`. */
function filled(expr: string, values: ReadonlyMap<string, string>): string | undefined {
  const names = new Set(Array.from(expr.matchAll(/\$([a-zA-Z]+)/g), ([, name = '']) => name));
  if ([...names].some(name => !values.has(name))) return undefined;
  return expr.replace(/\$([a-zA-Z]+)/g, (_, name: string) => values.get(name) ?? '').replaceAll('{,', '{').replaceAll('{}', '');
}

/** Leaves out rules that read a metric which the jobs drop, and what reads from such rules. */
function withoutUnfed(groups: readonly BuiltGroup[], sources: readonly MetricSource[]): BuiltGroup[] {
  const records = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ record }) => record ?? [])));
  const isFed = ({ expr }: BuiltRule) => selectorsOf(expr).every((selector) => {
    const metric = metricName(selector) ?? '';
    return RECORDS.has(metric) ? records.has(metric) : sources.some(source => mismatch(selector, source) === undefined);
  });
  const fed = groups.map(({ name, rules }) => ({ name, rules: rules.filter(isFed) }));
  // A record that is left out may feed others.
  return fed.some(({ rules }, index) => rules.length < (groups[index]?.rules.length ?? 0)) ? withoutUnfed(fed, sources) : fed;
}

function selectorsOf(expr: string): VectorSelector[] {
  const { expr: root } = parsePromql(expr);
  return root === undefined ? [] : neededSelectors(root);
}
