import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';

/** Finds a configuration without jobs: an empty text, `null`, `{}`, `global` alone. A list that is not known may have some. */
export function nothingToScrape({ configuration: { value, jobs }, target: { exporter } }: ValidationContext): LocatedMessage[] {
  const isKnown = typeof value.get('scrape_configs') !== 'symbol' && value.items('scrape_configs').length === 0;
  if (jobs.length > 0 || !isKnown || exporter !== undefined) return [];
  return [{ place: value.placeOf('scrape_configs'), message: 'the configuration has no jobs, so that the collector scrapes nothing: add jobs to scrape_configs' }];
}
