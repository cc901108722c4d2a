import type { Context } from '../../decode/context';
import { any, bool, choice, float, list, map, plainStruct, pointer, string, struct } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { duration } from '../../scrape-config/fields/scalars';
import { tlsConfig } from '../../scrape-config/fields/tls';
import { quote } from '../../values/quote';
import { globalConfig } from './global';
import { inhibitRule } from './inhibition';
import { checkReceivers, receiver } from './receivers';
import { route } from './route';
import { checkUniqueIntervals, muteTimeInterval, namedTimeInterval } from './time-intervals';

// https://github.com/prometheus/alertmanager/blob/v0.35.0/config/config.go

const tracing = struct('tracing.TracingConfig', 'tracing.plain', {
  client_type: choice('tracing.TracingClientType', 'invalid-value', ['http', 'grpc'],
    value => `expected tracing client type to be to be http or grpc, but got ${value}`, 'tracing.plain'),
  endpoint: string,
  sampling_fraction: float,
  insecure: bool,
  tls_config: pointer(tlsConfig),
  headers: map(plainStruct('config.Header', { values: list(string), secrets: list(string), files: list(string) }), 'config.Headers'),
  compression: string,
  timeout: duration,
}, (value, context) => {
  if (value.text('endpoint') === '') context.report('missing-field', value.placeOf('endpoint'), 'tracing endpoint must be set');
  const compression = value.text('compression') ?? '';
  if (compression === '' || compression === 'gzip') return;
  context.report('invalid-value', value.placeOf('compression'), `invalid compression type ${compression} provided, valid options: gzip`);
});

/** Everything that a configuration file of Alertmanager has. */
export const configuration = struct('config.Config', 'config.plain', {
  global: pointer(globalConfig),
  route: pointer(route),
  inhibit_rules: list(inhibitRule),
  receivers: list(receiver),
  templates: list(string),
  mute_time_intervals: list(muteTimeInterval),
  time_intervals: list(namedTimeInterval),
  tracing,
  event_recorder: any,
}, (value, context) => {
  checkReceivers(value, context);
  checkUniqueIntervals(value, context);
  const root = value.struct('route');
  if (root === undefined) {
    if (value.get('route') === null) context.report('missing-field', value.placeOf('route'), 'no routes provided');
    return;
  }
  checkRootRoute(root, context);
  checkReferences(root, receiverNames(value), intervalNames(value), context);
});

function checkRootRoute(root: StructValue, context: Context): void {
  if (root.text('receiver') === '') context.report('missing-field', root.placeOf('receiver'), 'root route must specify a default receiver');
  const report = (field: string, message: string) => {
    context.report('invalid-root-route', root.placeOf(field), message);
  };
  const hasItems = (field: string) => root.items(field).length > 0 || root.entries(field).size > 0;
  const matching = ['match', 'match_re', 'matchers'].find(hasItems);
  if (matching !== undefined) report(matching, 'root route must not have any matchers');
  if (hasItems('mute_time_intervals')) report('mute_time_intervals', 'root route must not have any mute time intervals');
  if (hasItems('active_time_intervals')) report('active_time_intervals', 'root route must not have any active time intervals');
  if (root.flag('continue') === true) report('continue', 'cannot have continue in root route');
}

/** Names that routes may use; nothing where some are not known. */
type Names = ReadonlySet<string> | undefined;

/** The receivers and time intervals that routes name must be there. */
function checkReferences(route: StructValue, receivers: Names, intervals: Names, context: Context): void {
  for (const child of route.structs('routes')) checkReferences(child, receivers, intervals, context);
  const receiver = route.text('receiver') ?? '';
  if (receiver !== '' && receivers?.has(receiver) === false) {
    context.report('undefined-receiver', route.placeOf('receiver'), `undefined receiver ${quote(receiver)} used in route`);
  }
  for (const { value: name, place } of ['active_time_intervals', 'mute_time_intervals'].flatMap(field => route.items(field))) {
    if (typeof name !== 'string' || intervals?.has(name) !== false) continue;
    context.report('undefined-time-interval', place, `undefined time interval ${quote(name)} used in route`);
  }
}

function receiverNames(value: StructValue): Names {
  return namesIn(value, 'receivers');
}

function intervalNames(value: StructValue): Names {
  const [mute, named] = [namesIn(value, 'mute_time_intervals'), namesIn(value, 'time_intervals')];
  return mute && named && new Set([...mute, ...named]);
}

function namesIn(value: StructValue, field: string): Names {
  if (typeof value.get(field) === 'symbol') return undefined;
  const items = value.items(field);
  const names = value.structs(field).map(item => item.text('name')).filter(name => name !== undefined);
  return names.length === items.length ? new Set(names) : undefined;
}
