import assert from 'node:assert/strict';
import type { Bench } from '../bench';
import { assertNoScraper, onlyScraper } from './expectations';

const APP = 'test/deploy/apps/migration';

/** A hand-written scraper becomes one of this library's, and then that of a collector: it stays the same scraper. */
export async function migration(bench: Bench): Promise<void> {
  await bench.deploy(bench.synthesize(APP));
  const { ScraperId: id } = onlyScraper(bench.aws);
  for (const STEP of ['scraper', 'collector']) {
    const assembly = bench.synthesize(APP, { STEP });
    const diff = await bench.diff(assembly);
    assert.doesNotMatch(diff, /^\[[-~]\] .*(?:replace|destroy)/m, `the step '${STEP}' loses something:\n${diff}`);
    await bench.deploy(assembly);
    assert.equal(onlyScraper(bench.aws).ScraperId, id, `the step '${STEP}' replaced the scraper`);
  }
  await bench.destroy(bench.synthesize(APP, { STEP: 'collector' }));
  assertNoScraper(bench.aws);
}
