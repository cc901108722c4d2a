/*
 * Go accepts what re2js does not: a group name used twice, and Unicode classes by any spelling of their names.
 * https://pkg.go.dev/regexp/syntax
 */

/** A regular expression in re2js's syntax, and the way back to the text it was made of. */
export interface Re2jsSyntax {
  readonly text: string;
  /** Groups that had to be renamed: the new name to the name in the text. */
  readonly renamed: ReadonlyMap<string, string>;
  /** A message about the rewritten text, as it reads for the original. */
  restore(message: string): string;
}

const QUOTED = String.raw`\\Q[^]*?(?:\\E|$)`;
const UNICODE_CLASS = String.raw`\\(?<sign>[pP])(?:\{(?<negation>\^?)(?<name>[^}]*)\}|(?<letter>[^{]))`;
const ESCAPE = String.raw`\\[^]`;
const NAMED_GROUP = String.raw`\(\?P?<(?<group>\w+)>`;
const BRACKET = String.raw`\[:\^?\w*:\]|\[\^?\]?|\]`;
const TOKEN = new RegExp([QUOTED, UNICODE_CLASS, ESCAPE, NAMED_GROUP, BRACKET].join('|'), 'gu');

/** Only these need a rewrite; other texts are left alone. */
const NEEDS_REWRITE = /\(\?P?<|\\[pP]/;

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

/** A name like the given one that does not occur in the text. */
function freshName(name: string, text: string, taken: ReadonlyMap<string, string>): string {
  let fresh = `${name}_`;
  while (text.includes(fresh) || taken.has(fresh)) fresh += '_';
  return fresh;
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
  if (!NEEDS_REWRITE.test(original)) return { text: original, renamed, restore: message => message };

  const groups = new Set<string>();
  const rewritten = new Map<string, string>();
  let inClass = false;

  const rewrite = (token: string, parts: Readonly<Record<string, string | undefined>>): string => {
    if (parts.sign !== undefined) {
      const name = className(parts.name ?? parts.letter ?? '');
      const replacement = `\\${parts.sign}{${parts.negation ?? ''}${name}}`;
      rewritten.set(replacement, token);
      return replacement;
    }
    if (parts.group !== undefined) {
      if (inClass) return token;
      if (!groups.has(parts.group)) {
        groups.add(parts.group);
        return token;
      }
      const fresh = freshName(parts.group, original, renamed);
      renamed.set(fresh, parts.group);
      rewritten.set(fresh, parts.group);
      return token.replace(`<${parts.group}>`, `<${fresh}>`);
    }
    if (!token.startsWith('\\')) inClass = staysInClass(token, inClass);
    return token;
  };

  const text = original.replace(TOKEN, (token: string, ...rest: unknown[]) =>
    rewrite(token, rest.at(-1) as Readonly<Record<string, string | undefined>>));
  const restore = (message: string): string =>
    [...rewritten].reduce((restored, [fresh, old]) => restored.replaceAll(fresh, () => old), message);
  return { text, renamed, restore };
}
