import { containsToken } from '../private/tokens';
import type { Problem } from '../validation/problem';
import type { AlertManagerDefinitionProps } from './alert-manager-definition-props';

/** Alertmanager's fields with another name than the property in camelCase that writes them. */
const FIELDS: ReadonlyArray<readonly [field: RegExp, property: string]> = [
  [/^(?:topic_arn|sigv4)\b.*/s, 'topic'],
  [/^(?:routing|service)_key\b.*\.secret_key$/s, 'secretKey'],
  [/^(?:routing|service)_key\b.*\.refresh_interval$/s, 'refreshInterval'],
  [/^(?:routing|service)_key\b.*/s, 'secret'],
  [/^class\b/, 'eventClass'],
];

const SPELLINGS = [
  'group_by', 'group_wait', 'group_interval', 'repeat_interval', 'mute_time_intervals', 'active_time_intervals', 'source_matchers',
  'target_matchers', 'send_resolved', 'days_of_month', 'resolve_timeout', 'client_url',
];
const SPELLED = new RegExp(`\\b(?:${SPELLINGS.join('|')})\\b`, 'g');

/**
 * Returns a problem of the definition that typed properties are written as, in terms of these properties:
 * `receivers[0].sns_configs[1].topic_arn` as `receivers[0] 'team' integrations[1].topic`.
 */
export function inPropertyNames(problem: Problem, props: AlertManagerDefinitionProps): Problem {
  return { ...problem, path: propertyPath(problem.path, props), message: problem.message.replace(SPELLED, camelCase) };
}

/** Returns the path of a property for the path of the field that it writes. */
export function propertyPath(path: string, { receivers, timeIntervals = [], templates = [] }: AlertManagerDefinitionProps): string {
  const [, root = '', index, inner = ''] = /^(\w+)(?!\w)(?:\[(\d+)\])?\.?(.*)$/s.exec(path) ?? [];
  const item = (property: string, name = '', below = '') =>
    `${property}${index === undefined ? '' : `[${index}]`}${quoted(name)}${below === '' ? '' : ` ${below}`}`;
  switch (root) {
    case 'receivers': {
      const receiver = receivers[Number(index)];
      return item('receivers', receiver?.name, integrationPath(inner, receiver?._integrations() ?? []));
    }
    case 'inhibit_rules': return item('inhibitions', '', inner.replace(SPELLED, camelCase)).replace('] ', '].');
    case 'time_intervals': return item('timeIntervals', timeIntervals[Number(index)]?.name, timesPath(inner));
    case 'template_files': {
      const position = templates.findIndex(({ name }) => path.includes(name));
      return position < 0 ? 'templates' : `templates[${position}]${quoted(templates[position]?.name ?? '')}`;
    }
    case 'global': return camelCase(inner);
    default: return path.replace(SPELLED, camelCase);
  }
}

/** The integrations of a receiver are written as a list for each kind. */
function integrationPath(path: string, integrations: ReadonlyArray<{ _render(): { readonly list: string } }>): string {
  const [, list, position, field = ''] = /^(\w+_configs)\[(\d+)\]\.?(.*)$/s.exec(path) ?? [];
  if (list === undefined) return path;
  const positions = integrations.flatMap((integration, index) => integration._render().list === list ? [index] : []);
  const [pattern, property] = FIELDS.find(([known]) => known.test(field)) ?? [];
  const name = pattern === undefined || property === undefined ? field.replace(/^\w+/, camelCase) : field.replace(pattern, property);
  return `integrations[${positions[Number(position)] ?? ''}]${name === '' ? '' : `.${name}`}`;
}

function timesPath(path: string): string {
  return path.replace(/\btimes\b/, 'timesOfDay').replace(/\btime_intervals\b/, 'times').replace(/\b(start|end)_time\b/, '$1').replace(SPELLED, camelCase);
}

function camelCase(field: string): string {
  return field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function quoted(name: string): string {
  return name === '' || containsToken(name) ? '' : ` '${name}'`;
}
