import { throwValueProblems } from '../private/errors';
import { having, type Kind, kind, listOf, OBJECT, struct, TEXT } from '../private/kinds';
import type { ScrapeConfigurationProps } from './scrape-configuration-props';
import type { ScrapeJobProps } from './scrape-job-props';

/*
 * What a compiler says to those who have one. Each throws an error that says what must be given instead.
 */

const ITEMS = listOf(OBJECT, 'a list of objects');

export const requireText = requirement('the scrape configuration', kind('YAML text', value => typeof value === 'string'));
export const requirePath = requirement('the scrape configuration', kind('the path of a file', value => typeof value === 'string'));
export const requireObject = requirement('the scrape configuration', OBJECT);
export const requireConfiguration = requirement('the scrape configuration', struct<ScrapeConfigurationProps>({
  jobs: listOf(having('_toYamlItem', 'a ScrapeJob'), 'a list of ScrapeJob'),
}, 'jobs'));
export const requireJob = requirement('the scrape job', struct<ScrapeJobProps>({
  jobName: TEXT, kubernetesServiceDiscovery: ITEMS, dnsServiceDiscovery: ITEMS, staticConfigs: ITEMS,
}, 'jobName'));

function requirement(subject: string, holds: Kind): (value: unknown) => void {
  return (value) => {
    throwValueProblems(subject, holds('', value));
  };
}
