import type { Parsed } from './parsed';

const PREFIXES = ['', 'K', 'M', 'G', 'T', 'P', 'E'];
const BINARY_UNITS = unitsWith('iB');
const PLAIN_UNITS = unitsWith('B');
const MAX_DIGITS_VALUE = (2n ** 63n - 10n) / 10n;

function unitsWith(suffix: string): ReadonlyMap<string, number> {
  return new Map(PREFIXES.map((prefix, power) => [prefix === '' ? 'B' : prefix + suffix, 1024 ** power]));
}

/**
 * A size in bytes: `10MB` and `10MiB` are the same.
 *
 * @see https://github.com/alecthomas/units/blob/master/bytes.go
 */
export function parseBytes(text: string): Parsed<number> {
  const binary = parseUnits(text, BINARY_UNITS);
  return binary.error === undefined ? binary : parseUnits(text, PLAIN_UNITS);
}

function parseUnits(text: string, units: ReadonlyMap<string, number>): Parsed<number> {
  const invalid = { error: `units: invalid ${text}` };
  const unsigned = text.replace(/^[-+]/, '');
  if (unsigned === '0') return { value: 0 };
  if (unsigned === '') return invalid;
  let total = 0;
  for (let rest = unsigned; rest !== '';) {
    const [part = '', whole = '', fraction = '', unit = ''] = /^(\d*)(?:\.(\d*))?([^\d.]*)/.exec(rest) ?? [];
    if ((whole === '' && fraction === '') || overflows(whole) || overflows(fraction)) return invalid;
    const size = units.get(unit);
    if (size === undefined) return { error: `units: unknown unit ${unit} in ${text}` };
    total += (Number(whole) + Number(fraction) / 10 ** fraction.length) * size;
    rest = rest.slice(part.length);
  }
  const value = text.startsWith('-') ? -total : total;
  if (Math.abs(value) > 2 ** 63) return { error: 'units: overflow parsing unit' };
  // One byte too many for 63 bits, which is not noticed there.
  return { value: value === 2 ** 63 ? -value : Math.trunc(value) };
}

function overflows(digits: string): boolean {
  const significant = digits.replace(/^0*/, '');
  return significant.length > 20 || (significant !== '' && BigInt(significant.slice(0, -1) || '0') >= MAX_DIGITS_VALUE);
}
