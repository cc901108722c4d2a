/*
 * Go accepts what re2js does not: a group name used twice, Unicode classes by any spelling of their names, and `[:` in a
 * class where no `:]` follows. https://pkg.go.dev/regexp/syntax
 */

import { re2jsLibrary } from './re2js-library';

/** A regular expression in re2js's syntax, and the way back to the text it was made of. */
export interface Re2jsSyntax {
  readonly text: string;
  /** Groups that had to be renamed: the new name to the name in the text. */
  readonly renamed: ReadonlyMap<string, string>;
  /** A part of the rewritten text that an error shows, as written in the original. */
  restore(part: string): string;
}

/** Returns what re2js finds wrong with an expression, and the part that it shows. */
export function errorOfSyntax(text: string): { readonly description: string; readonly part?: string } | undefined {
  const { RE2Set, RE2JSSyntaxException } = re2jsLibrary();
  try {
    // A set parses what is added to it, and compiles only when it is matched.
    new RE2Set().add(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    return { description: error.getDescription(), part: error.getPattern() ?? undefined };
  }
}

const QUOTED = String.raw`\\Q[^]*?(?:\\E|$)`;
const UNICODE_CLASS = String.raw`\\(?<sign>[pP])(?:\{(?<negation>\^?)(?<name>[^}]*)\}|(?<letter>[A-Za-z]))`;
/** Nothing after it is read. */
const OPEN_UNICODE_CLASS = String.raw`\\[pP]\{[^]*`;
/** Two digits follow, or it is wrong. */
const HEXADECIMAL = String.raw`\\x\{?[^]{0,2}`;
const ESCAPE = String.raw`\\[^]`;
const NAMED_GROUP = String.raw`\(\?P?<(?<group>\w+)>`;
const FLAGS = String.raw`\(\?(?<flags>[a-zA-Z-]+)[:)]`;
const REPETITION = String.raw`(?<repetition>\{(?:1000|\d{1,3})(?:,(?:1000|\d{0,3}))?\})`;
const OPENING_COLON = '[:';
const BRACKET = String.raw`\[:\^?\w*:\]|\[:(?=\])|\[\^?\]?|\]`;
/** The named groups of a token. */
type Parts = Readonly<Partial<Record<'sign' | 'negation' | 'name' | 'letter' | 'group' | 'flags' | 'repetition', string>>>;

const TOKEN = new RegExp([
  QUOTED, UNICODE_CLASS, OPEN_UNICODE_CLASS, HEXADECIMAL, ESCAPE, NAMED_GROUP, FLAGS, REPETITION, BRACKET,
].join('|'), 'gu');

/** Only these need a rewrite; other texts are left alone. */
const NEEDS_REWRITE = /\(\?P?<|\\[pP]|\[:/;
const NEEDS_REWRITE_TO_CHECK = /\(\?(?!s:)|\\[pP]|\[:/;
const NEEDS_REWRITE_WITHOUT_REPETITIONS = /\(\?|\\[pP]|\[:|\{/;

/** More than there are. */
const MOST_UNICODE_CLASSES = 1000;

/** The general categories' long names, without the separators that Go overlooks, by what re2js calls them. */
const CATEGORIES: Readonly<Record<string, string>> = {
  Casedletter: 'Lc', Letter: 'L', Lowercaseletter: 'Ll', Modifierletter: 'Lm', Otherletter: 'Lo', Titlecaseletter: 'Lt', Uppercaseletter: 'Lu',
  Mark: 'M', Combiningmark: 'M', Spacingmark: 'Mc', Enclosingmark: 'Me', Nonspacingmark: 'Mn',
  Number: 'N', Decimalnumber: 'Nd', Digit: 'Nd', Letternumber: 'Nl', Othernumber: 'No',
  Punctuation: 'P', Punct: 'P', Connectorpunctuation: 'Pc', Dashpunctuation: 'Pd', Closepunctuation: 'Pe',
  Finalpunctuation: 'Pf', Initialpunctuation: 'Pi', Otherpunctuation: 'Po', Openpunctuation: 'Ps',
  Symbol: 'S', Currencysymbol: 'Sc', Modifiersymbol: 'Sk', Mathsymbol: 'Sm', Othersymbol: 'So',
  Separator: 'Z', Lineseparator: 'Zl', Paragraphseparator: 'Zp', Spaceseparator: 'Zs',
  Other: 'C', Control: 'Cc', Cntrl: 'Cc', Format: 'Cf', Unassigned: 'Cn', Privateuse: 'Co', Surrogate: 'Cs',
};

/** Classes of re2js that Go, at Unicode 15, has not: binary properties and younger scripts. */
const NOT_IN_GO = new Set(['Alphabetic', 'Dash', 'Emoji', 'Lowercase', 'Math', 'Uppercase', 'Unknown', 'Garay', 'Sidetic', 'Sunuwar', 'Todhri']);

/** The class that Go finds under a name, in re2js's spelling; empty where Go has none. */
function className(name: string): string {
  const plain = name.replace(/[-_ ]/g, '');
  const canonical = plain.replace(/[A-Z]/g, letter => letter.toLowerCase()).replace(/^[a-z]/, letter => letter.toUpperCase());
  return NOT_IN_GO.has(canonical) ? '' : CATEGORIES[canonical] ?? canonical;
}

/** A beginning of names that the text does not use yet: more underscores than it has anywhere in a row. */
function freshPrefix(text: string): string {
  const longest = (text.match(/_+/g) ?? []).reduce((length, run) => Math.max(length, run.length), 0);
  return `group${'_'.repeat(longest + 1)}`;
}

/** Returns whether the text after a bracket is inside a class: `]` right after the opening stands for itself, `[:…:]` closes itself. */
function staysInClass(bracket: string, inClass: boolean): boolean {
  if (bracket.startsWith('[:')) return inClass;
  if (inClass) return !bracket.endsWith(']');
  return bracket.startsWith('[');
}

/** The purpose of the rewritten text. Where only the syntax is checked, large classes and repetitions are made small. */
type Purpose = 'match' | 'check' | 'check-without-repetitions';

const NEEDS: Readonly<Record<Purpose, RegExp>> = {
  'match': NEEDS_REWRITE, 'check': NEEDS_REWRITE_TO_CHECK, 'check-without-repetitions': NEEDS_REWRITE_WITHOUT_REPETITIONS,
};

/** Rewrites what Go accepts and re2js does not. */
export function toRe2jsSyntax(original: string, purpose: Purpose = 'match'): Re2jsSyntax {
  const renamed = new Map<string, string>();
  if (!NEEDS[purpose].test(original)) return { text: original, renamed, restore: part => part };

  const prefix = freshPrefix(original);
  const lastNamedClass = original.lastIndexOf(':]');
  const groups = new Set<string>();
  let inClass = false;

  const rewriteBracket = (token: string, position: number): string => {
    const endsBeforeNamedClass = lastNamedClass < position + 2;
    if (token === OPENING_COLON) {
      if (inClass) return endsBeforeNamedClass ? '\\[:' : '[:-';
      inClass = true;
      return token;
    }
    if (inClass && token === '[' && original[position + 1] === ':' && endsBeforeNamedClass) return '\\[';
    inClass = staysInClass(token, inClass);
    return token;
  };

  const rewrite = (token: string, { sign, negation = '', name, letter, group, flags, repetition }: Parts, position: number): string => {
    if (sign !== undefined) {
      const unicodeClass = `\\${sign}{${negation}${className(name ?? letter ?? '')}}`;
      return purpose !== 'match' && isUnicodeClass(unicodeClass) ? `\\${sign}{Zl}` : unicodeClass;
    }
    if (token.startsWith('\\')) return token;
    if (group !== undefined && !inClass) {
      if (!groups.has(group)) {
        groups.add(group);
        return token;
      }
      const fresh = `${prefix}${renamed.size}`;
      renamed.set(fresh, group);
      return token.replace(`<${group}>`, `<${fresh}>`);
    }
    if (flags !== undefined) return inClass || purpose === 'match' ? token : token.replaceAll('i', 's');
    if (repetition !== undefined) return inClass || purpose !== 'check-without-repetitions' ? token : '{1}';
    return group === undefined ? rewriteBracket(token, position) : token;
  };

  let growth = 0;
  const edits: Array<{ readonly end: number; readonly growth: number }> = [];
  const text = original.replace(TOKEN, (token: string, ...rest: unknown[]) => {
    const position = rest.at(-3) as number;
    const rewritten = rewrite(token, rest.at(-1) as Parts, position);
    if (rewritten !== token) {
      growth += rewritten.length - token.length;
      edits.push({ end: position + token.length + growth, growth });
    }
    return rewritten;
  });

  // re2js shows what is wrong, or everything from there on.
  const placeInOriginal = (place: number) => place - (edits.findLast(({ end }) => end <= place)?.growth ?? 0);
  const restore = (part: string): string => {
    const start = text.endsWith(part) ? text.length - part.length : text.indexOf(part);
    if (start === -1) return part;
    return original.slice(placeInOriginal(start), placeInOriginal(start + part.length));
  };
  return { text, renamed, restore };
}

const unicodeClasses = new Map<string, boolean>();

/** Returns whether re2js has the class. Most expressions use the same few of some hundred. */
function isUnicodeClass(unicodeClass: string): boolean {
  const known = unicodeClasses.get(unicodeClass);
  if (known !== undefined) return known;
  const exists = errorOfSyntax(unicodeClass) === undefined;
  if (unicodeClasses.size >= MOST_UNICODE_CLASSES) unicodeClasses.clear();
  unicodeClasses.set(unicodeClass, exists);
  return exists;
}
