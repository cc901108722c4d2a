import { EksCollector, ScrapeConfiguration, Scraper, VpcCollector } from '../lib';
import { errorOf } from './helpers/findings';
import { knownStack } from './helpers/stacks';

/** Whatever JavaScript lets through. */
const anything = (value: unknown): never => value as never;

describe('without a compiler, what is wrong is said all the same', () => {
  test.each<[string, () => unknown, string]>([
    ['a collector without properties', () => new EksCollector(knownStack(), 'Collector', anything(undefined)), 'cluster: is required'],
    ['a collector without a cluster', () => new EksCollector(knownStack(), 'Collector', anything({})), 'cluster: is required'],
    ['a collector without a VPC', () => new VpcCollector(knownStack(), 'Collector', anything({})), 'vpc: is required'],
    ['a scraper without anything', () => new Scraper(knownStack(), 'Scraper', anything({})), [
      'source: is required', 'destination: is required', 'scrapeConfiguration: is required',
    ].join('\n  - ')],
    ['a configuration without jobs', () => new ScrapeConfiguration(anything({})), 'jobs: must be a list of ScrapeJob, got undefined'],
    ['a job that is none', () => new ScrapeConfiguration(anything({ jobs: [{ job_name: 'app' }] })), 'jobs[0]: must be a ScrapeJob, got an object'],
    ['a text that is none', () => ScrapeConfiguration.fromYaml(anything(undefined)), 'must be YAML text, got undefined'],
    ['an object that is text', () => ScrapeConfiguration.fromObject(anything('global:')), 'must be an object, got a string'],
    ['an object that is a list', () => ScrapeConfiguration.fromObject(anything([])), 'must be an object, got a list'],
  ])('%s', (_, make, problems) => {
    expect(errorOf(make).message).toContain(`:\n  - ${problems}`);
  });
});
