const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;

/** Characters that end a line or a comment for some readers, or change the direction of text. JSON escapes C0 by itself. */
const UNSAFE = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Writes a value as TypeScript, on one line, with single quotes. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, entry]) => `${propertyName(key)}: ${literal(entry)}`);
  return `{ ${entries.join(', ')} }`;
}

/** The name `__proto__` would set the prototype, unless it is computed. */
export function propertyName(key: string): string {
  if (key === '__proto__') return `['__proto__']`;
  return PLAIN_KEY.test(key) ? key : quoted(key);
}

function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll('\'', '\\\'')
    .replace(UNSAFE, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `'${escaped}'`;
}
