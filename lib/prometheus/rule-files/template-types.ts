import {
  ANY, BUILT_IN_FUNCTIONS, FLOAT, TEXT, type TemplateFunction, type TemplateType,
} from '../templates/template-types';

const text = () => TEXT;
const any = () => ANY;

const LABELS: TemplateType = { name: 'the labels', kind: 'map', fields: {}, item: text };

/** A number, or a native histogram, which has fields and methods. */
const VALUE: TemplateType = {
  ...FLOAT, name: 'the value',
  fields: Object.fromEntries(
    ['Schema', 'ZeroThreshold', 'ZeroCount', 'Count', 'Sum', 'PositiveBuckets', 'NegativeBuckets', 'CounterResetHint', 'String', 'Copy'].map(name => [name, any]),
  ),
};

const SAMPLE: TemplateType = { name: 'a sample', kind: 'struct', fields: { Labels: () => LABELS, Value: () => VALUE } };
const SAMPLES: TemplateType = { name: 'the result of a query', kind: 'list', fields: {}, item: () => SAMPLE };

/** The data of a template in a rule: https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#data-structures */
export const ALERT_DATA: TemplateType = {
  name: 'the data of an alert', kind: 'struct',
  fields: { Labels: () => LABELS, ExternalLabels: () => LABELS, ExternalURL: text, Value: () => VALUE },
};

export const ALERT_VARIABLES: ReadonlyMap<string, TemplateType> = new Map([
  ['$labels', LABELS], ['$externalLabels', LABELS], ['$externalURL', TEXT], ['$value', VALUE],
]);

const texts = (count: number, result: TemplateType = TEXT): TemplateFunction =>
  ({ least: count, most: count, kinds: Array.from({ length: count }, () => 'text' as const), result: () => result });
const number = (result: TemplateType): TemplateFunction => ({ least: 1, most: 1, kinds: ['number'], result: () => result });
const nothing = (result: TemplateType): TemplateFunction => ({ least: 0, most: 0, result: () => result });

/** The parameters of the functions: https://github.com/prometheus/prometheus/blob/v3.16.0/template/template.go */
export const ALERT_FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  ...BUILT_IN_FUNCTIONS,
  query: texts(1, SAMPLES),
  first: { least: 1, most: 1, kinds: ['list'], result: () => SAMPLE },
  label: { least: 2, most: 2, kinds: ['text', 'struct'], result: text },
  value: { least: 1, most: 1, kinds: ['struct'], result: () => VALUE },
  strvalue: { least: 1, most: 1, kinds: ['struct'], result: text },
  sortByLabel: { least: 2, most: 2, kinds: ['text', 'list'], result: () => SAMPLES },
  reReplaceAll: texts(3), match: texts(2, ANY),
  ...Object.fromEntries([
    'safeHtml', 'title', 'toUpper', 'toLower', 'graphLink', 'tableLink', 'stripPort', 'stripDomain', 'urlQueryEscape',
  ].map(name => [name, texts(1)])),
  parseDuration: texts(1, FLOAT),
  ...Object.fromEntries([
    'humanize', 'humanize1024', 'humanizeDuration', 'humanizePercentage', 'humanizeTimestamp',
  ].map(name => [name, number(TEXT)])),
  toTime: number(ANY), toDuration: number(ANY), now: nothing(FLOAT), pathPrefix: nothing(TEXT), externalURL: nothing(TEXT),
};
