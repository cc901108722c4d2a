/*
 * Upper and lower case as Go maps them: each character by itself, to one character. JavaScript's own methods may turn
 * one character into several (`ß` into `SS`) and look at its neighbours (a final sigma). Letters that came with a Unicode after
 * version 15 have a case here and none in Prometheus's Go.
 */

/** Capitals that are one character in Go and two in JavaScript: Greek letters with an iota below. [from, to, distance] */
const IOTA_SUBSCRIPTS = [
  [0x1f80, 0x1f87, 8], [0x1f90, 0x1f97, 8], [0x1fa0, 0x1fa7, 8], [0x1fb3, 0x1fb3, 9], [0x1fc3, 0x1fc3, 9], [0x1ff3, 0x1ff3, 9],
] as const;

function simpleUpperCase(character: string): string {
  const upper = character.toUpperCase();
  const code = character.codePointAt(0) ?? 0;
  if (upper.length === String.fromCodePoint(upper.codePointAt(0) ?? 0).length) return upper;
  const range = IOTA_SUBSCRIPTS.find(([from, to]) => from <= code && code <= to);
  return range ? String.fromCodePoint(code + range[2]) : character;
}

/** The first character is the letter; only `İ` has a second one, the dot that it loses. */
function simpleLowerCase(character: string): string {
  return String.fromCodePoint(character.toLowerCase().codePointAt(0) ?? 0);
}

/** Go's `strings.ToUpper`. */
export function toUpperCase(text: string): string {
  return Array.from(text, simpleUpperCase).join('');
}

/** Go's `strings.ToLower`. */
export function toLowerCase(text: string): string {
  return Array.from(text, simpleLowerCase).join('');
}
