/*
 * Go accepts what re2js does not: a group name used twice, Unicode classes by any spelling of their names, and `[:` in a
 * class where no `:]` follows. https://pkg.go.dev/regexp/syntax
 */

/** A regular expression in re2js's syntax, and the way back to the text it was made of. */
export interface Re2jsSyntax {
  readonly text: string;
  /** Groups that had to be renamed: the new name to the name in the text. */
  readonly renamed: ReadonlyMap<string, string>;
  /** A part of the rewritten text that an error shows, as it stands in the original. */
  restore(part: string): string;
}

const QUOTED = String.raw`\\Q[^]*?(?:\\E|$)`;
const UNICODE_CLASS = String.raw`\\(?<sign>[pP])(?:\{(?<negation>\^?)(?<name>[^}]*)\}|(?<letter>[A-Za-z]))`;
/** Nothing behind it is read. */
const OPEN_UNICODE_CLASS = String.raw`\\[pP]\{[^]*`;
const ESCAPE = String.raw`\\[^]`;
const NAMED_GROUP = String.raw`\(\?P?<(?<group>\w+)>`;
const BRACKET = String.raw`\[:\^?\w*:\]|\[\^?\]?|\]`;
/** The named groups of a token. */
type Parts = Readonly<Partial<Record<'sign' | 'negation' | 'name' | 'letter' | 'group', string>>>;

const TOKEN = new RegExp([QUOTED, UNICODE_CLASS, OPEN_UNICODE_CLASS, ESCAPE, NAMED_GROUP, BRACKET].join('|'), 'gu');

/** Only these need a rewrite; other texts are left alone. */
const NEEDS_REWRITE = /\(\?P?<|\\[pP]|\[:/;

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

/** Whether the text after a bracket is inside a class: `]` right behind the opening stands for itself, `[:…:]` closes itself. */
function staysInClass(bracket: string, inClass: boolean): boolean {
  if (bracket.startsWith('[:')) return inClass;
  if (inClass) return !bracket.endsWith(']');
  return bracket.startsWith('[');
}

/** Rewrites what Go accepts and re2js does not. */
export function toRe2jsSyntax(original: string): Re2jsSyntax {
  const renamed = new Map<string, string>();
  if (!NEEDS_REWRITE.test(original)) return { text: original, renamed, restore: part => part };

  const prefix = freshPrefix(original);
  const lastNamedClass = original.lastIndexOf(':]');
  const groups = new Set<string>();
  let inClass = false;

  const rewrite = (token: string, { sign, negation = '', name, letter, group }: Parts, position: number): string => {
    if (sign !== undefined) return `\\${sign}{${negation}${className(name ?? letter ?? '')}}`;
    if (group !== undefined && !inClass && groups.has(group)) {
      const fresh = `${prefix}${renamed.size}`;
      renamed.set(fresh, group);
      return token.replace(`<${group}>`, `<${fresh}>`);
    }
    if (inClass && token === '[' && original[position + 1] === ':' && lastNamedClass < position + 2) return '\\[';
    if (group !== undefined && !inClass) groups.add(group);
    else if (!token.startsWith('\\')) inClass = staysInClass(token, inClass);
    return token;
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
