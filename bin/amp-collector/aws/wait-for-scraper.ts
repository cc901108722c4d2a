import { setTimeout as sleep } from 'node:timers/promises';
import type { Terminal } from '../output/terminal';
import type { Connection } from './connection';
import type { Scraper } from './scraper-description';
import { describeScraper, scraperName } from './scrapers';

export interface WaitOptions {
  /** In milliseconds. */
  readonly within: number;
  /** In milliseconds. */
  readonly every: number;
}

const ON_ITS_WAY = new Set(['CREATING', 'UPDATING', 'DELETING']);

/**
 * Asks for a scraper until it is ACTIVE, has failed, or time is up; answers with its last state. The SDK's own waiter gives up
 * after two minutes, and a scraper takes twenty.
 */
export async function waitForScraper(
  connection: Connection, scraperId: string, { within, every }: WaitOptions, terminal: Terminal,
): Promise<Scraper> {
  const start = Date.now();
  let told = '';
  for (;;) {
    const scraper = await describeScraper(connection, scraperId);
    const code = scraper.status?.statusCode ?? '';
    const elapsed = Date.now() - start;
    const line = `${scraperName(scraper)}: ${code}`;
    if (line !== told) terminal.note(told === '' ? line : `${line} after ${duration(elapsed)}`);
    told = line;
    if (!ON_ITS_WAY.has(code)) return scraper;
    if (elapsed + every > within) {
      terminal.note(`not done within ${duration(within)}`);
      return scraper;
    }
    terminal.progress(`${line}, ${duration(Date.now() - (scraper.createdAt?.getTime() ?? start))} of about 20 min`);
    await sleep(every, undefined, { signal: connection.signal });
  }
}

function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
