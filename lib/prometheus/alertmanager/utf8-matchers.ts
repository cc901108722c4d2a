import { compileAlertmanagerRegex } from '../relabel/regex';
import { unquoteUtf8 } from '../values/unquote';
import type { Parsed } from '../values/parsed';
import type { Matcher, MatchOperator } from './format-matcher';

type TokenKind = 'open' | 'close' | 'comma' | 'operator' | 'quoted' | 'unquoted';

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const SPACE = String.raw`\p{White_Space}`;
const RESERVED = `${SPACE}{}!=~,\\\\"'\``;
const TOKEN = new RegExp([
  `(?<space>[${SPACE}]+)`, String.raw`(?<open>\{)`, String.raw`(?<close>\})`, '(?<comma>,)', '(?<operator>!=|!~|=~|=)',
  String.raw`(?<quoted>"(?:[^"\\]|\\[^])*")`, `(?<unquoted>[^${RESERVED}]+)`,
].join('|'), 'uy');

const FAILED: { readonly error: string } = { error: 'the matchers are not in the UTF-8 syntax' };

/**
 * Parses a list of matchers in the syntax of Alertmanager 0.27 and later, in which names may be any text.
 *
 * The message of an error is never shown: Alertmanager then tries the classic syntax and reports the error of that.
 *
 * @see https://github.com/prometheus/alertmanager/blob/v0.35.0/matcher/parse/parse.go
 */
export function parseUtf8Matchers(text: string): Parsed<Matcher[]> {
  const tokens = tokensOf(text);
  return tokens === undefined ? FAILED : matchersOf(tokens);
}

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) return undefined;
    const [[kind, token] = ['space', '']] = Object.entries(groups).filter(([, value]) => (value as string | undefined) !== undefined);
    if (kind !== 'space') tokens.push({ kind: kind as TokenKind, text: token });
  }
  return tokens;
}

/** `{a="b", c=~"d",}`, where the braces and the last comma are optional. */
function matchersOf(tokens: readonly Token[]): Parsed<Matcher[]> {
  const hasBraces = tokens[0]?.kind === 'open';
  if (hasBraces !== (tokens.length > 1 && tokens.at(-1)?.kind === 'close')) return FAILED;
  const inner = hasBraces ? tokens.slice(1, -1) : tokens;
  const matchers: Matcher[] = [];
  for (let position = 0; position < inner.length; position += 4) {
    const matcher = matcherOf(inner.slice(position, position + 3));
    const separator = inner[position + 3];
    if (matcher === undefined || (separator !== undefined && separator.kind !== 'comma')) return FAILED;
    matchers.push(matcher);
  }
  return { value: matchers };
}

function matcherOf([name, operator, value]: readonly Token[]): Matcher | undefined {
  if (operator?.kind !== 'operator') return undefined;
  const [nameText, valueText] = [textOf(name), textOf(value)];
  if (nameText === undefined || valueText === undefined) return undefined;
  const isRegex = operator.text.includes('~');
  if (isRegex && compileAlertmanagerRegex(valueText).error !== undefined) return undefined;
  return { name: nameText, operator: operator.text as MatchOperator, value: valueText };
}

function textOf(token: Token | undefined): string | undefined {
  if (token?.kind === 'unquoted') return token.text;
  return token?.kind === 'quoted' ? unquoteUtf8(token.text) : undefined;
}
