import {
  EksCollector, MskCollector, OpenSearchCollector, RuleGroupsNamespace, ScrapeConfiguration, ScrapeJob, Scraper, ScraperDestination,
  ScraperSource, VpcCollector, Workspace, WorkspaceAlarms,
} from '../lib';
import { errorOf } from './helpers/findings';
import { knownStack } from './helpers/stacks';

/** Whatever JavaScript lets through. */
const anything = (value: unknown): never => value as never;

const WORKSPACE_ARN = 'arn:aws:aps:eu-west-1:111122223333:workspace/ws-1';

describe('without a compiler, what is wrong is said all the same', () => {
  test.each<[string, () => unknown, string]>([
    ['a collector without properties', () => new EksCollector(knownStack(), 'Collector', anything(undefined)), 'cluster: is required'],
    ['a collector without a cluster', () => new EksCollector(knownStack(), 'Collector', anything({})), 'cluster: is required'],
    ['a collector of a name', () => new EksCollector(knownStack(), 'Collector', anything({ cluster: 'name' })), 'cluster: must be an EKS cluster'],
    ['a collector without a VPC', () => new VpcCollector(knownStack(), 'Collector', anything({})), 'vpc: is required'],
    ['a collector of MSK without anything', () => new MskCollector(knownStack(), 'Collector', anything({})), [
      'vpc: is required', 'bootstrapBrokers: is required',
    ].join('\n  - ')],
    ['a domain that is its name', () => new OpenSearchCollector(knownStack(), 'Collector', anything({ domain: 'logs' })), [
      'vpc: is required', 'domain: must be an OpenSearch domain: created, imported or the L1, got a string',
    ].join('\n  - ')],
    ['a scraper without anything', () => new Scraper(knownStack(), 'Scraper', anything({})), [
      'source: is required', 'destination: is required', 'scrapeConfiguration: is required',
    ].join('\n  - ')],
    ['properties of a workspace', () => new Workspace(knownStack(), 'Workspace', anything({
      alias: 5, tags: 'a=b', retention: 30, labelSetLimits: [{}], queryLogging: {}, encryptionKey: 'alias/key', ruleQueryOffset: null,
    })), [
      'alias: must be a string, got a number',
      'encryptionKey: must be a KMS key, got a string',
      'retention: must be a Duration, such as Duration.days(30), got a number',
      'labelSetLimits[0].labels: is required',
      'ruleQueryOffset: must be a Duration, such as Duration.days(30), got null',
      'queryLogging.samplesThreshold: is required',
      'tags: must be an object, got a string',
    ].join('\n  - ')],
    ['rules that are a text', () => new RuleGroupsNamespace(knownStack(), 'Rules', anything({ ruleGroups: 'groups: []' })), [
      'workspace: is required', 'ruleGroups: must be RuleGroups, which fromYaml, fromFile and fromObject make, got a string',
    ].join('\n  - ')],
    ['alarms of an id', () => new WorkspaceAlarms(knownStack(), 'Alarms', anything({ workspace: 'ws-1' })), 'workspace: must be a Workspace'],
    ['a workspace of an id', () => Workspace.fromWorkspaceArn(knownStack(), 'Workspace', 'ws-1'), 'workspaceArn: must be an ARN such as '],
    ['a scraper of a workspace\'s ARN', () => Scraper.fromScraperArn(knownStack(), 'Scraper', WORKSPACE_ARN), 'scraperArn: must be an ARN such as '],
    ['a destination that is an ARN', () => ScraperDestination.workspace(anything(WORKSPACE_ARN)), 'must be a workspace: created, imported or the L1, got a string'],
    ['a source with ids', () => ScraperSource.vpc(anything({ subnets: ['subnet-1'], securityGroups: 'sg-1' })), [
      'subnets[0]: must be a subnet, got a string', 'securityGroups: must be a list of security groups, got a string',
    ].join('\n  - ')],
    ['a configuration without jobs', () => new ScrapeConfiguration(anything({})), 'jobs: is required'],
    ['a job without a name', () => new ScrapeJob(anything({ staticConfigs: { targets: [] } })), [
      'jobName: is required', 'staticConfigs: must be a list of objects, got an object',
    ].join('\n  - ')],
    ['a value that YAML has no place for', () => new ScrapeConfiguration({
      jobs: [new ScrapeJob(anything({ jobName: 'app', params: { module: [() => 1] } }))],
    }).toYaml(), 'params.module[0]: YAML has no place for a function'],
    ['a file that is a number', () => ScrapeConfiguration.fromFile(anything(5)), 'must be the path of a file, got a number'],
    ['a job that is none', () => new ScrapeConfiguration(anything({ jobs: [{ job_name: 'app' }] })), 'jobs[0]: must be a ScrapeJob, got an object'],
    ['a text that is none', () => ScrapeConfiguration.fromYaml(anything(undefined)), 'must be YAML text, got undefined'],
    ['an object that is text', () => ScrapeConfiguration.fromObject(anything('global:')), 'must be an object, got a string'],
    ['an object that is a list', () => ScrapeConfiguration.fromObject(anything([])), 'must be an object, got a list'],
  ])('%s', (_, make, problems) => {
    expect(errorOf(make).message).toContain(`:\n  - ${problems}`);
  });
});

describe('a value of another copy of a library is told by what it can do', () => {
  test('a duration', () => {
    const duration = { isUnresolved: () => false, toMilliseconds: () => 90_000 };

    expect(new ScrapeConfiguration({ jobs: [], scrapeInterval: anything(duration) }).toYaml()).toContain('scrape_interval: 1m30s');
  });

  test('a size', () => {
    const size = { isUnresolved: () => false, toMebibytes: () => 5, toBytes: () => 5 * 1024 * 1024 };

    expect(new ScrapeConfiguration({ jobs: [], bodySizeLimit: anything(size) }).toYaml()).toContain('body_size_limit: 5MB');
  });
});
