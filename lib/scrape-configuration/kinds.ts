import { FILE_PATH, having, listOf, OBJECT, requirement, struct, TEXT, YAML_TEXT } from '../private/kinds';
import type { ScrapeConfigurationProps } from './scrape-configuration-props';
import type { ScrapeJobProps } from './scrape-job-props';

const CONFIGURATION = 'the scrape configuration';
const ITEMS = listOf(OBJECT, 'a list of objects');

export const requireText = requirement(CONFIGURATION, YAML_TEXT);
export const requirePath = requirement(CONFIGURATION, FILE_PATH);
export const requireObject = requirement(CONFIGURATION, OBJECT);
export const requireConfiguration = requirement(CONFIGURATION, struct<ScrapeConfigurationProps>({
  jobs: listOf(having('_toYamlItem', 'a ScrapeJob'), 'a list of ScrapeJob'),
}, 'jobs'));
export const requireJob = requirement('the scrape job', struct<ScrapeJobProps>({
  jobName: TEXT, kubernetesServiceDiscovery: ITEMS, dnsServiceDiscovery: ITEMS, staticConfigs: ITEMS,
}, 'jobName'));
