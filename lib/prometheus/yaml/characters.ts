// Character codes and classes of YAML 1.1, as Go's reader has them. Strings give `NaN` past their end.

export const TAB = 0x09;
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const HASH = 0x23;
export const DOLLAR = 0x24;
export const PERCENT = 0x25;
export const AMPERSAND = 0x26;
export const APOSTROPHE = 0x27;
export const ASTERISK = 0x2a;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const DASH = 0x2d;
export const DOT = 0x2e;
export const COLON = 0x3a;
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
export const LEFT_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const RIGHT_BRACKET = 0x5d;
export const LEFT_BRACE = 0x7b;
export const BAR = 0x7c;
export const RIGHT_BRACE = 0x7d;
export const EXCLAMATION = 0x21;
const NEXT_LINE = 0x85;
const LINE_SEPARATOR = 0x2028;
const PARAGRAPH_SEPARATOR = 0x2029;

export function isEnd(code: number): boolean {
  return Number.isNaN(code);
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

export function isBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN
    || (code >= NEXT_LINE && (code === NEXT_LINE || code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR));
}

export function isBreakOrEnd(code: number): boolean {
  return isBreak(code) || isEnd(code);
}

export function isBlankOrEnd(code: number): boolean {
  return isBlank(code) || isBreakOrEnd(code);
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

const FLOW_INDICATORS: ReadonlySet<number> = new Set([COMMA, QUESTION, LEFT_BRACKET, RIGHT_BRACKET, LEFT_BRACE, RIGHT_BRACE]);

/** Returns whether the character ends a plain scalar between brackets; Go's reader counts the question mark too. */
export function isFlowIndicator(code: number): boolean {
  return FLOW_INDICATORS.has(code);
}

/** Line and paragraph separators stay what they are; every other line break is read as a line feed. */
export function normalizedBreak(code: number): string {
  return code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR ? String.fromCharCode(code) : '\n';
}

export function codesOf(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, character => character.charCodeAt(0)));
}
