import type { KubernetesObject } from './kubernetes-object';

/** A term of a label selector: `app`, `!app`, `app=web`, `app in (web, api)`. */
const LABEL_TERM = /\s*(?:(!)\s*)?([^\s,!=<>()]+)(?:\s*(==?|!=|<|>|\b(?:in|notin|gt|lt)\b)(?:\s*(?:\(([^)]*)\)|([^\s,()]+)))?)?\s*(?:,|$)/gy;

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
      case '>':
      case 'gt': return value !== undefined && Number(value) > Number(single);
      default: return value !== undefined && Number(value) < Number(single);
    }
  });
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
