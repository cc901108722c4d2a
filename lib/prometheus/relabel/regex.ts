import type { RE2JS } from 're2js';
import { TooMuchRelabeling } from '../budget';
import { plainMatch, type PlainMatch } from './plain-regex';
import { re2jsLibrary } from './re2js-library';
import { sizeOfRegex, type RegexSize } from './regex-size';
import { errorOfSyntax, toRe2jsSyntax } from './regex-syntax';

/** A regular expression, or why Prometheus refuses the text. */
export type RegexCompilation
  = { readonly regex: AnchoredRegex; readonly error?: undefined }
    | { readonly regex?: undefined; readonly error: string };

/** The texts of a match's groups, the whole match first; `undefined` for a group that took no part. */
type Groups = ReadonlyArray<string | undefined>;

/** `$$`, `$name` or `${name}`; a dollar before anything else stands for itself. */
const VARIABLE = /\$(?:(?<dollar>\$)|(?<name>[\p{L}\p{Nd}_]+)|\{(?<braced>[\p{L}\p{Nd}_]+)\})/gu;

/** A number without leading zeros is a group's place; anything else is its name. */
const GROUP_NUMBER = /^(?:0|[1-9]\d{0,8})$/;

/** To compile an instruction takes about as many steps as to run it so many times, and so does the memory of a group in it. */
const COMPILATION = 600;
const GROUP = 10;

/** More instructions are more than re2js compiles. */
const MOST_COMPILATION = 1_000_000;

/** So many groups are copied at the cost of an instruction. */
const GROUPS_PER_STEP = 16;

/** A regular expression of a relabeling rule: RE2's syntax, matched against the whole text, `.` matching newlines. */
export class AnchoredRegex {
  private program?: { readonly pattern: RE2JS; readonly groupNames: ReadonlyMap<number, string> };

  private size?: RegexSize;

  public constructor(private readonly text: string, private readonly plain?: PlainMatch) {}

  /** Returns the steps that it takes at most to match a text of so many characters; the first match takes more. */
  public steps(characters: number): number {
    if (this.plain !== undefined) return characters;
    const { instructions, groups, compilation, shortest } = this.measured();
    if (characters < shortest) return 1;
    const first = this.program === undefined ? compilation * COMPILATION + instructions * groups * GROUP : 0;
    return first + instructions * (1 + groups / GROUPS_PER_STEP) * (1 + characters);
  }

  /** Returns whether the text matches. */
  public matches(text: string): boolean {
    if (this.plain !== undefined) return this.plain(text) !== undefined;
    return !this.isTooShort(text) && this.compiled().pattern.test(text);
  }

  /** The templates with the match's groups filled in, or `undefined` when the text does not match. */
  public expand(text: string, ...templates: readonly string[]): string[] | undefined {
    const match = this.find(text, 0);
    return match && templates.map(template => this.fill(template, match.groups));
  }

  /** The text with every match replaced by the filled template; a text that leaves its anchors (`a)|(b`) may match more than once. */
  public replaceAll(text: string, template: string): string {
    let result = '';
    let copied = 0;
    let position = 0;
    while (position <= text.length) {
      const match = this.find(text, position);
      if (match === undefined) break;
      result += text.slice(copied, match.start);
      // An empty match right after the previous one is not replaced a second time.
      if (match.end > copied || match.start === 0) result += this.fill(template, match.groups);
      copied = match.end;
      const next = position + ((text.codePointAt(position) ?? 0) > 0xffff ? 2 : 1);
      position = Math.max(next, match.end);
    }
    return result + text.slice(copied);
  }

  /** The work of compiling it, in simple instructions. */
  public get compilation(): number {
    return this.plain === undefined ? this.measured().compilation : 0;
  }

  /** Returns true for a text that has fewer characters than every match: the engine need not compile the expression for it. */
  private isTooShort(text: string): boolean {
    return text.length < this.measured().shortest;
  }

  private measured(): RegexSize {
    return this.size ??= sizeOfRegex(this.text);
  }

  private compiled(): NonNullable<typeof this.program> {
    if (this.program === undefined) {
      if (this.compilation > MOST_COMPILATION) throw new TooMuchRelabeling();
      const { text, renamed } = toRe2jsSyntax(this.text);
      const pattern = re2jsLibrary().RE2JS.compile(text);
      const names = Object.entries(pattern.namedGroups()).map(([name, group]) => [group, renamed.get(name) ?? name] as const);
      this.program = { pattern, groupNames: new Map(names) };
      countCachedWork(this.compilation);
    }
    return this.program;
  }

  private find(text: string, from: number): { start: number; end: number; groups: Groups } | undefined {
    if (this.plain !== undefined) {
      const groups = from === 0 ? this.plain(text) : undefined;
      return groups && { start: 0, end: text.length, groups };
    }
    if (this.isTooShort(text)) return undefined;
    const matcher = this.compiled().pattern.matcher(text);
    if (!matcher.find(from)) return undefined;
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? undefined);
    return { start: matcher.start(), end: matcher.end(), groups };
  }

  /** Go's `Regexp.Expand`. */
  private fill(template: string, groups: Groups): string {
    if (!template.includes('$')) return template;
    if (template === '$1' || template === '${1}') return groups[1] ?? '';
    return template.replace(VARIABLE, (...args) => {
      const { dollar, name, braced } = args.at(-1) as Readonly<Record<string, string | undefined>>;
      return dollar ?? this.group(name ?? braced ?? '', groups) ?? '';
    });
  }

  private group(name: string, groups: Groups): string | undefined {
    if (GROUP_NUMBER.test(name)) return groups[Number(name)];
    if (this.plain !== undefined) return undefined;
    const { groupNames } = this.compiled();
    return groups.find((text, index) => text !== undefined && groupNames.get(index) === name);
  }
}

/** A letter or what joins letters, a dot, a class of characters. */
const ATOM = String.raw`(?:[\w\-/:, ]|\\?\.|\\[dsw]|\[\^?(?:0-9|A-Z|a-z|[\w.:/ ])+\])`;

/** Atoms, each perhaps repeated, and groups of those: the parser takes longer to load than they are worth. */
const SIMPLE = sequence('[*+?]?');

/** Simple expressions with repetitions that have a number, which the size of the whole limits. */
const COUNTED = sequence(String.raw`(?:[*+?]|\{\d{1,3}\})?`);

function sequence(repetition: string): RegExp {
  return new RegExp(String.raw`^(?:${ATOM}${repetition}|\||\((?:${ATOM}${repetition}|\|)*\)${repetition})*$`);
}

/** An expression between the anchors of {@link compileAnchored} or {@link compileAlertmanagerRegex}. */
const ANCHORED = /^\^\(\?s?:([^]*)\)\$$/;

/** Configurations repeat their expressions. The cache is emptied before what it holds takes much memory. */
const MOST_CACHED = 10_000;
const MOST_CACHED_WORK = 200_000;
const cache = new Map<string, RegexCompilation>();
let cachedWork = 0;

/** Compiles a regular expression as Prometheus 3 does: anchored at both ends, `.` matching newlines. */
export function compileAnchored(text: string): RegexCompilation {
  return compileOnce(`^(?s:${text})$`);
}

/** Compiles a regular expression as Alertmanager does: anchored at both ends, `.` matching anything but newlines. */
export function compileAlertmanagerRegex(text: string): RegexCompilation {
  return compileOnce(`^(?:${text})$`);
}

function compileOnce(text: string): RegexCompilation {
  const cached = cache.get(text);
  if (cached !== undefined) return cached;
  const compilation = compile(text);
  if (cache.size >= MOST_CACHED) emptyCache();
  cache.set(text, compilation);
  return compilation;
}

/** Plain texts between bars, which Prometheus compares without a parser: even bytes that are not UTF-8 are accepted. */
const ALTERNATIVES = /^[^\\.+*?()[\]{}^$]*$/;

/** Returns the reason for which Prometheus refuses a regular expression of a label matcher, which it reads without the anchors. */
export function regexSyntaxError(text: string): string | undefined {
  if (SIMPLE.test(text) || ALTERNATIVES.test(text)) return undefined;
  // Go shows nothing of an expression that ends in a backslash.
  return compile(text).error?.replace(/^(error parsing regexp: trailing backslash at end of expression: )[^]*$/, '$1``');
}

function countCachedWork(work: number): void {
  cachedWork += work;
  if (cachedWork > MOST_CACHED_WORK) emptyCache();
}

function emptyCache(): void {
  cache.clear();
  cachedWork = 0;
}

/** Validates the syntax. A valid expression is compiled when it is first matched, since most never are. */
function compile(text: string): RegexCompilation {
  const plain = plainMatch(text);
  if (plain !== undefined) return { regex: new AnchoredRegex(text, plain) };
  const given = ANCHORED.exec(text)?.[1] ?? text;
  if (SIMPLE.test(given) || (COUNTED.test(given) && sizeOfRegex(text).excess === undefined)) return { regex: new AnchoredRegex(text) };
  const error = errorOf(text);
  return error === undefined ? { regex: new AnchoredRegex(text) } : { error: `error parsing regexp: ${error}` };
}

function errorOf(text: string): string | undefined {
  const invalid = text.search(/\p{Surrogate}/u);
  if (invalid !== -1) return `invalid UTF-8: \`${text.slice(invalid).replaceAll(/\p{Surrogate}/gu, '\ufffd')}\``;
  if (text.includes('{') && isValidWithoutRepetitions(text)) return undefined;
  const error = syntaxError(text, 'check');
  if (error?.description !== 'expression too large') return error?.message;
  // re2js has a lower limit than Go.
  const { excess } = sizeOfRegex(text);
  return excess === undefined ? syntaxError(text, 'check-without-repetitions')?.message : `${excess.description}: \`${excess.token ?? text}\``;
}

/** Returns true for an expression whose repetitions are right, and so is everything else: re2js would write out what is repeated. */
function isValidWithoutRepetitions(text: string): boolean {
  const isOrdered = [...text.matchAll(/\{(\d{1,4}),(\d{1,4})\}/g)].every(([, least, most]) => Number(least) <= Number(most));
  return isOrdered && sizeOfRegex(text).excess === undefined && syntaxError(text, 'check-without-repetitions') === undefined;
}

function syntaxError(text: string, purpose: 'check' | 'check-without-repetitions'): { description: string; message: string } | undefined {
  const syntax = toRe2jsSyntax(text, purpose);
  const error = errorOfSyntax(syntax.text);
  if (error === undefined) return undefined;
  // Go shows the whole expression where re2js shows nothing.
  const { description, part = syntax.text } = error;
  return { description, message: `${description}: \`${syntax.restore(part)}\`` };
}
