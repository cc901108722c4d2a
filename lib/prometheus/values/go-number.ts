/*
 * Numbers as Go's strconv reads them: ParseInt and ParseUint with base 0, ParseFloat. https://pkg.go.dev/strconv
 */

/** The reason why a text is not a number, in strconv's words. */
export type NumberError = 'invalid syntax' | 'value out of range';

const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;
const DECIMAL_FLOAT = /^[+-]?(?:\d[\d_]*(?:\.[\d_]*)?|\.[\d_]+)(?:[eE][+-]?\d[\d_]*)?$/;
const HEX_FLOAT = /^(?<sign>[+-]?)0[xX](?<whole>[\da-fA-F_]*)(?:\.(?<fraction>[\da-fA-F_]*))?[pP](?<exponent>[+-]?\d[\d_]*)$/;
const SPECIAL = /^(?<sign>[+-]?)(?<name>inf|infinity|nan)$/i;

/** More digits than any 64-bit number has, in any base. */
const MOST_DIGITS = 64;

/** A whole number of 64 bits with a sign, in the base that its prefix names: `0x`, `0o`, `0b`, `0`. */
export function parseGoInt(text: string): bigint | NumberError {
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  const value = parseGoUint(text.slice(sign.length));
  if (typeof value === 'string') return value;
  if (sign === '-') return value > MAX_INT64 + 1n ? 'value out of range' : -value;
  return value > MAX_INT64 ? 'value out of range' : value;
}

/** A whole number of 64 bits without a sign, in the base that its prefix names. */
export function parseGoUint(text: string): bigint | NumberError {
  const { digits, prefix, pattern } = baseOf(text);
  if (digits === '' || !pattern.test(digits) || !underscoresSeparateDigits(text)) return 'invalid syntax';
  const significant = digits.replaceAll('_', '').replace(/^0+/, '');
  if (significant.length > MOST_DIGITS) return 'value out of range';
  const value = BigInt(`${prefix}${significant === '' ? '0' : significant}`);
  return value > MAX_UINT64 ? 'value out of range' : value;
}

function baseOf(text: string): { readonly digits: string; readonly prefix: string; readonly pattern: RegExp } {
  const letter = text.length >= 3 && text.startsWith('0') ? text.charAt(1).toLowerCase() : '';
  if (letter === 'x') return { digits: text.slice(2), prefix: '0x', pattern: /^[\da-fA-F_]+$/ };
  if (letter === 'o') return { digits: text.slice(2), prefix: '0o', pattern: /^[0-7_]+$/ };
  if (letter === 'b') return { digits: text.slice(2), prefix: '0b', pattern: /^[01_]+$/ };
  return text.startsWith('0') ? { digits: text, prefix: '0o', pattern: /^[0-7_]+$/ } : { digits: text, prefix: '', pattern: /^[\d_]+$/ };
}

/** A floating-point number: decimal, hexadecimal with an exponent, `inf` or `nan`. */
export function parseGoFloat(text: string): number | NumberError {
  const special = SPECIAL.exec(text)?.groups;
  if (special !== undefined) {
    if (special.name?.toLowerCase() === 'nan') return special.sign === '' ? NaN : 'invalid syntax';
    return special.sign === '-' ? -Infinity : Infinity;
  }
  const hexadecimal = HEX_FLOAT.exec(text)?.groups;
  const isFloat = hexadecimal === undefined ? DECIMAL_FLOAT.test(text) : `${hexadecimal.whole ?? ''}${hexadecimal.fraction ?? ''}` !== '';
  if (!isFloat || (text.includes('_') && !underscoresSeparateDigits(text))) return 'invalid syntax';
  const value = hexadecimal === undefined ? Number(text.replaceAll('_', '')) : hexFloat(hexadecimal);
  return Number.isFinite(value) ? value : 'value out of range';
}

function hexFloat({ sign = '', whole = '', fraction = '', exponent = '' }: Readonly<Partial<Record<string, string>>>): number {
  const digits = (part: string) => part.replaceAll('_', '');
  const [integral, fractional] = [digits(whole), digits(fraction)];
  const mantissa = Array.from(integral + fractional).reduce((value, digit) => value * 16 + Number.parseInt(digit, 16), 0);
  const value = mantissa * 2 ** (Number(digits(exponent)) - 4 * fractional.length);
  return sign === '-' ? -value : value;
}

/** Underscores are allowed only between digits, or between the base's prefix and a digit. */
function underscoresSeparateDigits(text: string): boolean {
  if (!text.includes('_')) return true;
  const digit = /^[+-]?0[xX]/.test(text) ? '[\\da-fA-F]' : '\\d';
  const body = text.replace(/^[+-]/, '').replace(/^0[xXoObB]/, '0');
  return !new RegExp(`(?<!${digit})_|_(?!${digit})`).test(body);
}
