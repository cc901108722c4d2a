import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';

const SUPPORTED: ReadonlySet<string> = new Set(['global', 'scrape_configs']);

export function unsupportedSections({ configuration: { value } }: ValidationContext): LocatedMessage[] {
  return [...value.names()].filter(name => !SUPPORTED.has(name)).map(name => ({
    place: value.placeOfKey(name),
    message: `a collector has no ${name}; it takes global and scrape_configs`,
  }));
}
