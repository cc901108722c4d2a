import assert from 'node:assert/strict';
import type { Bench } from '../bench';
import { assertLetIn, assertNoScraper, onlyScraper, resourceOf } from './expectations';
import { CONFIGURATION, configure, EXAMPLES, type Fault, groups } from './faults';

/** Deploys the templates without faults, so that each fault is refused for itself. */
export async function plantNothing(bench: Bench): Promise<void> {
  const assembly = bench.changed(await bench.synthesize(EXAMPLES.ImportedCluster), 'ImportedCluster', (template) => {
    const scraper = resourceOf(template, 'AWS::APS::Scraper');
    groups(scraper, 5);
    configure(scraper, CONFIGURATION);
    scraper.Properties.Alias = 'collector';
  });
  await bench.deploy(assembly);
  assert.equal(onlyScraper(bench.aws).Properties.ScrapeConfiguration.ConfigurationBlob, CONFIGURATION);
  await bench.destroy(assembly);
}

/** Deploys a mistake and returns the message that reports it; throws if nothing does. */
export async function plant(bench: Bench, fault: Fault): Promise<string> {
  const assembly = bench.changed(await bench.synthesize(EXAMPLES[fault.example]), fault.example, (template) => {
    fault.plant(resourceOf(template, 'AWS::APS::Scraper'), template);
  });
  const { succeeded, output } = await bench.tryToDeploy(assembly);
  const complaint = succeeded ? complaintAbout(bench) : output;
  await bench.destroy(assembly);
  assertNoScraper(bench.aws);
  assert.match(complaint, fault.reason, `nothing found it:\n${complaint}`);
  return complaint.split('\n').find(line => fault.reason.test(line))?.replace(/^.* \| CREATE_FAILED +\| \S+ +\| /, '').trim() ?? '';
}

/** Plants a fault that CloudFormation cannot see: the stack is deployed, and its collector has no access. */
function complaintAbout({ aws }: Bench): string {
  try {
    assertLetIn(aws.clusters.newest, onlyScraper(aws).RoleArn);
    return '';
  } catch (error) {
    return String(error);
  }
}
