import { parseGoFloat, parseGoInt, parseGoUint } from '../values/go-number';
import { unquoteGo } from '../values/go-string';
import { quote } from '../values/quote';
import type { TemplateToken } from './template-token';

/** Why a number or a character is none, in Go's words. */
export function numberError({ type, text }: TemplateToken): string | undefined {
  if (type === 'character-constant') return characterError(text);
  if (type === 'complex') return complexError(text);
  if (text.endsWith('i') && typeof parseGoFloat(text.slice(0, -1)) === 'number') return undefined;
  if (typeof parseGoUint(text) !== 'string' || typeof parseGoInt(text) !== 'string') return undefined;
  if (typeof parseGoFloat(text) === 'string') return `illegal number syntax: ${quote(text)}`;
  return /[.eEpP]/.test(text) ? undefined : `integer overflow: ${quote(text)}`;
}

function characterError(text: string): string | undefined {
  if (text === '\'\'') return 'invalid syntax';
  const first = /^'(?:\\(?:x..|u.{4}|U.{8}|[0-7]{3}|[^])|[^])/u.exec(text)?.[0] ?? '';
  if (unquoteGo(`${first}'`) === undefined) return 'invalid syntax';
  return first.length + 1 === text.length ? undefined : `malformed character constant: ${text}`;
}

/** A sum whose second part ends in `i`: `1+2i`. */
function complexError(text: string): string | undefined {
  const split = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
  const isExponent = /[eEpP]/.test(text.charAt(split - 1)) && !/^[+-]?0[xX]/.test(text);
  const start = isExponent ? Math.max(text.lastIndexOf('+', split - 1), text.lastIndexOf('-', split - 1)) : split;
  if (text.length === start + '+i'.length) return 'syntax error scanning complex number';
  return [text.slice(0, start), text.slice(start, -1)].map(parseGoFloat).find(part => typeof part === 'string');
}
