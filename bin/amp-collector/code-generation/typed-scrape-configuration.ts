import { DNS_FIELDS, DnsRecordType } from '../../../lib/scrape-configuration/dns-service-discovery';
import { KUBERNETES_FIELDS, KubernetesRole } from '../../../lib/scrape-configuration/kubernetes-service-discovery';
import { MetricNameEscapingScheme, MetricNameValidationScheme, ScrapeProtocol, ScrapeScheme } from '../../../lib/scrape-configuration/protocols';
import { RELABELING_FIELDS } from '../../../lib/scrape-configuration/relabeling';
import { JOB_FIELDS } from '../../../lib/scrape-configuration/scrape-job';
import { SETTINGS_FIELDS } from '../../../lib/scrape-configuration/scrape-settings';
import { TLS_FIELDS, TlsVersion } from '../../../lib/scrape-configuration/authorization';
import { SERVICE_ACCOUNT_TOKEN_FILE } from '../../../lib/private/limits';
import { call, listOf, objectOf, valueOf, type Expression } from './expression';
import {
  duration, every, flag, Imports, isRecord, labels, member, numeric, parameters, size, text, texts, typedProperties, type Writer,
} from './typed-values';

const SETTINGS: Readonly<Record<keyof typeof SETTINGS_FIELDS, Writer>> = {
  scrapeInterval: duration,
  scrapeTimeout: duration,
  scrapeProtocols: every(member('ScrapeProtocol', ScrapeProtocol)),
  scrapeNativeHistograms: flag,
  alwaysScrapeClassicHistograms: flag,
  convertClassicHistogramsToNhcb: flag,
  extraScrapeMetrics: flag,
  bodySizeLimit: size,
  sampleLimit: numeric,
  targetLimit: numeric,
  labelLimit: numeric,
  labelNameLengthLimit: numeric,
  labelValueLengthLimit: numeric,
  keepDroppedTargets: numeric,
  metricNameValidationScheme: member('MetricNameValidationScheme', MetricNameValidationScheme),
  metricNameEscapingScheme: member('MetricNameEscapingScheme', MetricNameEscapingScheme),
};

const TLS_VERSION = member('TlsVersion', TlsVersion);
const ROLE = member('KubernetesRole', KubernetesRole);

const JOB: Readonly<Record<keyof typeof JOB_FIELDS, Writer>> = {
  ...SETTINGS,
  jobName: text,
  honorLabels: flag,
  honorTimestamps: flag,
  trackTimestampsStaleness: flag,
  params: parameters,
  fallbackScrapeProtocol: member('ScrapeProtocol', ScrapeProtocol),
  nativeHistogramBucketLimit: numeric,
  nativeHistogramMinBucketFactor: numeric,
  metricsPath: text,
  scheme: member('ScrapeScheme', ScrapeScheme),
  enableCompression: flag,
  authorization: serviceAccountToken,
  tlsConfig: whole(TLS_FIELDS, { ca: text, serverName: text, insecureSkipVerify: flag, minVersion: TLS_VERSION, maxVersion: TLS_VERSION }),
  followRedirects: flag,
  enableHttp2: flag,
  kubernetesServiceDiscovery: every(extensible(KUBERNETES_FIELDS, {
    role: ROLE,
    namespaces: value => isRecord(value) && Object.keys(value).join() === 'names' ? texts(value.names, NO_IMPORTS) : undefined,
    selectors: every(whole({ role: 'role', label: 'label', field: 'field' }, { role: ROLE, label: text, field: text })),
    attachMetadata: whole(
      { node: 'node', namespace: 'namespace', deployment: 'deployment', job: 'job', cronjob: 'cronjob' },
      { node: flag, namespace: flag, deployment: flag, job: flag, cronjob: flag },
    ),
  }, 'role')),
  dnsServiceDiscovery: every(extensible(DNS_FIELDS, {
    names: texts, type: member('DnsRecordType', DnsRecordType), port: numeric, refreshInterval: duration,
  }, 'names')),
  staticConfigs: every(whole({ targets: 'targets', labels: 'labels' }, { targets: texts, labels }, 'targets')),
  relabelings: every(relabeling),
  metricRelabelings: every(relabeling),
};

const NO_IMPORTS = new Imports();

/** Writes a scrape configuration as typed properties. Fields without a property are written as additional fields. */
export function typedScrapeConfiguration(value: Readonly<Record<string, unknown>>, imports: Imports): Expression {
  const { global, scrape_configs: jobs, ...others } = value;
  imports.library.add('ScrapeConfiguration');
  const list = Array.isArray(jobs) ? jobs as unknown[] : [];
  const fields = { ...SETTINGS_FIELDS, externalLabels: 'external_labels' };
  const settings = typedProperties(isRecord(global) ? global : {}, fields, { ...SETTINGS, externalLabels: labels }, imports);
  if (!list.every(isRecord) || Object.keys(others).length > 0) return call('ScrapeConfiguration.fromObject', valueOf(value));
  return call('new ScrapeConfiguration', objectOf([
    ...settings.properties,
    ...additional(settings.rest),
    ['jobs', listOf(list.map(job => typedJob(job, imports)))],
  ]));
}

function typedJob(job: Readonly<Record<string, unknown>>, imports: Imports): Expression {
  imports.library.add('ScrapeJob');
  const { bearer_token_file: tokenFile, ...others } = job;
  // The older spelling of the same setting.
  const isToken = tokenFile === SERVICE_ACCOUNT_TOKEN_FILE && job.authorization === undefined;
  const fields = isToken ? { ...others, authorization: { credentials_file: tokenFile } } : job;
  const { properties, rest } = typedProperties(fields, JOB_FIELDS, JOB, imports);
  const name: ReadonlyArray<readonly [string, Expression]> = typeof job.job_name === 'string' ? [] : [['jobName', valueOf(String(job.job_name))]];
  return call('new ScrapeJob', objectOf([...name, ...properties, ...additional(rest)]));
}

function additional(rest: Readonly<Record<string, unknown>>): ReadonlyArray<readonly [string, Expression]> {
  return Object.keys(rest).length === 0 ? [] : [['additionalFields', valueOf(rest)]];
}

/** An object that has no other fields than those of the table. */
function whole(fields: Readonly<Record<string, string>>, writers: Readonly<Record<string, Writer>>, required?: string): Writer {
  return (value, imports) => {
    if (!isRecord(value)) return undefined;
    const { properties, rest } = typedProperties(value, fields, writers, imports);
    const isComplete = required === undefined || properties.some(([name]) => name === required);
    return isComplete && Object.keys(rest).length === 0 ? objectOf(properties) : undefined;
  };
}

/** An object that may have additional fields. */
function extensible(fields: Readonly<Record<string, string>>, writers: Readonly<Record<string, Writer>>, required: string): Writer {
  return (value, imports) => {
    if (!isRecord(value)) return undefined;
    const { properties, rest } = typedProperties(value, fields, writers, imports);
    return properties.some(([name]) => name === required) ? objectOf([...properties, ...additional(rest)]) : undefined;
  };
}

function serviceAccountToken(value: unknown, { library }: Imports): Expression | undefined {
  if (!isRecord(value) || value.credentials_file !== SERVICE_ACCOUNT_TOKEN_FILE) return undefined;
  const { credentials_file: _, type = 'Bearer', ...others } = value;
  if (Object.keys(others).length > 0 || type !== 'Bearer') return undefined;
  library.add('ScrapeAuthorization');
  return 'ScrapeAuthorization.serviceAccountToken()';
}

/** The factory of each action, with the fields that it takes and those that it requires. */
const ACTIONS: Readonly<Record<string, readonly [factory: string, fields: readonly string[], required: readonly string[]]>> = {
  replace: ['replace', ['sourceLabels', 'separator', 'regex', 'targetLabel', 'replacement'], ['targetLabel']],
  keep: ['keep', ['sourceLabels', 'separator', 'regex'], []],
  drop: ['drop', ['sourceLabels', 'separator', 'regex'], []],
  keepequal: ['keepEqual', ['sourceLabels', 'targetLabel'], ['sourceLabels', 'targetLabel']],
  dropequal: ['dropEqual', ['sourceLabels', 'targetLabel'], ['sourceLabels', 'targetLabel']],
  hashmod: ['hashMod', ['sourceLabels', 'separator', 'modulus', 'targetLabel'], ['sourceLabels', 'modulus', 'targetLabel']],
  labelmap: ['labelMap', ['regex', 'replacement'], ['regex']],
  lowercase: ['lowercase', ['sourceLabels', 'separator', 'targetLabel'], ['sourceLabels', 'targetLabel']],
  uppercase: ['uppercase', ['sourceLabels', 'separator', 'targetLabel'], ['sourceLabels', 'targetLabel']],
};

const RELABELING: Readonly<Record<string, Writer>> = {
  sourceLabels: texts, separator: text, regex: plainText, modulus: numeric, targetLabel: text, replacement: plainText,
};

function relabeling(value: unknown, imports: Imports): Expression | undefined {
  if (!isRecord(value)) return undefined;
  imports.library.add('Relabeling');
  const { action = 'replace', ...fields } = value;
  const name = typeof action === 'string' ? action.toLowerCase() : '';
  if ((name === 'labeldrop' || name === 'labelkeep') && typeof fields.regex === 'string' && Object.keys(fields).length === 1) {
    return call(`Relabeling.${name === 'labeldrop' ? 'labelDrop' : 'labelKeep'}`, valueOf(fields.regex));
  }
  const [factory, known, required] = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] ?? [] : [];
  const { properties, rest } = typedProperties(fields, RELABELING_FIELDS, RELABELING, imports);
  const names = properties.map(([property]) => property);
  const isTyped = Object.keys(rest).length === 0
    && names.every(property => known?.includes(property)) && required?.every(property => names.includes(property));
  return factory !== undefined && isTyped === true ? call(`Relabeling.${factory}`, objectOf(properties)) : call('Relabeling.fromObject', valueOf(value));
}

/** Prometheus reads `regex: true` and `replacement: 1` as text. */
function plainText(value: unknown, imports: Imports): Expression | undefined {
  return typeof value === 'boolean' || typeof value === 'number' ? text(String(value), imports) : text(value, imports);
}
