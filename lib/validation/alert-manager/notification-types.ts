import {
  ANY, BUILT_IN_FUNCTIONS, NUMBER, TEXT, TEXTS, type TemplateFunction, type TemplateType,
} from '../../prometheus/templates/template-types';

const text = () => TEXT;
const any = () => ANY;

const PAIR: TemplateType = { name: 'a pair', kind: 'struct', fields: { Name: text, Value: text } };
const PAIRS: TemplateType = { name: 'a list of pairs', kind: 'list', fields: { Names: () => TEXTS, Values: () => TEXTS, String: text }, item: () => PAIR };

/** Labels and annotations. */
const KV: TemplateType = {
  name: 'a map of labels', kind: 'map', item: text,
  fields: { SortedPairs: () => PAIRS, Names: () => TEXTS, Values: () => TEXTS, Remove: () => KV, String: text },
};

/** The methods of https://pkg.go.dev/time#Time. */
const TIME: TemplateType = {
  name: 'a time', kind: 'struct',
  fields: {
    ...Object.fromEntries([
      'Add', 'AddDate', 'After', 'AppendFormat', 'Before', 'Clock', 'Compare', 'Date', 'Day', 'Equal', 'GobEncode', 'Hour', 'ISOWeek', 'IsDST', 'IsZero',
      'Location', 'MarshalBinary', 'MarshalJSON', 'MarshalText', 'Minute', 'Month', 'Nanosecond', 'Second', 'Sub', 'Unix', 'UnixMicro', 'UnixMilli',
      'UnixNano', 'Weekday', 'Year', 'YearDay', 'Zone', 'ZoneBounds',
    ].map(name => [name, any])),
    ...Object.fromEntries(['Format', 'GoString', 'String'].map(name => [name, text])),
    ...Object.fromEntries(['In', 'Local', 'Round', 'Truncate', 'UTC'].map(name => [name, () => TIME])),
  },
};

const ALERT: TemplateType = {
  name: 'an alert', kind: 'struct',
  fields: {
    Status: text, Labels: () => KV, Annotations: () => KV, StartsAt: () => TIME, EndsAt: () => TIME, GeneratorURL: text, Fingerprint: text,
  },
};
const ALERTS: TemplateType = {
  name: 'the list of alerts', kind: 'list', fields: { Firing: () => ALERTS, Resolved: () => ALERTS }, item: () => ALERT,
};

/** The data of a notification: https://prometheus.io/docs/alerting/latest/notifications/#data */
export const NOTIFICATION: TemplateType = {
  name: 'the data of a notification', kind: 'struct',
  fields: {
    Receiver: text, Status: text, Alerts: () => ALERTS, NotificationReason: any, GroupLabels: () => KV, CommonLabels: () => KV,
    CommonAnnotations: () => KV, RouteLabels: () => KV, ExternalURL: text,
  },
};

const takingTexts = (count: number, result: TemplateType = TEXT): TemplateFunction =>
  ({ least: count, most: count, kinds: Array.from({ length: count }, () => 'text' as const), result: () => result });
const taking = (count: number, result: TemplateType): TemplateFunction => ({ least: count, most: count, result: () => result });

/** The functions whose arguments are checked: https://github.com/prometheus/alertmanager/blob/v0.35.0/template/template.go */
export const NOTIFICATION_FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  ...BUILT_IN_FUNCTIONS,
  ...Object.fromEntries(['toUpper', 'toLower', 'title', 'trimSpace', 'safeHtml', 'safeUrl', 'urlUnescape', 'base64encode', 'base64decode']
    .map(name => [name, takingTexts(1)])),
  match: takingTexts(2, ANY), reReplaceAll: takingTexts(3), join: { least: 2, most: 2, kinds: ['text', 'list'], result: text },
  stringSlice: { least: 0, result: () => TEXTS }, date: taking(2, TEXT), tz: taking(2, TIME), now: taking(0, TIME),
  since: taking(1, NUMBER), humanizeDuration: taking(1, TEXT), toJson: taking(1, TEXT),
};
