import { Token } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { ScrapeAuthorization, type TlsConfig, TlsVersion } from '../../../lib/scrape-configuration/authorization';
import { MetricNameValidationScheme, ScrapeProtocol, ScrapeScheme } from '../../../lib/scrape-configuration/protocols';
import { ScrapeJob } from '../../../lib/scrape-configuration/scrape-job';
import type { ScrapeJobProps, StandardJobOptions } from '../../../lib/scrape-configuration/scrape-job-props';
import type { ScrapeSettings } from '../../../lib/scrape-configuration/scrape-settings';
import { SERVICE_ACCOUNT_TOKEN_FILE } from '../../../lib/private/limits';
import { type JobFields, READY_MADE_JOBS, readyMadeFields } from '../../helpers/ready-made-jobs';
import { dnsDiscoveries, kubernetesDiscoveries, staticConfigs } from './discoveries';
import { relabelings } from './relabelings';
import { listOf, merged, plain, propsOf, type TypedValue } from './typed-value';
import { type Inherited, settings } from './settings';
import { filledTexts, keys, texts } from './texts';

/** A typed or ready-made job that is valid with the configuration's settings for all jobs. */
export function jobs(inherited: Inherited): fc.Arbitrary<TypedValue<ScrapeJob>> {
  return settings(inherited).chain(({ said, handedDown: { scheme } }) => {
    const isLegacy = scheme === MetricNameValidationScheme.LEGACY;
    return fc.oneof({ weight: 3, arbitrary: ownJobs(said, isLegacy) }, { weight: 1, arbitrary: readyMadeJobs(said, isLegacy) });
  });
}

type OwnProps = Omit<ScrapeJobProps, keyof ScrapeSettings>;

const boolean = plain(fc.boolean());

const tlsConfig = propsOf<TlsConfig>({
  ca: plain(texts),
  serverName: plain(texts),
  insecureSkipVerify: boolean,
  minVersion: plain(fc.constantFrom(...Object.values(TlsVersion))),
  maxVersion: plain(fc.constantFrom(...Object.values(TlsVersion))),
});

/** With targets that are known beforehand, or with others: promtool sends the former through the rules. */
function ownJobs(said: TypedValue<ScrapeSettings>, isLegacy: boolean): fc.Arbitrary<TypedValue<ScrapeJob>> {
  return fc.boolean().chain(keepsTargets => propsOf<OwnProps>({
    jobName: plain(filledTexts),
    kubernetesServiceDiscovery: listOf(kubernetesDiscoveries),
    dnsServiceDiscovery: listOf(dnsDiscoveries),
    staticConfigs: keepsTargets ? listOf(staticConfigs(isLegacy)) : listOf(staticConfigs(isLegacy), { maxLength: 0 }),
    relabelings: listOf(relabelings({ isLegacy, keepsTargets })),
    metricRelabelings: listOf(relabelings({ isLegacy, keepsTargets: false })),
    scheme: plain(fc.constantFrom(...Object.values(ScrapeScheme))),
    metricsPath: plain(texts),
    params: plain(fc.dictionary(keys, fc.array(texts, { maxLength: 3 }), { maxKeys: 3 })),
    authorization: fc.constant({
      value: ScrapeAuthorization.serviceAccountToken(), means: { credentials_file: SERVICE_ACCOUNT_TOKEN_FILE },
    }),
    tlsConfig,
    honorLabels: boolean,
    honorTimestamps: boolean,
    trackTimestampsStaleness: boolean,
    fallbackScrapeProtocol: plain(fc.constantFrom(...Object.values(ScrapeProtocol))),
    enableCompression: boolean,
    followRedirects: boolean,
    enableHttp2: boolean,
    nativeHistogramBucketLimit: plain(fc.maxSafeNat()),
    // The CDK writes some numbers for tokens.
    nativeHistogramMinBucketFactor: plain(fc.double({ noNaN: true, noDefaultInfinity: true }).filter(value => !Token.isUnresolved(value))),
    additionalFields: plain(fc.record({
      scrape_failure_log_file: texts,
      http_headers: fc.dictionary(fc.constantFrom('X-A', 'x-b'), fc.record({ values: fc.array(texts, { maxLength: 2 }) }), { maxKeys: 2 }),
    }, { requiredKeys: [] })),
  }, ['jobName']).map((own) => {
    const { value, means } = merged(own, said);
    return { value: new ScrapeJob(value), means };
  }));
}

interface ReadyMade {
  readonly make: (options: StandardJobOptions) => ScrapeJob;
  readonly fixture: JobFields;
}

/** By their names; pods in some namespaces too, which only they can be asked for. */
const readyMade: fc.Arbitrary<ReadyMade> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...Object.entries(READY_MADE_JOBS)).map(([name, make]) => ({ make, fixture: readyMadeFields(name) })),
  },
  { weight: 1, arbitrary: fc.tuple(fc.boolean(), fc.array(texts, { maxLength: 3 })).map(podsOf) },
);

function podsOf([annotationDriven, names]: [boolean, string[]]): ReadyMade {
  const fixture = readyMadeFields(annotationDriven ? 'annotated-pods' : 'pods');
  return {
    make: options => ScrapeJob.pods({ ...options, annotationDriven, namespaces: names }),
    fixture: { ...fixture, kubernetes_sd_configs: [{ role: 'pod', namespaces: { names } }] },
  };
}

/** The text of a ready-made job is in its fixture. */
function readyMadeJobs(said: TypedValue<ScrapeSettings>, isLegacy: boolean): fc.Arbitrary<TypedValue<ScrapeJob>> {
  const rules = listOf(relabelings({ isLegacy, keepsTargets: false }));
  const options = propsOf<Omit<StandardJobOptions, keyof ScrapeSettings>>({
    jobName: plain(filledTexts), relabelings: rules, metricRelabelings: rules,
  });
  return fc.tuple(readyMade, options).map(([{ make, fixture }, own]) => {
    const { value, means } = merged(own, said);
    const { job_name, relabel_configs = [], metric_relabel_configs = [] } = means as JobFields;
    // A name that the user specifies replaces the label `job` of the fixture.
    const ownRules = (fixture.relabel_configs ?? []).filter(rule => job_name === undefined || (rule as JobFields).target_label !== 'job');
    const rules = {
      relabel_configs: [...ownRules, ...relabel_configs],
      metric_relabel_configs: [...fixture.metric_relabel_configs ?? [], ...metric_relabel_configs],
    };
    const isWritten = ([field, list]: [string, unknown[]]) => list.length > 0 || field in fixture || field in (means as object);
    const filled = Object.fromEntries(Object.entries(rules).filter(isWritten));
    return { value: make(value), means: { ...fixture, ...means as object, ...filled } };
  });
}
