import { formatDuration } from '../prometheus/values/duration';
import { patternMatcher } from './allowlist/pattern-matcher';
import { ANY_METRIC, metricsIn, metricsOfRules } from './allowlist/used-metrics';
import { scrapesPerMonth, sum, writtenSeries, type JobLoad } from './job-load';

/** A change that writes fewer samples. */
export interface Remedy {
  readonly description: string;
  /** The samples that it saves in a month. */
  readonly saves: number;
}

const MINUTE = 60_000;
const MOST_NAMES = 5;

/**
 * Returns what to do about too many samples, beginning with what loses least.
 *
 * @param queries what dashboards and anomaly detectors read
 */
export function remedies(loads: readonly JobLoad[], ruleFiles: readonly string[], queries: readonly string[] = []): Remedy[] {
  const read = [...new Set([...metricsOfRules(ruleFiles).map(({ pattern }) => pattern), ...queries.flatMap(metricsIn)])];
  return [dropBuckets(loads, read), keepReadMetrics(loads, read), scrapeLessOften(loads)].flatMap(remedy => remedy ?? []);
}

/** Drops the largest histograms of which nothing in the app reads the buckets. */
function dropBuckets(loads: readonly JobLoad[], read: readonly string[]): Remedy | undefined {
  const isRead = patternMatcher(read);
  const samples = new Map<string, number>();
  for (const load of loads) {
    for (const [metric, series] of load.metrics ?? []) {
      if (!metric.endsWith('_bucket') || isRead(metric)) continue;
      samples.set(metric, (samples.get(metric) ?? 0) + series * (scrapesPerMonth(load) ?? 0));
    }
  }
  const largest = [...samples].sort(([, left], [, right]) => right - left).slice(0, MOST_NAMES);
  if (largest.length === 0) return undefined;
  return { description: `drop histogram buckets that no rule or dashboard of the app reads: ${largest.map(([metric]) => metric).join(', ')}`, saves: sum(largest.map(([, count]) => count)) };
}

function keepReadMetrics(loads: readonly JobLoad[], read: readonly string[]): Remedy | undefined {
  if (read.length === 0 || read.includes(ANY_METRIC)) return undefined;
  const isRead = patternMatcher(read);
  const saves = sum(loads.map(load =>
    sum([...load.metrics ?? []].filter(([metric]) => !isRead(metric)).map(([, series]) => series)) * (scrapesPerMonth(load) ?? 0)));
  return saves === 0 ? undefined : { description: `keep only what is used, with withAllowlist(): ${count(read.length, 'metric')} of the app's rules and dashboards, and those of dashboards elsewhere`, saves };
}

/** One scrape a minute is enough for most rules; jobs that scrape less often already are halved. */
function scrapeLessOften(loads: readonly JobLoad[]): Remedy | undefined {
  const counted = loads.filter(load => writtenSeries(load) !== undefined && load.interval !== undefined && load.interval > 0);
  const frequent = counted.filter(({ interval = 0 }) => interval < MINUTE);
  const slower = frequent.length > 0 ? frequent : counted;
  const to = (interval: number) => frequent.length > 0 ? MINUTE : 2 * interval;
  const saved = slower.map((load) => {
    const { interval = MINUTE } = load;
    return (writtenSeries(load) ?? 0) * (scrapesPerMonth(load) ?? 0) * (1 - interval / to(interval));
  });
  if (sum(saved) === 0) return undefined;
  const intervals = [...new Set(slower.map(({ interval = 0 }) => formatDuration(to(interval))))];
  return { description: `scrape ${slower.map(({ jobName }) => jobName).join(', ')} every ${intervals.join(' or ')}`, saves: sum(saved) };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
