import { throwValueProblems } from '../private/errors';
import { Relabeling } from './relabeling';

/** Returns the relabeling that keeps metrics with some names. They are sorted, so that a change of their order changes no template. */
export function allowlistRelabeling(metricNames: readonly string[]): Relabeling {
  throwValueProblems('the allowlist', [
    ...metricNames.length === 0 ? [{ path: 'metricNames', message: 'specify at least one name; without any, nothing is written' }] : [],
    ...metricNames.flatMap((name, index) => name === '' ? [{ path: `metricNames[${index}]`, message: 'must not be empty' }] : []),
  ]);
  return Relabeling.keep({ sourceLabels: ['__name__'], regex: nameRegex([...new Set(metricNames)].sort()) });
}

/** In characters. Every job has the expression, and a configuration has at most 256 KB. */
const LONGEST_PLAIN_REGEX = 8_000;

/** In characters. A prefix of a longer name is not shared: functions cannot call themselves as often as it has words. */
const LONGEST_SHARED_NAME = 200;

/** Lists the names, as long as that is short enough to read; else writes prefixes of words that names share once. */
function nameRegex(names: readonly string[]): string {
  const plain = names.join('|');
  if (plain.length <= LONGEST_PLAIN_REGEX) return plain;
  const isShareable = (name: string) => /^[\w:]+$/.test(name) && name.length <= LONGEST_SHARED_NAME;
  const root: Words = { isEnd: false, next: new Map() };
  for (const name of names.filter(isShareable)) add(root, name);
  return [...alternatives(root), ...names.filter(name => !isShareable(name))].join('|');
}

/** The words that may follow a prefix of names. */
interface Words {
  isEnd: boolean;
  readonly next: Map<string, Words>;
}

function add(root: Words, name: string): void {
  let words = root;
  for (const word of name.split(/(?<=_)/)) {
    const next = words.next.get(word) ?? { isEnd: false, next: new Map<string, Words>() };
    words.next.set(word, next);
    words = next;
  }
  words.isEnd = true;
}

function alternatives({ next }: Words): string[] {
  return [...next].map(([word, words]) => {
    const [first = '', ...others] = alternatives(words);
    if (first === '') return word;
    if (words.isEnd) return `${word}(?:${[first, ...others].join('|')})?`;
    return others.length === 0 ? word + first : `${word}(?:${[first, ...others].join('|')})`;
  });
}
