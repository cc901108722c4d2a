import * as fc from 'fast-check';
import { MetricNameValidationScheme } from '../../../lib/scrape-configuration/protocols';
import { ScrapeConfiguration } from '../../../lib/scrape-configuration/scrape-configuration';
import type { ScrapeConfigurationProps } from '../../../lib/scrape-configuration/scrape-configuration-props';
import type { ScrapeJob } from '../../../lib/scrape-configuration/scrape-job';
import type { ScrapeSettings } from '../../../lib/scrape-configuration/scrape-settings';
import { jobs } from './jobs';
import { flowYaml } from './flow-yaml';
import { merged, plain, propsOf, type TypedValue } from './typed-value';
import { NOTHING_SAID, settings } from './settings';
import { labelNames, texts } from './texts';

/** A configuration in pieces, so that it can be put together in several ways. */
export interface SaidConfiguration {
  readonly global: TypedValue<Omit<ScrapeConfigurationProps, 'jobs'>>;
  readonly jobs: ReadonlyArray<TypedValue<ScrapeJob>>;
}

type OwnProps = Omit<ScrapeConfigurationProps, 'jobs' | keyof ScrapeSettings>;

/** Configurations of typed values, all of them right. */
export const configurations: fc.Arbitrary<SaidConfiguration> = settings(NOTHING_SAID).chain(({ said, handedDown }) => fc.record({
  global: globals(handedDown.scheme === MetricNameValidationScheme.LEGACY).map(own => merged(own, said)),
  jobs: fc.uniqueArray(jobs(handedDown), { maxLength: 4, selector: ({ value }) => value.jobName }),
}));

function globals(isLegacy: boolean): fc.Arbitrary<TypedValue<OwnProps>> {
  return propsOf<OwnProps>({
    externalLabels: plain(fc.dictionary(labelNames(isLegacy), texts, { maxKeys: 4 })),
    additionalFields: plain(fc.record({
      evaluation_interval: fc.constant('30s'), query_log_file: texts, scrape_failure_log_file: texts,
    }, { requiredKeys: [] })),
  });
}

/** The meaning of the configuration, as an object with Prometheus's names. */
export function meaningOf({ global, jobs: all }: SaidConfiguration): Record<string, unknown> {
  return { global: global.means, scrape_configs: all.map(({ means }) => means) };
}

/** The ways to say the same: typed, as an object, and with jobs that come later to typed values, to an object and to text. */
export function waysToSay(configuration: SaidConfiguration): Record<string, ScrapeConfiguration> {
  const { global, jobs: all } = configuration;
  const [first, second] = [all.slice(0, Math.ceil(all.length / 2)), all.slice(Math.ceil(all.length / 2))];
  const later = second.map(({ value }) => value);
  const start = new ScrapeConfiguration({ ...global.value, jobs: first.map(({ value }) => value) });
  const startMeaning = meaningOf({ global, jobs: first });
  return {
    'typed': new ScrapeConfiguration({ ...global.value, jobs: all.map(({ value }) => value) }),
    'an object': ScrapeConfiguration.fromObject(meaningOf(configuration)),
    'typed, jobs later': start.withJobs(...later),
    'an object, jobs later': ScrapeConfiguration.fromObject(startMeaning).withJobs(...later),
    'text, jobs later': ScrapeConfiguration.fromYaml(start.toYaml()).withJobs(...later),
    'text in brackets, jobs later': ScrapeConfiguration.fromYaml(flowYaml(startMeaning)).withJobs(...later),
  };
}
