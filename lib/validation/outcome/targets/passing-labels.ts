import type { Labels } from '../../../prometheus/relabel/label-builder';
import { compileAnchored } from '../../../prometheus/relabel/regex';
import type { RelabelDrop, RelabelRule } from '../../../prometheus/relabel/relabel';
import { sampleText } from '../regex/sample-text';

/** Labels whose values are addresses: any other text in their place would be no target that exists. */
const ADDRESSES = /_ip$|_node_address_\w+$/;

/** So many combinations of values are tried. */
const MOST_COMBINATIONS = 64;

/**
 * Returns a target's labels changed so that it passes the relabeling that drops it, as a target for which the job is made would; nothing
 * where no such labels were found. Only what discovery gives can be changed.
 */
export function passingLabels({ rule, before }: RelabelDrop, labels: Labels): Labels | undefined {
  const isFree = (name: string) =>
    (name.startsWith('__meta_') || name === '__address__') && (before.get(name) ?? '') === (labels.get(name) ?? '');
  const passes = filterOf(rule, before);
  if (passes === undefined) return undefined;
  const names = [...new Set(rule.action.endsWith('equal') ? [...rule.sourceLabels, rule.targetLabel] : rule.sourceLabels)];
  const choices = names.map((name, index) => [before.get(name) ?? '', ...isFree(name) ? candidates(rule, name, index, before) : []]);
  for (const values of combinations(choices)) {
    const changed = new Map(names.map((name, index) => [name, values[index] ?? '']));
    if (passes(name => changed.get(name) ?? before.get(name) ?? '')) return new Map([...labels, ...changed].filter(([, value]) => value !== ''));
  }
  return undefined;
}

type Values = (name: string) => string;

type Filter = (values: Values) => boolean;

function filterOf({ action, sourceLabels, separator, regex, targetLabel }: RelabelRule, before: Labels): Filter | undefined {
  const { regex: compiled } = compileAnchored(regex);
  const joined = (values: Values) => sourceLabels.map(values).join(separator);
  switch (action) {
    case 'keep': return values => compiled?.matches(joined(values)) === true;
    case 'drop': return values => compiled?.matches(joined(values)) === false;
    case 'keepequal': return values => joined(values) === (values(targetLabel) || (before.get(targetLabel) ?? ''));
    case 'dropequal': return values => joined(values) !== (values(targetLabel) || (before.get(targetLabel) ?? ''));
    default: return undefined;
  }
}

/** Values with which the relabeling may let the target pass. */
function candidates(rule: RelabelRule, name: string, index: number, before: Labels): string[] {
  const { action, regex, separator, sourceLabels, targetLabel } = rule;
  if (name === '__address__') return addressesWithPorts(regex, before.get(name) ?? '');
  if (ADDRESSES.test(name)) return [];
  if (action === 'keepequal') return [before.get(targetLabel) ?? '', ...sourceLabels.map(label => before.get(label) ?? '')];
  if (action !== 'keep') return ['', 'other'];
  const text = sampleText(regex);
  const parts = text?.split(separator) ?? [];
  const part = sourceLabels.length === 1 ? text : parts.length === sourceLabels.length ? parts[index] : undefined;
  return part === undefined ? [] : [part];
}

/** The address with a port that the expression names. */
function addressesWithPorts(regex: string, address: string): string[] {
  const host = address.replace(/:\d+$/, '');
  return (regex.match(/\d{2,5}/g) ?? []).slice(0, 4).map(port => `${host}:${port}`);
}

function* combinations(choices: ReadonlyArray<readonly string[]>): Generator<readonly string[]> {
  const total = Math.min(choices.reduce((product, { length }) => product * length, 1), MOST_COMBINATIONS);
  for (let number = 0; number < total; number++) {
    let rest = number;
    yield choices.map((values) => {
      const value = values[rest % values.length] ?? '';
      rest = Math.floor(rest / values.length);
      return value;
    });
  }
}
