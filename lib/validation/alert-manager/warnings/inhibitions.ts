import type { Inhibition, PlacedMatcher } from '../../../prometheus/alertmanager/configuration';
import { formatMatcher } from '../../../prometheus/alertmanager/matcher';
import type { LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';
import { conditionsByLabel, excludeEachOther, isImplied } from './matcher-logic';

/** More inhibitions, or conditions of one, are not compared: the quota is 100 inhibition rules. */
const MOST_COMPARED = 200;

export function unlimitedInhibitions({ configuration: { inhibitions } }: DefinitionContext): LocatedMessage[] {
  return inhibitions.filter(({ value, equal }) => equal.length === 0 && typeof value.get('equal') !== 'symbol').map(({ value }) => ({
    place: value.placeOf('equal'),
    message: 'one source alert silences every target alert, of whatever cluster and namespace: specify the labels that must be equal',
  }));
}

/** Without source matchers every alert is a source. */
export function inhibitionsWithoutSource({ configuration: { inhibitions } }: DefinitionContext): LocatedMessage[] {
  return inhibitions.filter(({ source, target }) => source?.length === 0 && target?.length !== 0).map(({ value }) => ({
    place: value.placeOf('source_matchers'), message: 'every alert silences the targets of this inhibition: specify source_matchers',
  }));
}

/** Inhibitions that silence no alert. */
export function ineffectiveInhibitions({ configuration: { inhibitions } }: DefinitionContext): LocatedMessage[] {
  return inhibitions.flatMap(({ value, source, target, equal }) => {
    if (!areKnown(source) || !areKnown(target)) return [];
    const message = contradictionOf(source, target, equal) ?? sameAlerts(source, target);
    return message === undefined ? [] : [{ place: value.place, message }];
  });
}

function contradictionOf(source: readonly PlacedMatcher[], target: readonly PlacedMatcher[], equal: readonly string[]): string | undefined {
  for (const name of equal) {
    const sources = source.filter(matcher => matcher.name === name);
    for (const matcher of target.filter(each => each.name === name)) {
      const other = sources.find(each => excludeEachOther(each, matcher));
      if (other === undefined) continue;
      return `the inhibition silences no alert: source and target must have the same ${name}, but one has ${formatMatcher(other)} and the other `
        + `${formatMatcher(matcher)}; remove '${name}' from equal`;
    }
  }
  return undefined;
}

/** An alert that is a source and a target is not silenced by another that is both. */
function sameAlerts(source: readonly PlacedMatcher[], target: readonly PlacedMatcher[]): string | undefined {
  if (source.length === 0 && target.length === 0) {
    return 'the inhibition silences no alert: without matchers every alert is both source and target; specify source_matchers and target_matchers';
  }
  return impliesAll(source, target) && impliesAll(target, source)
    ? 'the inhibition silences no alert: every source is a target as well, and such alerts do not silence each other'
    : undefined;
}

/** Two inhibitions by which alerts silence each other, so that nobody hears of either. */
export function mutualInhibitions({ configuration: { inhibitions } }: DefinitionContext): LocatedMessage[] {
  return inhibitions.slice(0, MOST_COMPARED).flatMap((inhibition, index) => {
    const { value, source, target } = inhibition;
    if (!areKnown(source) || !areKnown(target) || sameAlerts(source, target) !== undefined) return [];
    const other = inhibitions.slice(0, index).find(each => isReverse(each, inhibition));
    if (other === undefined) return [];
    return [{
      place: value.place,
      message: `alerts silence each other by this inhibition and inhibit_rules[${inhibitions.indexOf(other)}], so that nobody is notified of either`,
    }];
  });
}

function isReverse(first: Inhibition, second: Inhibition): boolean {
  const { source = [], target = [] } = first;
  const [other, another] = [second.source ?? [], second.target ?? []];
  if (![source, target, other, another].every(areKnown)) return false;
  return second.equal.every(name => first.equal.includes(name)) && impliesAll(source, another) && impliesAll(target, other);
}

function areKnown(matchers: readonly PlacedMatcher[] | undefined): matchers is readonly PlacedMatcher[] {
  return matchers !== undefined && matchers.length <= MOST_COMPARED && matchers.every(({ isKnown }) => isKnown);
}

function impliesAll(given: readonly PlacedMatcher[], wanted: readonly PlacedMatcher[]): boolean {
  if (given.length === 0) return wanted.length === 0;
  const conditions = conditionsByLabel(given);
  return wanted.every(matcher => isImplied(matcher, conditions));
}
