import { UsageError } from '../command-error';

/** Returns the positive number of an option, or the default. */
export function positive(name: string, text: string | undefined, defaultValue: number): number {
  if (text === undefined) return defaultValue;
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new UsageError(`--${name} must be a number above 0, got '${text}'`);
  return value;
}

/** Returns the URL of an option. */
export function url(name: string, text: string | undefined): string | undefined {
  if (text === undefined || (URL.canParse(text) && /^https?:/i.test(text))) return text;
  throw new UsageError(`--${name} must be a URL such as https://example.com, got '${text}'`);
}
