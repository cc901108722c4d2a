import { routesIn, type PlacedMatcher } from '../../../prometheus/alertmanager/configuration';
import { formatMatcher } from '../../../prometheus/alertmanager/matcher';
import type { LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';

/** Values that are compared as they are, and look as if they meant something else. */
export function misreadValues({ configuration: { root, inhibitions } }: DefinitionContext): LocatedMessage[] {
  const matchers = [
    ...routesIn(root).flatMap(route => route.matchers ?? []),
    ...inhibitions.flatMap(({ source = [], target = [] }) => [...source, ...target]),
  ];
  return matchers.filter(({ isKnown }) => isKnown).flatMap((matcher) => {
    const meant = meaningOf(matcher);
    return meant === undefined ? [] : [{ place: matcher.place, message: `${formatMatcher(matcher)} compares with the value as it is; ${meant}` }];
  });
}

function meaningOf({ name, operator, value }: PlacedMatcher): string | undefined {
  const quoted = /^'([^']*)'$/.exec(value)?.[1];
  if (quoted !== undefined) return `single quotes are part of the value: write ${formatMatcher({ name, operator, value: quoted })}`;
  if (operator.includes('~')) return undefined;
  if (/^[=~]/.test(value)) return `write ${name} ${operator === '=' && value.startsWith('~') ? '=~' : operator} and the value without '${value.slice(0, 1)}'`;
  const expression = operator === '=' ? '=~' : '!~';
  return /\.[*+]|\w\|\w/.test(value) ? `for a regular expression write ${formatMatcher({ name, operator: expression, value })}` : undefined;
}
