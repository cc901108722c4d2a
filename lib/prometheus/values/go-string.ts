const SIMPLE: Readonly<Record<string, string>> = { 'a': '\x07', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\' };
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const ESCAPE = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{3}|[^])/g;

/**
 * Returns the text that a quoted string of Go or PromQL stands for; nothing where an escape is wrong. The quotes are those of the text.
 *
 * @see https://pkg.go.dev/strconv#Unquote
 */
export function unquoteGo(text: string): string | undefined {
  const quote = text.charAt(0);
  const body = text.slice(1, -1);
  if (quote === '`') return body;
  if (!body.includes('\\')) return body;
  let isValid = !body.endsWith('\\') || /(?:^|[^\\])(?:\\\\)+$/.test(body);
  const result = body.replaceAll(ESCAPE, (escape) => {
    const value = unescape(escape, quote);
    isValid &&= value !== undefined;
    return value ?? '';
  });
  return isValid ? result : undefined;
}

function unescape(escape: string, quote: string): string | undefined {
  const letter = escape.charAt(1);
  if (escape.length === 2) return letter === quote ? quote : SIMPLE[letter];
  const isOctal = DIGITS[letter] === undefined;
  const code = Number.parseInt(escape.slice(isOctal ? 1 : 2), isOctal ? 8 : 16);
  if (isOctal || letter === 'x') return code > 0xff ? undefined : byteText(code);
  return code > 0x10_ffff || (code >= 0xd800 && code < 0xe000) ? undefined : String.fromCodePoint(code);
}

/** A byte beyond ASCII is kept as a lone surrogate, as everywhere where text may not be UTF-8. */
function byteText(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte);
}
