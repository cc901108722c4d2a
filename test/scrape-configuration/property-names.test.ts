import { Duration } from 'aws-cdk-lib';
import {
  KubernetesRole, Relabeling, ScrapeConfiguration, ScrapeJob, type ScrapeConfigurationProps, type ScrapeJobProps,
} from '../../lib';

const BROKEN = Relabeling.keep({ sourceLabels: ['a'], regex: '(' });

function paths(props: ScrapeConfigurationProps): string[] {
  return new ScrapeConfiguration(props).problems().map(({ path }) => path);
}

function ofPayments(props: Partial<ScrapeJobProps>): ScrapeConfigurationProps {
  return { jobs: [ScrapeJob.kubelet(), new ScrapeJob({ jobName: 'payments', ...props })], externalLabels: { cluster: 'a' } };
}

describe('a problem of typed properties has the path of the property:', () => {
  test.each<[string, ScrapeConfigurationProps]>([
    ['scrapeInterval', { ...ofPayments({}), scrapeInterval: Duration.seconds(10) }],
    ['additionalFields.scrape_intervall', { ...ofPayments({}), additionalFields: { scrape_intervall: '1m' } }],
    ['jobs[1] \'payments\' scrapeInterval', ofPayments({ scrapeInterval: Duration.seconds(10) })],
    ['jobs[1] \'payments\' relabelings[0].regex', ofPayments({ relabelings: [BROKEN] })],
    ['jobs[1] \'payments\' metricRelabelings[1].regex', ofPayments({ metricRelabelings: [Relabeling.labelDrop('id'), BROKEN] })],
    ['jobs[1] \'payments\' kubernetesServiceDiscovery[0].namespaces[1]',
      ofPayments({ kubernetesServiceDiscovery: [{ role: KubernetesRole.NODE, namespaces: ['a', {} as never] }] })],
    ['jobs[1] \'payments\' kubernetesServiceDiscovery[0].selectors[0].label',
      ofPayments({ kubernetesServiceDiscovery: [{ role: KubernetesRole.POD, selectors: [{ role: KubernetesRole.POD, label: '=' }] }] })],
    ['jobs[1] \'payments\' staticConfigs[0].targets[0]', ofPayments({ staticConfigs: [{ targets: ['http://10.0.0.5'] }] })],
    ['jobs[1] \'payments\' additionalFields.basic_auth', ofPayments({ additionalFields: { basic_auth: {} } })],
    ['jobs[1] \'payments\' additionalFields.http_headers', ofPayments({ additionalFields: { http_headers: () => 1 } })],
    ['jobs[0] \'apiserver\' relabelings[0].regex', { jobs: [ScrapeJob.apiServer({ relabelings: [BROKEN] })], externalLabels: { cluster: 'a' } }],
    ['jobs[0] \'apiserver\' metricRelabelings[0].regex',
      { jobs: [ScrapeJob.apiServer({ metricRelabelings: [BROKEN] })], externalLabels: { cluster: 'a' } }],
  ])('%s', (path, props) => {
    expect(paths(props)).toContain(path);
  });
});

test('a message about typed properties uses property names, and its fix is TypeScript', () => {
  const { message } = new ScrapeConfiguration({ jobs: [ScrapeJob.apiServer({ keepAllBuckets: true })], externalLabels: { cluster: 'a' } })
    .problems().find(({ ruleId }) => ruleId === 'exploding-histogram') ?? {};

  expect(message).toContain('in metricRelabelings: Relabeling.drop({ sourceLabels: [\'__name__\'], regex: \'');
});

/** A job of pods in a namespace that cuts its addresses by a regex. */
const cutting = (regex: string): ScrapeConfigurationProps => ofPayments({
  kubernetesServiceDiscovery: [{ role: KubernetesRole.POD, namespaces: ['shop'] }],
  relabelings: [Relabeling.replace({ sourceLabels: ['__address__'], regex, replacement: '$1:80', targetLabel: '__address__' })],
});
const discovering = (role: KubernetesRole): ScrapeConfigurationProps => ofPayments({ kubernetesServiceDiscovery: [{ role }] });

test.each<[string, ScrapeConfigurationProps, string]>([
  ['doubled-backslash', cutting('([^:]+)(?::\\\\d+)?'), 'write "([^:]+)(?::\\\\d+)?"'],
  ['lost-escape', cutting('([^:]+)(?::d+)?'), 'write \'([^:]+)(?::\\\\d+)?\''],
  ['unresolvable-name', discovering(KubernetesRole.SERVICE), 'use role: KubernetesRole.ENDPOINTS'],
  ['kubelet-scheme', discovering(KubernetesRole.NODE), 'with scheme: ScrapeScheme.HTTPS'],
])('the fix of %s is TypeScript', (rule, props, fix) => {
  const { message } = new ScrapeConfiguration(props).problems().find(({ ruleId, path }) => ruleId === rule && path.startsWith('jobs[1]')) ?? {};

  expect(message).toContain(fix);
});

test('a problem of an object uses Prometheus\'s field names', () => {
  const configuration = ScrapeConfiguration.fromObject({ scrape_configs: [{ job_name: 'a', relabel_configs: [{ regex: '(' }] }] });

  expect(configuration.problems().map(({ path }) => path)).toContain('scrape_configs[0].relabel_configs[0].regex');
});
