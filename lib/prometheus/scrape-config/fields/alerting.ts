import type { ValidationScheme } from '../../relabel/label-name';
import type { Context } from '../../decode/context';
import { choice, field, list, pointer, string, struct } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { checkSections, checkStaticAddresses, DISCOVERY_FIELDS } from './discoveries';
import { checkHttpClient, HTTP_CLIENT_FIELDS, isPresent } from './http-client';
import { checkRelabelings } from './relabel';
import { sigV4Config } from './remote-authentication';
import { duration } from './scalars';
import { checkNoNulls, relabelConfigs } from './scrape';

// https://github.com/prometheus/prometheus/blob/v3.14.0/config/config.go

const apiVersion = choice(
  'config.AlertmanagerAPIVersion', 'invalid-value', ['v2'],
  value => `expected Alertmanager api version to be one of [v2] but got ${value}`, 'config.plain',
);

const alertmanagerConfig = struct('config.AlertmanagerConfig', 'config.AlertmanagerConfig', {
  ...HTTP_CLIENT_FIELDS,
  sigv4: field(pointer(sigV4Config)),
  scheme: field(string, 'http'),
  path_prefix: string,
  timeout: field(duration, 10_000),
  api_version: field(apiVersion, 'v2'),
  relabel_configs: relabelConfigs,
  alert_relabel_configs: relabelConfigs,
  ...DISCOVERY_FIELDS,
}, (value, context) => {
  checkSections(value, context);
  checkHttpClient(value, context);
  const authenticates = ['basic_auth', 'authorization', 'oauth2'].some(name => isPresent(value, name)) || value.isSet('bearer_token')
    || value.isSet('bearer_token_file');
  if (authenticates && isPresent(value, 'sigv4')) {
    const message = 'at most one of basic_auth, authorization, oauth2, & sigv4 must be configured';
    context.report('exclusive-fields', value.placeOf('sigv4'), message);
  }
  const rules = value.get('relabel_configs');
  if (rules === null || (Array.isArray(rules) && rules.length === 0)) checkStaticAddresses(value, context);
  checkNoNulls(value, 'relabel_configs', 'empty or null Alertmanager target relabeling rule', context);
  checkNoNulls(value, 'alert_relabel_configs', 'empty or null Alertmanager alert relabeling rule', context);
});

export const alertingConfig = struct('config.AlertingConfig', 'config.plain', {
  alert_relabel_configs: relabelConfigs,
  alertmanagers: list(pointer(alertmanagerConfig), 'config.AlertmanagerConfigs'),
}, (value, context) => {
  // Prometheus checks for none, and panics.
  checkNoNulls(value, 'alertmanagers', 'empty or null Alertmanager config section', context);
  checkNoNulls(value, 'alert_relabel_configs', 'empty or null alert relabeling rule', context);
});

/** The relabelings, under the names that `global` allows. */
export function checkAlertingUnder(scheme: ValidationScheme, alerting: StructValue, context: Context): void {
  checkRelabelings(alerting, 'alert_relabel_configs', context, scheme);
  for (const manager of alerting.structs('alertmanagers')) {
    checkRelabelings(manager, 'alert_relabel_configs', context, scheme);
    checkRelabelings(manager, 'relabel_configs', context, scheme);
  }
}
