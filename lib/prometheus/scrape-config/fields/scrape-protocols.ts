import type { Context } from '../../decode/context';
import { list, text } from '../../decode/types';
import type { StructValue } from '../../decode/value';

const SCRAPE_PROTOCOLS = [
  'OpenMetricsText0.0.1', 'OpenMetricsText1.0.0', 'OpenMetricsText2.0.0', 'PrometheusProto', 'PrometheusText0.0.4', 'PrometheusText1.0.0',
];

export const scrapeProtocol = text('config.ScrapeProtocol');
export const scrapeProtocols = list(scrapeProtocol);

/** Returns Prometheus's message about a protocol that it does not know. */
export function errorOfProtocol(protocol: string): string | undefined {
  return SCRAPE_PROTOCOLS.includes(protocol) ? undefined : `unknown scrape protocol ${protocol}, supported: [${SCRAPE_PROTOCOLS.join(' ')}]`;
}

/** A list of protocols is not empty, and names none twice. `owner` ends the messages. */
export function checkScrapeProtocols(value: StructValue, context: Context, owner: string): void {
  const protocols = value.get('scrape_protocols');
  if (!Array.isArray(protocols)) return;
  const items = value.items('scrape_protocols');
  if (items.length === 0) {
    context.report('scrape-protocols', value.placeOf('scrape_protocols'), `scrape_protocols cannot be empty for ${owner}`);
  }
  const seen = new Set<string>();
  const names = items.map(item => typeof item.value === 'string' ? item.value : '').join(' ');
  for (const { value: protocol, place } of items) {
    if (typeof protocol !== 'string') continue;
    const error = seen.has(protocol.toLowerCase())
      ? `duplicated protocol in scrape_protocols, got [${names}]`
      : errorOfProtocol(protocol) === undefined ? undefined : `scrape_protocols: ${errorOfProtocol(protocol) ?? ''}`;
    if (error !== undefined) context.report('scrape-protocols', place, `${error} for ${owner}`);
    seen.add(protocol.toLowerCase());
  }
}
