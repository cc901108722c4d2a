import { TooMuchRelabeling, type Budget } from '../budget';
import { relabel, type RelabelRule } from '../relabel/relabel';
import type { ValidationScheme } from '../relabel/label-name';
import type { Context } from '../decode/context';
import type { StructValue } from '../decode/value';
import { isRelabelAction, relabelRules } from './fields/relabel';
import { jobInterval, jobTimeout, nameScheme } from './fields/scrape';
import { checkTlsFiles } from './fields/tls';
import { formatDuration, parseDuration } from '../values/duration';
import { quote } from '../values/quote';
import { isUtf8 } from '../values/utf8';

// https://github.com/prometheus/prometheus/blob/v3.16.0/scrape/target.go

type Labels = ReadonlyMap<string, string>;

/** Go's `strconv.ParseBool`. */
const GO_BOOLS = new Set(['1', 't', 'T', 'true', 'TRUE', 'True', '0', 'f', 'F', 'false', 'FALSE', 'False']);

const HISTOGRAM_LABELS: ReadonlyArray<readonly [label: string, words: string, field: string]> = [
  ['__convert_classic_histograms_to_nhcb__', 'convert classic histograms to nhcb', 'convert_classic_histograms_to_nhcb'],
  ['__always_scrape_classic_histograms__', 'always scrape classic histograms', 'always_scrape_classic_histograms'],
  ['__scrape_native_histograms__', 'scrape native histograms', 'scrape_native_histograms'],
];

/** Reports static targets that are invalid after relabeling, as `promtool` does. */
export function checkTargets(configuration: StructValue, context: Context): void {
  try {
    checkAllTargets(configuration, context);
  } catch (error) {
    if (!(error instanceof TooMuchRelabeling)) throw error;
    const message = `${error.message}: not all static targets were tried, and something may be wrong with others`;
    context.warn('not-validated', configuration.placeOf('scrape_configs'), message);
  }
}

function checkAllTargets(configuration: StructValue, context: Context): void {
  const global = configuration.struct('global');
  for (const job of configuration.structs('scrape_configs')) {
    checkTlsFiles(job, context);
    for (const kubernetes of job.structs('kubernetes_sd_configs')) checkTlsFiles(kubernetes, context);
    if (global !== undefined) checkJobTargets(global, job, context);
  }
}

function checkJobTargets(global: StructValue, job: StructValue, context: Context): void {
  if (!job.structs('static_configs').some(group => group.items('targets').length > 0)) return;
  checkActions(job, context);
  const rules = relabelRules(job.items('relabel_configs'));
  const scheme = nameScheme(global, job);
  const jobLabels = labelsOfJob(global, job);
  if (rules === undefined || scheme === undefined || jobLabels === undefined) return;
  // A timeout that is refused itself is not refused again with every target.
  if (context.isRefused(job.placeOf('scrape_timeout'))) jobLabels.set('__scrape_timeout__', jobLabels.get('__scrape_interval__') ?? '');
  job.structs('static_configs').forEach((group, groupIndex) => {
    const groupLabels = knownLabels(group);
    if (groupLabels === undefined) return;
    group.items('targets').forEach(({ value: address, place }, index) => {
      if (typeof address !== 'string' || context.isRefused(place)) return;
      const error = errorOfTarget(labelsOf(address, groupLabels, jobLabels), rules, scheme, context.budget);
      if (error !== undefined) context.report('invalid-static-target', place, `instance ${index} in group ${groupIndex}: ${error}`);
    });
  });
}

/** A quoted null is an action that no check sees; Prometheus panics when it comes to apply it. */
function checkActions(job: StructValue, context: Context): void {
  for (const rule of job.structs('relabel_configs')) {
    const action = rule.text('action') ?? '';
    if (action === '' || isRelabelAction(action)) continue;
    context.report('relabel-action', rule.placeOf('action'), `relabel: unknown relabel action type ${quote(action)}`);
  }
}

/** A group's labels, or `undefined` when one of them is not known. */
export function knownLabels(group: StructValue): Labels | undefined {
  const labels = new Map<string, string>();
  for (const [name, { value }] of group.entries('labels')) {
    if (typeof value !== 'string') return undefined;
    labels.set(name, value);
  }
  return typeof group.get('labels') === 'symbol' ? undefined : labels;
}

/** The labels that every target of a job starts with, or `undefined` when something is not known. */
export function labelsOfJob(global: StructValue, job: StructValue): Map<string, string> | undefined {
  const [name, path, protocol] = ['job_name', 'metrics_path', 'scheme'].map(field => job.text(field));
  const [interval, timeout] = [jobInterval(global, job), jobTimeout(global, job)];
  if (name === undefined || path === undefined || protocol === undefined) return undefined;
  if (interval === undefined || timeout === undefined) return undefined;
  const labels = new Map([
    ['job', name],
    ['__scrape_interval__', formatDuration(interval)],
    ['__scrape_timeout__', formatDuration(timeout)],
    ['__metrics_path__', path],
    ['__scheme__', protocol],
    ...HISTOGRAM_LABELS.map(([label, , field]): [string, string] => [label, String(job.flag(field) ?? global.flag(field) ?? false)]),
  ]);
  for (const [key, { value }] of job.entries('params')) {
    const first = Array.isArray(value) ? (value as ReadonlyArray<{ value: unknown }>)[0]?.value : undefined;
    if (typeof first === 'symbol') return undefined;
    if (typeof first === 'string') labels.set(`__param_${key}`, first);
  }
  return labels;
}

/** The job's labels count only where target and group have none, or an empty one. */
export function labelsOf(address: string, groupLabels: Labels, jobLabels: Labels): Labels {
  const labels = new Map(groupLabels).set('__address__', address);
  for (const [name, value] of jobLabels) {
    if ((labels.get(name) ?? '') === '') labels.set(name, value);
  }
  return labels;
}

/** Returns the reason for which a target cannot be scraped; a target that is dropped has none. */
export function errorOfTarget(
  labels: Labels, rules: readonly RelabelRule[], scheme: ValidationScheme, budget?: Budget,
): string | undefined {
  const relabeled = relabel(labels, rules, scheme, budget);
  if (relabeled === undefined) return undefined;
  const get = (name: string) => relabeled.get(name) ?? '';
  const address = get('__address__');
  if (address === '') return 'no address';
  if (address.includes('/')) return `${quote(address)} is not a valid hostname`;
  return errorOfTimes(get('__scrape_interval__'), get('__scrape_timeout__')) ?? errorOfFlags(get) ?? errorOfValues(relabeled);
}

function errorOfValues(labels: Labels): string | undefined {
  for (const [name, value] of labels) {
    if (!isUtf8(value) && !name.startsWith('__meta_')) return `invalid label value for ${quote(name)}: ${quote(value)}`;
  }
  return undefined;
}

function errorOfTimes(intervalText: string, timeoutText: string): string | undefined {
  const interval = parseDuration(intervalText);
  if (interval.error !== undefined) return `error parsing scrape interval: ${interval.error}`;
  if (interval.value === 0) return 'scrape interval cannot be 0';
  const timeout = parseDuration(timeoutText);
  if (timeout.error !== undefined) return `error parsing scrape timeout: ${timeout.error}`;
  if (timeout.value === 0) return 'scrape timeout cannot be 0';
  if (timeout.value <= interval.value) return undefined;
  return `scrape timeout cannot be greater than scrape interval (${quote(timeoutText)} > ${quote(intervalText)})`;
}

function errorOfFlags(get: (name: string) => string): string | undefined {
  for (const [label, words] of HISTOGRAM_LABELS) {
    const flag = get(label);
    if (flag !== '' && !GO_BOOLS.has(flag)) return `error parsing ${words}: strconv.ParseBool: parsing ${quote(flag)}: invalid syntax`;
  }
  return undefined;
}
