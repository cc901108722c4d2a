import type { KubernetesObject } from './kubernetes-object';

/** A term of a label selector: `app`, `!app`, `app=web`, `app in (web, api)`. */
const LABEL_TERM = /\s*(?:(!)\s*)?([^\s,!=<>()]+)(?:\s*(==?|!=|<|>|\b(?:in|notin)\b)(?:\s*(?:\(([^)]*)\)|([^\s,()]+)))?)?\s*(?:,|$)/gy;

/** An integer of 64 bits, as far as labels are long. */
const INTEGER = /^[+-]?\d+$/;

/** Returns whether an object's labels match a valid label selector. */
export function matchesLabelSelector(object: KubernetesObject, selector: string): boolean {
  const labels = new Map(object.entries('metadata', 'labels'));
  return [...selector.matchAll(LABEL_TERM)].every(([, not, name = '', operator, list, single = '']) => {
    const value = labels.get(name);
    const values = list === undefined ? [single] : list.split(',').map(text => text.trim());
    switch (operator) {
      case undefined: return (value === undefined) === (not === '!');
      case '=':
      case '==':
      case 'in': return value !== undefined && values.includes(value);
      case '!=':
      case 'notin': return value === undefined || !values.includes(value);
      case '>': return compareIntegers(value, single) > 0;
      default: return compareIntegers(value, single) < 0;
    }
  });
}

/** A positive number if the first text is the greater integer, a negative one if it is the smaller; NaN if one is not an integer. */
function compareIntegers(left = '', right = ''): number {
  if (!INTEGER.test(left) || !INTEGER.test(right)) return Number.NaN;
  const difference = BigInt(left.replace('+', '')) - BigInt(right.replace('+', ''));
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** Fields that the API leaves out where they are false. */
const FALSE_IF_MISSING = new Set(['spec.hostNetwork', 'spec.unschedulable']);

/** Returns whether an object's fields match a valid field selector. */
export function matchesFieldSelector(object: KubernetesObject, selector: string): boolean {
  const terms = [...selector.matchAll(/(?:\\.|[^\\,])+/gsu)].map(([term]) => term);
  return terms.every((term) => {
    const [, field = '', operator, value = ''] = /^((?:[^=!]|!(?!=))*)(==?|!=)(.*)$/s.exec(term) ?? [];
    const actual = object.optionalText(...field.trim().split('.')) ?? (FALSE_IF_MISSING.has(field.trim()) ? 'false' : '');
    return (actual === value.replace(/\\(.)/gs, '$1').trim()) === (operator !== '!=');
  });
}
