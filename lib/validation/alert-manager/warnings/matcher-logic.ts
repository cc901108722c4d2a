import { matches, type Matcher } from '../../../prometheus/alertmanager/matcher';

/** More alternatives of an expression are not compared. */
const MOST_VALUES = 100;

/** Matches every value. */
const ANYTHING = new Set(['.*', '(.*)', '.*?']);

/** A text between bars in which every character stands for itself, or is escaped. */
const LITERAL = /^(?:[^\\.+*?()[\]{}^$]|\\[^\w])*$/;

/** The conditions on one label, all of which must hold. */
export interface LabelConditions {
  readonly matchers: readonly Matcher[];
  /** The only values that fulfil all of them, if they name some. */
  readonly values?: readonly string[];
}

/** Returns the conditions by the name of the label. */
export function conditionsByLabel(matchers: readonly Matcher[]): Map<string, LabelConditions> {
  const groups = new Map<string, Matcher[]>();
  for (const matcher of matchers.map(simplified)) groups.set(matcher.name, [...groups.get(matcher.name) ?? [], matcher]);
  return new Map([...groups].map(([name, group]) => [name, { matchers: group, values: commonValues(group) }]));
}

/** Returns whether a condition holds wherever the others do, as far as that is easily decided. */
export function isImplied(matcher: Matcher, conditions: ReadonlyMap<string, LabelConditions>): boolean {
  const wanted = simplified(matcher);
  if (isAlwaysTrue(wanted)) return true;
  const given = conditions.get(wanted.name);
  if (given === undefined) return false;
  if (given.matchers.some(each => isSame(each, wanted))) return true;
  if (given.values !== undefined) return given.values.length > 0 && given.values.every(value => fulfils(value, wanted));
  const excluded = wanted.operator === '!=' ? [wanted.value] : wanted.operator === '!~' ? literalValues(wanted.value) : undefined;
  return excluded?.every(value => given.matchers.some(each => !fulfils(value, each))) === true;
}

/** Returns whether no value fulfils both conditions. */
export function excludeEachOther(first: Matcher, second: Matcher): boolean {
  if (first.name !== second.name) return false;
  const pair = [simplified(first), simplified(second)];
  return areOpposite(pair[0] ?? first, pair[1] ?? second) || commonValues(pair)?.length === 0;
}

/** Returns whether exactly one of two conditions holds, whatever the value. */
export function areOpposite(first: Matcher, second: Matcher): boolean {
  const opposite: Readonly<Record<string, string>> = { '=': '!=', '!=': '=', '=~': '!~', '!~': '=~' };
  return first.name === second.name && first.value === second.value && opposite[first.operator] === second.operator;
}

/** The values that a condition names; nothing for an expression that is more than a list of values. */
export function namedValues({ operator, value }: Matcher): readonly string[] | undefined {
  return operator.includes('~') ? literalValues(value) : [value];
}

/** The condition in its simplest form: `team!~".+"` is `team=""`. */
export function simplified(matcher: Matcher): Matcher {
  const { name, operator, value } = matcher;
  if (operator === '=~' && value === '.+') return { name, operator: '!=', value: '' };
  if (operator === '!~' && value === '.+') return { name, operator: '=', value: '' };
  if (!operator.includes('~')) return { name, operator, value };
  const [only, ...others] = literalValues(value) ?? [];
  return only === undefined || others.length > 0 ? { name, operator, value } : { name, operator: operator === '=~' ? '=' : '!=', value: only };
}

/** Every alert has a name. */
function isAlwaysTrue({ name, operator, value }: Matcher): boolean {
  return (operator === '=~' && ANYTHING.has(value)) || (name === 'alertname' && operator === '!=' && value === '');
}

function isSame(first: Matcher, second: Matcher): boolean {
  return first.operator === second.operator && first.value === second.value;
}

function fulfils(value: string, matcher: Matcher): boolean {
  return matches(matcher, { [matcher.name]: value });
}

function commonValues(matchers: readonly Matcher[]): readonly string[] | undefined {
  const naming = matchers.find(({ operator, value }) => operator === '=' || (operator === '=~' && literalValues(value) !== undefined));
  return naming && namedValues(naming)?.filter(value => matchers.every(matcher => fulfils(value, matcher)));
}

/** `a|b` and `(a|b)` are lists of values. */
function literalValues(expression: string): readonly string[] | undefined {
  const inner = /^\(([^()]*)\)$/.exec(expression)?.[1] ?? expression;
  const parts = inner.split('|', MOST_VALUES + 1);
  return parts.length <= MOST_VALUES && parts.every(part => LITERAL.test(part)) ? parts.map(part => part.replace(/\\(.)/g, '$1')) : undefined;
}
