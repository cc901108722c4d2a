/**
 * Control characters of terminals, and those that change the direction of text or end a line for some readers: C0 except tabs, DEL, C1,
 * line and paragraph separators, bidirectional controls.
 */
const CONTROLS = /[\0-\x08\n-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** These characters without C0, which JSON escapes by itself. */
const CONTROLS_IN_JSON = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Text from a file, an argument or an answer of AWS, for one line of a terminal. */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, escapeSequence);
}

/** A copy of data in which every text is safe to print: also in arrays, objects and maps. */
export function escapeTexts<T>(value: T): T {
  if (typeof value === 'string') return escapeControls(value) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(escapeTexts) as T;
  if (value instanceof Map) return new Map([...value as Map<unknown, unknown>].map(entry => escapeTexts(entry))) as T;
  return Object.fromEntries(Object.entries(value).map(entry => escapeTexts(entry))) as T;
}

/** JSON without control characters, which means the same as with them. */
export function printableJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return text.replace(CONTROLS_IN_JSON, character => `\\u${hex(character, 4)}`).replaceAll('##', '\\u0023#');
}

/**
 * Text in which a CI system finds no commands of its own: GitHub reads them at the beginning of a line (`::add-mask::`), and GitHub, Azure
 * Pipelines and TeamCity anywhere in it (`##[group]`, `##vso[…]`, `##teamcity[…]`).
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function withoutWorkflowCommands(text: string): string {
  return text.replace(/^([^\S\n\r\u2028\u2029]*):(?=:)/gm, '$1\\x3a').replace(/#(?=#(?:\[|vso\[|teamcity\[))/g, '\\x23');
}

function escapeSequence(character: string): string {
  const code = character.charCodeAt(0);
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  return code < 0x100 ? `\\x${hex(character, 2)}` : `\\u${hex(character, 4)}`;
}

function hex(character: string, digits: number): string {
  return character.charCodeAt(0).toString(16).padStart(digits, '0');
}
