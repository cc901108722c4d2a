/*
 * The size of a regular expression, computed from its text: whether Go accepts its repetitions, and the cost to compile and run it.
 * https://pkg.go.dev/regexp/syntax
 */

/** The size of the machine that matches an expression. RE2 writes out what is repeated. */
export interface RegexSize {
  readonly instructions: number;
  /** The groups that each thread of the machine remembers. */
  readonly groups: number;
  /** The work of compiling it, in simple instructions: a class of many characters takes more than a character. */
  readonly compilation: number;
  /** The fewest characters that a match has. */
  readonly shortest: number;
  /** The first repetition that Go refuses. */
  readonly excess?: { readonly description: string; readonly token?: string };
}

/** An expression or a part of it. */
interface Part {
  /** As Go counts, which shares nothing. */
  readonly size: number;
  readonly instructions: number;
  readonly compilation: number;
  readonly shortest: number;
  /** The largest product of repetitions inside each other. */
  readonly repeats: number;
}

/** A group that is being read; the whole expression is one, too. */
interface Group {
  readonly isCapturing: boolean;
  alternatives: number;
  /** The fewest characters of a match of the alternatives that are complete. */
  shortest: number;
  /** The part of the alternative that is being read, before its last piece. */
  done: Part;
  last: Part;
}

const EMPTY: Part = { size: 0, instructions: 0, compilation: 0, shortest: 0, repeats: 0 };

/** Go's limits: of repetitions, and of instructions. */
const MOST_REPEATS = 1000;
const MOST_INSTRUCTIONS = Math.floor(128 * 2 ** 20 / 40);

const QUOTED = String.raw`\\Q[^]*?(?:\\E|$)`;
const ESCAPE = String.raw`\\(?:[pPx]\{[^}]{0,64}\}|[pP][A-Za-z]|x[0-9A-Fa-f]{2}|[0-7]{2,3}|[^])`;
const CLASS = String.raw`\[\^?\]?(?:\[:\^?\w{0,16}:\]|\\[^]|[^\]\\])*\]?`;
const FLAGS = String.raw`\(\?[a-zA-Z-]*\)`;
const OPENING = String.raw`\((?:\?(?:P?<\w+>|[a-zA-Z-]*:))?`;
const REPETITION = String.raw`\{(\d{1,4})(?:(,)(\d{0,4}))?\}\??`;
const LITERAL = String.raw`[\w\-:;/, ]`;
/** Characters that mean themselves; the last one before a repetition is a token of its own. */
const UNREPEATED = `${LITERAL}+(?![*+?{]|${FLAGS})`;
const TOKEN = new RegExp([QUOTED, ESCAPE, CLASS, FLAGS, OPENING, REPETITION, UNREPEATED, '[^]'].join('|'), 'gu');
const LITERALS = new RegExp(`^${LITERAL}`);

/** Such a class has hundreds of ranges. */
const UNICODE_CLASS = /\\[pP]/g;
const UNICODE_CLASS_WORK = 25;
const CHARACTERS_PER_INSTRUCTION = 50;

/** Anchors and boundaries, and what ends a quotation. */
const EMPTY_MATCH = /^(?:[\^$]|\\[AbBzEQ])$/;

/** A range that ignores case is folded character by character. */
const BEYOND_ASCII = /[^\0-\x7f]|\\x\{/;
const WIDE_RANGE_WORK = 4000;
const IGNORES_CASE = /\(\?[a-zA-Z]*i/;

/** Configurations repeat their expressions, and several rules of validation ask for the size of each. */
const MOST_CACHED = 5_000;
const LONGEST_CACHED = 200;
const cache = new Map<string, RegexSize>();

/** Measures a regular expression whose syntax is right. */
export function sizeOfRegex(regex: string): RegexSize {
  const cached = cache.get(regex);
  if (cached !== undefined) return cached;
  const size = measure(regex);
  if (cache.size >= MOST_CACHED) cache.clear();
  if (regex.length <= LONGEST_CACHED) cache.set(regex, size);
  return size;
}

function measure(regex: string): RegexSize {
  const ignoresCase = IGNORES_CASE.test(regex);
  const open: Group[] = [newGroup(false)];
  let groups = 0;
  let excess: RegexSize['excess'];
  for (const [token, leastText, comma, mostText] of regex.matchAll(TOKEN)) {
    const group = open.at(-1) ?? newGroup(false);
    if (leastText !== undefined) {
      const least = Number(leastText);
      const most = comma === undefined ? least : mostText === '' ? -1 : Number(mostText);
      group.last = repeated(group.last, least, most);
      excess ??= excessOf(group.last, token, Math.max(least, most));
    } else if (/^[*+?]/.test(token)) {
      const { size, instructions, shortest } = group.last;
      group.last = {
        ...group.last, size: size + (token.startsWith('*') ? 2 : 1), instructions: instructions + 1, shortest: token.startsWith('+') ? shortest : 0,
      };
    } else if (token === '|') {
      endAlternative(group);
    } else if (token === ')') {
      if (open.length > 1) open.pop();
      push(open.at(-1) ?? group, closed(group));
    } else if (token.startsWith('(') && !token.endsWith(')')) {
      const isCapturing = token === '(' || token.endsWith('>');
      if (isCapturing) groups++;
      open.push(newGroup(isCapturing));
    } else if (!token.startsWith('(')) {
      push(group, atom(token, ignoresCase));
    }
  }
  const whole = open.map(closed).reduce(sum);
  if (whole.size > MOST_INSTRUCTIONS) excess ??= { description: 'expression too large' };
  return { instructions: whole.instructions, groups, compilation: whole.compilation, shortest: whole.shortest, excess };
}

function newGroup(isCapturing: boolean): Group {
  return { isCapturing, alternatives: 1, shortest: Infinity, done: EMPTY, last: EMPTY };
}

/** The size of a group is that of all its alternatives; its shortest match is that of one of them. */
function endAlternative(group: Group): void {
  push(group, EMPTY);
  group.alternatives++;
  group.shortest = Math.min(group.shortest, group.done.shortest);
  group.done = { ...group.done, shortest: 0 };
}

function push(group: Group, part: Part): void {
  group.done = sum(group.done, group.last);
  group.last = part;
}

function sum(left: Part, right: Part): Part {
  return {
    size: left.size + right.size,
    instructions: left.instructions + right.instructions,
    compilation: left.compilation + right.compilation,
    shortest: left.shortest + right.shortest,
    repeats: Math.max(left.repeats, right.repeats),
  };
}

function closed({ isCapturing, alternatives, shortest: ofOthers, done, last }: Group): Part {
  const { size, instructions, compilation, shortest, repeats } = sum(done, last);
  const more = alternatives - 1 + (isCapturing ? 2 : 0);
  return {
    size: Math.max(size + more, 1), instructions: instructions + more, compilation: compilation + more,
    shortest: Math.min(shortest, ofOthers), repeats,
  };
}

function atom(token: string, ignoresCase: boolean): Part {
  if (LITERALS.test(token)) return characters(token, token.length);
  if (token.startsWith('\\Q')) return characters(token, 0);
  const unicodeClasses = (token.match(UNICODE_CLASS) ?? []).length;
  const folding = ignoresCase && token.startsWith('[') && BEYOND_ASCII.test(token) ? WIDE_RANGE_WORK : 0;
  const compilation = 1 + unicodeClasses * UNICODE_CLASS_WORK + folding + Math.floor(token.length / CHARACTERS_PER_INSTRUCTION);
  return { size: 1, instructions: 1, compilation, shortest: EMPTY_MATCH.test(token) ? 0 : 1, repeats: 0 };
}

function characters({ length }: string, shortest: number): Part {
  return { size: length, instructions: length, compilation: length, shortest, repeats: 0 };
}

/** `most` is -1 where there is no limit. */
function repeated({ size, instructions, compilation, shortest, repeats }: Part, least: number, most: number): Part {
  const times = most < 0 ? least : most;
  const copies = Math.max(times, 1);
  const open = least === 0 ? size + 2 : least * size + 1;
  return {
    size: Math.max(most < 0 ? open : most * size + most - least, 1),
    instructions: instructions * copies,
    compilation: compilation * copies,
    shortest: shortest * least,
    repeats: times === 0 ? 0 : times * Math.max(repeats, 1),
  };
}

function excessOf({ size, repeats }: Part, token: string, times: number): RegexSize['excess'] {
  if (size > MOST_INSTRUCTIONS) return { description: 'expression too large' };
  return times >= 2 && repeats > MOST_REPEATS ? { description: 'invalid repeat count', token } : undefined;
}
