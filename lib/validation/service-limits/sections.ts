import type { EffectiveConfiguration } from '../../prometheus/scrape-config/effective';
import type { Finding } from './finding';

const SUPPORTED: ReadonlySet<string> = new Set(['global', 'scrape_configs']);

export function unsupportedSections({ value }: EffectiveConfiguration): Finding[] {
  return [...value.names()].filter(name => !SUPPORTED.has(name)).map(name => ({
    place: value.placeOf(name),
    message: `a collector has no ${name}; it takes global and scrape_configs`,
  }));
}
