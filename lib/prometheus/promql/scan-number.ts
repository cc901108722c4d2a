const DECIMAL = '0123456789';
const HEXADECIMAL = `${DECIMAL}abcdefABCDEF`;

/** The part of a text that is being read. */
interface Scan {
  /** The end of the reading, of a number or of something that looks like one. */
  readonly end: number;
  readonly isValid: boolean;
}

/** A number as most are written. */
const SIMPLE = /(?:0|[1-9]\d*)(?:\.\d+)?(?![\w.])/y;

const WORD_CHARACTER = /^[A-Za-z0-9_]$/;

export function isWordCharacter(character: string): boolean {
  return WORD_CHARACTER.test(character);
}

/**
 * Reads a number: `1`, `.5`, `1e3`, `0x1f`, `1_000`. Where the text is none, the reading stops inside of it, and may go on as a duration.
 */
export function scanNumber(text: string, start: number): Scan {
  SIMPLE.lastIndex = start;
  if (SIMPLE.test(text)) return { end: SIMPLE.lastIndex, isValid: true };
  let end = start;
  const is = (characters: string) => end < text.length && characters.includes(text.charAt(end));
  const accept = (characters: string) => is(characters) && ++end > 0;
  const stop = (isValid: boolean) => ({ end, isValid });

  let digits = DECIMAL;
  if (accept('0') && accept('xX')) {
    accept('_');
    digits = HEXADECIMAL;
  }
  accept('.');
  accept(digits);
  for (let hasPoint = false, hasExponent = false; is(`${digits}._eE`);) {
    if (hasPoint && accept('.')) return stop(false);
    if (hasExponent && accept('eE')) return stop(false);
    if (accept('.')) {
      hasPoint = true;
      if (accept('_.') || digits === HEXADECIMAL) return stop(false);
    } else if (accept('eE')) {
      hasExponent = true;
      accept('+-');
      if (accept('._eE') || end === text.length) return stop(false);
    } else if (accept('_')) {
      if (accept('._eE') || end === text.length) return stop(false);
    } else {
      while (accept(digits));
    }
  }
  return stop(end > start && !isWordCharacter(text.charAt(end)));
}

const SIMPLE_DURATION = /\d+(?:ms|[smhdwy])(?!\w)/y;
const DURATION = /[smhdwy]s?(?:\d+[smhdw]s?)*/y;
const DIGITS = /\d+/y;

/** Returns the end of a duration of one unit, as most are written. */
export function endOfSimpleDuration(text: string, start: number): number | undefined {
  SIMPLE_DURATION.lastIndex = start;
  return SIMPLE_DURATION.test(text) ? SIMPLE_DURATION.lastIndex : undefined;
}

/** Reads the rest of a duration after its first number. If there is no duration, reading stops after the invalid character. */
export function scanDuration(text: string, start: number): Scan {
  DURATION.lastIndex = start;
  if (!DURATION.test(text)) return { end: start, isValid: false };
  const end = DURATION.lastIndex;
  DIGITS.lastIndex = end;
  if (DIGITS.test(text)) return { end: DIGITS.lastIndex, isValid: false };
  return isWordCharacter(text.charAt(end)) ? { end: end + 1, isValid: false } : { end, isValid: true };
}
