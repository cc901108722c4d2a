import { routesIn } from '../../../prometheus/alertmanager/configuration';
import { needsUtf8Syntax } from '../../../prometheus/alertmanager/matcher';
import { parseWeekdays } from '../../../prometheus/alertmanager/time-ranges';
import type { Item, StructValue } from '../../../prometheus/decode/value';
import type { LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';
import { fieldTemplates, fileTemplates } from '../templates';

/** Functions with the version of Alertmanager that has them since, as far as that is later than 2024. */
const NEW_FUNCTIONS: Readonly<Record<string, string>> = {
  toJson: '0.30', list: '0.32', append: '0.32', dict: '0.32', now: '0.33', toDate: '0.34', mustToDate: '0.34', routeLabels: '0.34', addDuration: '0.35',
  base64encode: '0.33', base64decode: '0.33', urlUnescape: '0.30',
};
const NEW_FIELDS: Readonly<Record<string, string>> = { RouteLabels: '0.34', NotificationReason: '0.32' };

/** AWS does not publish the version of Alertmanager that the service runs. */
export function newerFeatures(context: DefinitionContext): LocatedMessage[] {
  return [...newFields(context), ...newWeekdays(context), ...newMatchers(context), ...newInTemplates(context)]
    .map(({ place, message }) => ({ place, message: `${message}; AWS does not document which version the service runs` }));
}

function newFields({ configuration: { value, root, receivers, inhibitions } }: DefinitionContext): LocatedMessage[] {
  return [
    ...fieldsSince(routesIn(root).map(route => route.value), { labels: '0.34' }),
    ...fieldsSince(receivers.map(receiver => receiver.value), { labels: '0.33' }),
    ...fieldsSince(inhibitions.map(inhibition => inhibition.value), { name: '0.30' }),
    ...fieldsSince([value], { tracing: '0.30', event_recorder: '0.33' }),
    ...fieldsSince(receivers.flatMap(({ sns }) => sns).map(sns => sns.struct('sigv4')).filter(sigv4 => sigv4 !== undefined), { external_id: '0.34' }),
  ];
}

function fieldsSince(values: readonly StructValue[], versions: Readonly<Record<string, string>>): LocatedMessage[] {
  return values.flatMap(value => Object.entries(versions).filter(([name]) => value.has(name)).map(([name, since]) => ({
    place: value.placeOf(name), message: `${name} needs Alertmanager ${since} or newer`,
  })));
}

function newWeekdays({ configuration: { value } }: DefinitionContext): LocatedMessage[] {
  const intervals = ['time_intervals', 'mute_time_intervals'].flatMap(field => value.structs(field)).flatMap(named => named.structs('time_intervals'));
  return intervals.flatMap(interval => interval.items('weekdays')).filter(wrapsAround).map(({ place }) => ({
    place, message: 'a range of weekdays over the end of the week needs Alertmanager 0.35 or newer: write two ranges',
  }));
}

function wrapsAround({ value }: Item): boolean {
  const range = typeof value === 'string' ? parseWeekdays(value).value : undefined;
  return range !== undefined && range.begin > range.end;
}

function newMatchers({ configuration: { root, inhibitions } }: DefinitionContext): LocatedMessage[] {
  const items = [
    ...routesIn(root).flatMap(({ value }) => value.items('matchers')),
    ...inhibitions.flatMap(({ value }) => [...value.items('source_matchers'), ...value.items('target_matchers')]),
  ];
  return items.filter(({ value }) => typeof value === 'string' && needsUtf8Syntax(value)).map(({ place }) => ({
    place, message: 'this syntax of matchers needs Alertmanager 0.27 or newer',
  }));
}

function newInTemplates(context: DefinitionContext): LocatedMessage[] {
  return [...fileTemplates(context), ...fieldTemplates(context)].flatMap(({ parsed, place }) => {
    const used = parsed.references.flatMap(({ kind, name }) => {
      const since = kind === 'function' ? NEW_FUNCTIONS[name] : kind === 'field' ? NEW_FIELDS[name] : undefined;
      return since === undefined ? [] : [[kind === 'field' ? `.${name}` : name, since] as const];
    });
    return [...new Map(used)].map(([name, since]) => ({ place, message: `${name} in a template needs Alertmanager ${since} or newer` }));
  });
}
