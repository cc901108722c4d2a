/** The texts of a match's groups, the whole match first; nothing for a text that does not match. */
export type PlainMatch = (text: string) => readonly string[] | undefined;

const WHOLE = /^\^\(\?s:([^]*)\)\$$/;

// Halves of surrogate pairs are left to the engine: sets of whole characters (`u`) take long to compile, and few expressions need them.

/** Words between bars, then perhaps whatever follows them: `kube-system`, `a|b`, `__meta_kubernetes_pod_label_(.+)`, `(.*)`. */
const WORDS = /^([^\\.+*?()[\]{}^$\ud800-\udfff]*)(\.[*+]|\(\.[*+]\))?$/;

/** Words in a group, and a text on each side, as the Prometheus Operator writes them: `(kube-state-metrics);true`. */
const GROUP = /^([^\\.+*?()[\]{}^$|\ud800-\udfff]*)\(([^\\.+*?()[\]{}^$\ud800-\udfff]*)\)([^\\.+*?()[\]{}^$|\ud800-\udfff]*)$/;

/** Anything in a group before a text: `(.+);true`. */
const ENDING = /^\(\.([*+])\)([^\\.+*?()[\]{}^$|\ud800-\udfff]+)$/;

/** Expressions of most configurations that JavaScript matches like RE2, in linear time: each part ends where the next begins. */
const COMMON: ReadonlyMap<string, RegExp> = new Map([
  ['([^:]+)(?::\\d+)?;(\\d+)', /^([^:]+)(?::\d+)?;(\d+)$/],
  ['(.+)(?::\\d+);(\\d+)', /^(.+)(?::\d+);(\d+)$/s],
  ['(https?)', /^(https?)$/],
]);

/**
 * Returns how an anchored expression matches that needs no engine: words, or a beginning and anything after it. Most expressions of
 * relabelings are of these kinds.
 */
export function plainMatch(anchored: string): PlainMatch | undefined {
  const text = WHOLE.exec(anchored)?.[1];
  if (text === undefined) return undefined;
  const common = COMMON.get(text);
  if (common !== undefined) return value => common.exec(value)?.slice();
  const [, words, rest] = WORDS.exec(text) ?? [];
  if (words !== undefined && rest === undefined) return matchOfWords(words.split('|'));
  if (words !== undefined && rest !== undefined) return words.includes('|') ? undefined : matchOfBeginning(words, rest);
  const [, repetition, ending] = ENDING.exec(text) ?? [];
  if (ending !== undefined) return matchOfEnding(ending, repetition === '+' ? 1 : 0);
  const [, before, alternatives, after] = GROUP.exec(text) ?? [];
  if (before === undefined || alternatives === undefined || after === undefined) return undefined;
  return matchOfGroup(before, alternatives.split('|'), after);
}

function matchOfWords(words: readonly string[]): PlainMatch {
  const allowed = new Set(words);
  return text => allowed.has(text) ? [text] : undefined;
}

function matchOfBeginning(beginning: string, rest: string): PlainMatch {
  const shortest = beginning.length + (rest.includes('+') ? 1 : 0);
  const hasGroup = rest.startsWith('(');
  return (text) => {
    if (text.length < shortest || !text.startsWith(beginning)) return undefined;
    return hasGroup ? [text, text.slice(beginning.length)] : [text];
  };
}

function matchOfEnding(ending: string, shortest: number): PlainMatch {
  return text => text.endsWith(ending) && text.length >= shortest + ending.length ? [text, text.slice(0, -ending.length)] : undefined;
}

function matchOfGroup(before: string, words: readonly string[], after: string): PlainMatch {
  const found = new Map(words.map(word => [`${before}${word}${after}`, word]));
  return (text) => {
    const word = found.get(text);
    return word === undefined ? undefined : [text, word];
  };
}
