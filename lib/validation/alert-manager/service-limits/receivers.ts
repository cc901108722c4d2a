import { OTHER_INTEGRATIONS, SECRETS_MANAGER } from '../../../prometheus/alertmanager/fields/receivers';
import type { Place } from '../../../prometheus/decode/place';
import { StructValue } from '../../../prometheus/decode/value';
import { enumerate, type LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';

const SNS_FORBIDDEN = ['api_url', 'http_config'];
const SNS_UNDOCUMENTED = ['phone_number', 'target_arn', 'use_aws_http_client'];
const PAGER_DUTY_FORBIDDEN = ['url', 'http_config', 'routing_key_file', 'service_key_file'];
const PAGER_DUTY_UNDOCUMENTED = ['images', 'links', 'timeout'];
const KEYS = ['routing_key', 'service_key'];

/** https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-receiver.html */
export function unsupportedReceivers({ configuration: { receivers } }: DefinitionContext): LocatedMessage[] {
  return receivers.flatMap(({ value }) => OTHER_INTEGRATIONS.filter(kind => value.items(kind).length > 0).map(kind => ({
    place: value.placeOf(kind),
    message: `${kind} are not supported: use sns_configs or pagerduty_configs (the service: "Invalid Alertmanager receiver type: [${kind}]")`,
  })));
}

export function unsupportedReceiverFields({ configuration: { receivers } }: DefinitionContext): LocatedMessage[] {
  return receivers.flatMap(receiver => [
    ...fieldsOf(receiver.sns, SNS_FORBIDDEN, name => `${name} is not allowed in sns_configs: the service sets the endpoint, and has no proxies`),
    ...fieldsOf(receiver.pagerDuty, PAGER_DUTY_FORBIDDEN, name => `${name} is not allowed in pagerduty_configs`),
  ]);
}

export function undocumentedReceiverFields({ configuration: { receivers } }: DefinitionContext): LocatedMessage[] {
  const message = (name: string) => `AWS does not document ${name} among the fields that it supports`;
  return receivers.flatMap(receiver => [
    ...fieldsOf(receiver.sns, SNS_UNDOCUMENTED, message), ...fieldsOf(receiver.pagerDuty, PAGER_DUTY_UNDOCUMENTED, message),
  ]);
}

function fieldsOf(integrations: readonly StructValue[], names: readonly string[], message: (name: string) => string): LocatedMessage[] {
  return integrations.flatMap(value =>
    names.filter(name => isGiven(value, name)).map(name => ({ place: value.placeOf(name), message: message(name) })));
}

/** Nothing, an empty text and an empty list do no harm. */
function isGiven(value: StructValue, name: string): boolean {
  const given = value.get(name);
  return value.has(name) && value.isSet(name) && !(Array.isArray(given) && given.length === 0);
}

export function missingRegions({ configuration: { receivers } }: DefinitionContext): LocatedMessage[] {
  return receivers.flatMap(({ sns }) => sns).flatMap((value) => {
    const sigv4 = value.struct('sigv4');
    if (sigv4 === undefined || sigv4.text('region') !== '') return [];
    return [{ place: value.placeOf('sigv4'), message: 'sigv4.region must be specified: the Region of the topic' }];
  });
}

const SECRET_ARN = /^arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:./;

/** https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-pagerduty.html */
export function invalidSecrets({ configuration: { receivers } }: DefinitionContext): LocatedMessage[] {
  return receivers.flatMap(({ pagerDuty }) => pagerDuty).flatMap(value =>
    KEYS.filter(key => value.isSet(key)).flatMap(key => problemsOfKey(value, key)));
}

function problemsOfKey(integration: StructValue, name: string): LocatedMessage[] {
  const key = integration.get(name);
  const at = (place: Place, message: string): LocatedMessage[] => [{ place, message }];
  if (typeof key === 'string') {
    return at(integration.placeOf(name), `${name} must be a reference to AWS Secrets Manager: ${SECRETS_MANAGER} with secret_arn and secret_key`);
  }
  if (!(key instanceof StructValue)) return [];
  const reference = key.struct(SECRETS_MANAGER);
  if (reference === undefined) return at(key.place, `${SECRETS_MANAGER} must have secret_arn and secret_key`);
  const missing = ['secret_arn', 'secret_key'].filter(field => reference.text(field) === '');
  if (missing.length > 0) return at(reference.place, `${SECRETS_MANAGER} must have ${enumerate(missing)}`);
  const arn = reference.text('secret_arn');
  if (arn === undefined || SECRET_ARN.test(arn)) return [];
  return at(reference.placeOf('secret_arn'), `secret_arn must be the ARN of a secret, got '${arn}'`);
}

/** The service keeps no files: https://github.com/cortexproject/cortex/blob/master/pkg/alertmanager/api.go */
export function readFiles({ configuration: { value } }: DefinitionContext): LocatedMessage[] {
  const sections = [value.struct('global'), value.has('tracing') ? value.struct('tracing') : undefined];
  return sections.filter(section => section !== undefined).flatMap(filesIn);
}

function filesIn(section: StructValue): LocatedMessage[] {
  return [...section.names()].flatMap((name) => {
    const inner = section.get(name);
    if (inner instanceof StructValue) return filesIn(inner);
    const isFile = name.endsWith('_file') && section.isSet(name) && typeof inner === 'string';
    return isFile ? [{ place: section.placeOf(name), message: `${name} reads a file, and the alert manager has none` }] : [];
  });
}
