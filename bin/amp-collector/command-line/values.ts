import { UsageError } from '../command-error';

/** The number that an option was given, or another where it was not. */
export function positive(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new UsageError(`--${name} must be a number above 0, got '${text}'`);
  return value;
}

/** The URL that an option was given. */
export function url(name: string, text: string | undefined): string | undefined {
  if (text === undefined || (URL.canParse(text) && /^https?:/i.test(text))) return text;
  throw new UsageError(`--${name} must be a URL such as https://example.com, got '${text}'`);
}
