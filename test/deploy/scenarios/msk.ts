import assert from 'node:assert/strict';
import type { Bench } from '../bench';
import { assertNoScraper, assertReconfigured, onlyScraper, withOtherInterval } from './expectations';

/** The ports of the brokers' two exporters. */
const EXPORTERS = [11001, 11002];

/** A cluster of MSK: the collector learns the brokers' names, and is let through to their exporters. */
export async function msk(bench: Bench): Promise<void> {
  const assembly = await bench.synthesize('examples/msk');
  await bench.deploy(assembly);
  const scraper = onlyScraper(bench.aws);
  const { ScrapeConfiguration: { ConfigurationBlob }, Source } = scraper.Properties;
  assert.match(ConfigurationBlob, /- "orders\.[0-9a-f]{6}\.c2\.kafka\.us-east-1\.amazonaws\.com"/);
  assert.match(ConfigurationBlob, /cluster: "orders"/);
  const groups = Source.VpcConfiguration?.SecurityGroupIds ?? [];
  const openings = bench.aws.ledger.openings.filter(({ from, to }) => groups.includes(from) && !groups.includes(to));
  assert.deepEqual(openings.map(({ port }) => port).sort(), EXPORTERS, 'the brokers let the collector through elsewhere');
  assert.match(await bench.diff(assembly), /There were no differences/);

  await bench.deploy(bench.changed(assembly, 'Msk', withOtherInterval));
  assertReconfigured(scraper, onlyScraper(bench.aws));
  await bench.destroy(assembly);
  assertNoScraper(bench.aws);
}
