import { UsageError } from '../command-error';

/** Returns the positive number of an option, or the default. */
export function positive(name: string, text: string | undefined, defaultValue: number): number {
  if (text === undefined) return defaultValue;
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new UsageError(`--${name} must be a number above 0, got '${text}'`);
  return value;
}

/** Returns the number of an option, which is at least 0, or the default. */
export function notNegative(name: string, text: string | undefined, defaultValue: number): number {
  if (text === undefined) return defaultValue;
  const value = text.trim() === '' ? NaN : Number(text);
  if (!(value >= 0) || !Number.isFinite(value)) throw new UsageError(`--${name} must be a number of at least 0, got '${text}'`);
  return value;
}

/** Returns the URL of an option. */
export function url(name: string, text: string | undefined): string | undefined {
  if (text === undefined || (URL.canParse(text) && /^https?:/i.test(text))) return text;
  throw new UsageError(`--${name} must be a URL such as https://example.com, got '${text}'`);
}

/** Returns the names and values of an option that is repeated: `NAME=VALUE`. */
export function assignments(name: string, given: readonly string[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(given.map((text) => {
    const end = text.indexOf('=');
    if (end < 1) throw new UsageError(`--${name} must be NAME=VALUE, got '${text}'`);
    return [text.slice(0, end), text.slice(end + 1)];
  }));
}
