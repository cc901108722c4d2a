import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assembly } from '../assembly';
import type { Bench } from '../bench';
import { assertNoScraper, onlyScraper } from './expectations';

const APP = 'test/deploy/apps/migration';

/** A hand-written scraper and its workspace become a collector and its workspace in one deployment: they stay what they are. */
export async function byLogicalId(bench: Bench): Promise<void> {
  await bench.deploy(await bench.synthesize(APP, { STEP: 'hand-written' }));
  await becomesCollector(bench, await bench.synthesize(APP, { STEP: 'collector' }));
}

/** A hand-written scraper gets the logical id of a construct by `cdk refactor`, and is a collector's in a later deployment. */
export async function byRefactor(bench: Bench): Promise<void> {
  const { cdk, aws } = bench;
  await bench.deploy(await bench.synthesize(APP, { STEP: 'hand-written' }));
  const before = aws.ledger;
  const app = await bench.synthesize(APP, { STEP: 'renamed' });
  const refactor = (option: string) => cdk.run('refactor', '--unstable=refactor', '--app', app.folder, option);

  const { output: preview } = await refactor('--dry-run');
  assert.match(preview, /AWS::APS::Scraper.*Migration.MyScraper.*Migration.Scraper0396A3A7/, `the scraper is not renamed:\n${preview}`);
  const { succeeded, output } = await refactor('--force');
  assert(succeeded, output);
  assert.deepEqual(aws.ledger, before, 'the refactor changed something');
  await becomesCollector(bench, await bench.synthesize(APP, { STEP: 'renamed-collector' }));
}

/** A scraper that no stack has, as after `terraform state rm`, is imported, and is a collector's in a later deployment. */
export async function byImport(bench: Bench): Promise<void> {
  const { cdk, aws } = bench;
  const handWritten = await bench.synthesize(APP, { STEP: 'retained' });
  await bench.deploy(handWritten);
  const { Arn } = onlyScraper(aws);
  await bench.destroy(handWritten);
  const before = aws.ledger;
  assert.equal(onlyScraper(aws).Arn, Arn, 'the stack did not leave its scraper');

  const app = await bench.synthesize(APP, { STEP: 'imported' });
  const mapping = join(app.folder, 'import.json');
  const importOf = (arn: string) => {
    writeFileSync(mapping, JSON.stringify({ Scraper: { Arn: arn } }));
    return cdk.run('import', '--app', app.folder, '--resource-mapping', mapping);
  };
  const { succeeded: isWrongTaken, output: refusal } = await importOf(`${Arn.slice(0, -4)}ffff`);
  assert(!isWrongTaken && /was not found/.test(refusal), `a scraper that does not exist was imported:\n${refusal}`);
  const { succeeded, output } = await importOf(Arn);
  assert(succeeded, output);
  assert.deepEqual(aws.ledger.scraperCalls, before.scraperCalls, 'the import called the service');
  // The import retains the resource, which the app does not specify.
  const [, resources = ''] = (await bench.diff(app)).split('\nResources\n');
  const change = /^\[~\] AWS::APS::Scraper Scraper Scraper\s*└─ \[-\] DeletionPolicy\s*└─ Retain\s*$/m;
  assert.match(resources, change, `more than the DeletionPolicy differs:\n${resources}`);
  assert.equal(resources.match(/^\[/gm)?.length, 1, `more than the scraper differs:\n${resources}`);
  await becomesCollector(bench, await bench.synthesize(APP, { STEP: 'imported-collector' }));
}

/** The one scraper is a collector's after a deployment that replaces and deletes nothing, and is destroyed with it. */
async function becomesCollector(bench: Bench, collector: Assembly): Promise<void> {
  const before = onlyScraper(bench.aws);
  const { scraperCalls } = bench.aws.ledger;
  const diff = await bench.diff(collector);
  assert.doesNotMatch(diff, /^\[[-~]\] .*(?:replace|destroy)/m, `something is lost:\n${diff}`);
  await bench.deploy(collector);
  assert.deepEqual(onlyScraper(bench.aws), before, 'the collector changed the scraper');
  assert.deepEqual(bench.aws.ledger.scraperCalls.slice(scraperCalls.length).filter(call => call !== 'update'), [], 'a scraper was created or deleted');
  await bench.destroy(collector);
  assertNoScraper(bench.aws);
}
