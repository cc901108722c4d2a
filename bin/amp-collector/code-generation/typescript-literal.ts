const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;

/** A value as TypeScript, on one line, with single quotes. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, entry]) => `${PLAIN_KEY.test(key) ? key : quoted(key)}: ${literal(entry)}`);
  return `{ ${entries.join(', ')} }`;
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll('\'', '\\\'')}'`;
}
