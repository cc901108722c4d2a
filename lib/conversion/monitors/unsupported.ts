import { ProblemSeverity, type Problem } from '../../validation/problem';
import { fieldsOf, isFields, problemIn, type Fields, type Path } from '../source-document';
import { endpointField, nameOf, type Endpoint, type Monitor } from './monitor';
import { ENDPOINT_FIELDS, MONITOR_FIELDS } from './job-fields';

const { ERROR, WARNING } = ProblemSeverity;

const NO_SECRETS = 'a managed collector cannot read Kubernetes Secrets; serve the metrics without authentication to the collector\'s security group, '
  + 'or keep an agent for this target';

const NO_CERTIFICATES = 'a managed collector cannot read certificates from Secrets or ConfigMaps; use insecureSkipVerify, or serve the metrics over '
  + 'http to the collector\'s security group';

/** Fields that a managed collector cannot honor, each with its reason and a way out. */
const REFUSED_ENDPOINT_FIELDS: Readonly<Record<string, string>> = {
  basicAuth: NO_SECRETS,
  oauth2: NO_SECRETS,
  bearerTokenSecret: NO_SECRETS,
  authorization: NO_SECRETS,
  proxyConnectHeader: 'a managed collector has no proxy; remove the proxy settings',
};

const KNOWN_ENDPOINT_FIELDS = new Set([
  ...Object.keys(ENDPOINT_FIELDS), ...Object.keys(REFUSED_ENDPOINT_FIELDS),
  'port', 'portNumber', 'targetPort', 'scheme', 'bearerTokenFile', 'tlsConfig', 'metricRelabelings', 'relabelings', 'filterRunning',
]);

const KNOWN_MONITOR_FIELDS = new Set([
  ...Object.keys(MONITOR_FIELDS),
  'jobLabel', 'targetLabels', 'podTargetLabels', 'endpoints', 'podMetricsEndpoints', 'selector', 'selectorMechanism', 'namespaceSelector', 'attachMetadata',
  'nativeHistogramMinBucketFactor', 'scrapeClass', 'serviceDiscoveryRole',
]);

/** Returns the settings of an endpoint that cannot be carried over. An error means that the job is left out. */
export function endpointProblems(endpoint: Endpoint): Problem[] {
  const { fields, monitor, path } = endpoint;
  const report = (field: Path, severity: ProblemSeverity, message: string) =>
    problemIn(monitor.document, [...path, ...field], 'monitor-unsupported', severity, message, nameOf(monitor));
  return [
    ...Object.entries(REFUSED_ENDPOINT_FIELDS).filter(([field]) => isSet(fields[field]))
      .map(([field, reason]) => report([field], ERROR, reason)),
    ...secretReferences(fields.tlsConfig).map(field => field === 'ca' && fieldsOf(fields.tlsConfig).insecureSkipVerify === true
      ? problemIn(monitor.document, [...path, 'tlsConfig', field], 'monitor-converted', WARNING,
          'the certificate authority is left out, which insecureSkipVerify does not use', nameOf(monitor))
      : report(['tlsConfig', field], ERROR, NO_CERTIFICATES)),
    ...unknownFields(fields, KNOWN_ENDPOINT_FIELDS).map(field => report([field], WARNING, `the field '${field}' is not known, and is left out`)),
  ];
}

/** Returns the settings of a monitor that cannot be carried over. */
export function monitorProblems(monitor: Monitor): Problem[] {
  const { spec, document, path } = monitor;
  const report = (field: string, severity: ProblemSeverity, message: string, ruleId = 'monitor-unsupported') =>
    problemIn(document, [...path, 'spec', field], ruleId, severity, message, nameOf(monitor));
  const list = endpointField(monitor);
  return [
    ...!Array.isArray(spec[list]) || spec[list].length === 0 ? [report(list, WARNING, `the monitor has no ${list}, so it scrapes nothing`)] : [],
    ...!isFields(spec.selector) ? [report('selector', ERROR, 'a selector is required; an empty one ({}) selects everything')] : [],
    ...spec.serviceDiscoveryRole === 'EndpointSlice'
      ? [report('serviceDiscoveryRole', WARNING, 'the documented access of a collector does not include endpoint slices; endpoints are discovered instead', 'monitor-converted')]
      : [],
    ...isSet(spec.scrapeClass)
      ? [report('scrapeClass', WARNING, 'scrape classes are settings of a Prometheus object; add what the class sets to the converted job')]
      : [],
    ...unknownFields(spec, KNOWN_MONITOR_FIELDS).map(field => report(field, WARNING, `the field '${field}' is not known, and is left out`)),
  ];
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(isFields(value) && Object.keys(value).length === 0);
}

function unknownFields(fields: Fields, known: ReadonlySet<string>): string[] {
  return Object.keys(fields).filter(field => !known.has(field));
}

function secretReferences(tlsConfig: unknown): string[] {
  const tls = fieldsOf(tlsConfig);
  return ['ca', 'cert', 'keySecret'].filter(field => isFields(tls[field]) && Object.keys(tls[field]).length > 0 && hasReference(tls[field]));
}

/** An empty reference, as `helm template` prints it, refers to nothing. */
function hasReference(value: Fields): boolean {
  return 'key' in value || Object.values(value).some(reference => isFields(reference) && Object.keys(reference).length > 0);
}
