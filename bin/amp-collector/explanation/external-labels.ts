import type { EffectiveConfiguration } from '../../../lib/prometheus/scrape-config/effective';

/** The labels that every metric gets, with a word for those that only the deployment knows. */
export function externalLabels({ global }: EffectiveConfiguration): Record<string, string> {
  return Object.fromEntries([...global.externalLabels].map(([name, { text }]) => [name, text ?? '(known at deployment)']));
}
