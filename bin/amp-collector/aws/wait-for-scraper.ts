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

const IN_PROGRESS = new Set(['CREATING', 'UPDATING', 'DELETING']);

/** Waits until a scraper is ACTIVE, has failed, or time is up; returns its last state. The SDK's waiter gives up after two minutes. */
export async function waitForScraper(
  connection: Connection, scraperId: string, { within, every }: WaitOptions, terminal: Terminal,
): Promise<Scraper> {
  const start = Date.now();
  let reported = '';
  for (;;) {
    const scraper = await describeScraper(connection, scraperId);
    const code = scraper.status?.statusCode ?? '';
    const elapsed = Date.now() - start;
    const line = `${scraperName(scraper)}: ${code}`;
    if (line !== reported) terminal.note(reported === '' ? line : `${line} after ${duration(elapsed)}`);
    reported = line;
    if (!IN_PROGRESS.has(code)) return scraper;
    if (elapsed + every > within) {
      terminal.note(`not ACTIVE after ${duration(within)}`);
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
