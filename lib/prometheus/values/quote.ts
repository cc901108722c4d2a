import { byteOf } from './utf8';

const NAMED: Readonly<Record<string, string>> = {
  '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '"': '\\"', '\\': '\\\\',
};

/** Characters that Go escapes: all but letters, marks, numbers, punctuation, symbols and the plain space. */
const NOT_PRINTED = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/** Characters of ASCII that are printed. Classes of Unicode take long to compile, and few texts need them. */
const PRINTED = /^[ !#-[\]-~]*$/;

/** The text in double quotes, as Go's `%q` prints it. */
export function quote(text: string): string {
  if (PRINTED.test(text)) return `"${text}"`;
  return `"${text.replaceAll(NOT_PRINTED, character => NAMED[character] ?? escape(character.codePointAt(0) ?? 0))}"`;
}

function escape(code: number): string {
  const byte = byteOf(code) ?? code;
  if (byte < 0x20 || byte === 0x7f || byte !== code) return `\\x${byte.toString(16).padStart(2, '0')}`;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** The character by its number and, where it can be printed, itself, as Go's `%#U` prints it. */
export function characterCode(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return character.replaceAll(NOT_PRINTED, found => found === '"' || found === '\\' ? found : '') === '' ? number : `${number} '${character}'`;
}

/** The character in single quotes, as Go's `%q` prints it; nothing at all stands for the end of a text. */
export function quoteCharacter(character: string): string {
  if (character === '"' || character === '\'') return character === '"' ? '\'"\'' : '\'\\\'\'';
  return `'${quote(character === '' ? '\ufffd' : character).slice(1, -1)}'`;
}
