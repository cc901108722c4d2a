import type { Place } from '../../prometheus/decode/place';
import type { EffectiveJob } from '../../prometheus/scrape-config/effective';
import { formatDuration, parseDuration } from '../../prometheus/values/duration';
import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';

/** The lookback of queries; `promtool` reports longer intervals as too-long-scrape-interval. */
const LOOKBACK = 300_000;

/** The range that most dashboards and rules give to rate(), which needs two samples in it. */
const USUAL_RANGE = 300_000;

/** Returns one problem at the place of the interval: an inherited interval is reported at `global`, and not for each job. */
export function intervalGaps({ configuration: { global, jobs } }: ValidationContext): LocatedMessage[] {
  const inherits = jobs.some(({ value }) => value.number('scrape_interval') === 0);
  const inherited = inherits ? messagesOf(global.scrapeInterval, global.value.placeOf('scrape_interval')) : [];
  return [...inherited, ...jobs.flatMap(own), ...jobs.flatMap(relabeled)];
}

function own({ value, scrapeInterval }: EffectiveJob): LocatedMessage[] {
  return value.number('scrape_interval') === 0 ? [] : messagesOf(scrapeInterval, value.placeOf('scrape_interval'));
}

/** Relabelings may set the interval of single targets. */
function relabeled({ relabelings }: EffectiveJob): LocatedMessage[] {
  return relabelings.flatMap(({ rule, value }) => {
    if (rule?.action !== 'replace' || rule.targetLabel !== '__scrape_interval__') return [];
    return messagesOf(parseDuration(rule.replacement).value, value.placeOf('replacement'));
  });
}

function messagesOf(interval: number | undefined, place: Place): LocatedMessage[] {
  if (interval === undefined || interval * 2 <= USUAL_RANGE) return [];
  const shown = formatDuration(interval);
  const message = interval >= LOOKBACK
    ? `with a scrape interval of ${shown} queries see gaps, since they look back 5m for a sample: scrape at least every 2m30s`
    : `with a scrape interval of ${shown} a range of 5m may have a single sample, for which rate() answers nothing: scrape at least every 2m30s`;
  return [{ place, message }];
}
