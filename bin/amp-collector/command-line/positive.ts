import { WrongUse } from '../failure';

/** The number that an option was given, or another where it was not. */
export function positive(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new WrongUse(`--${name} must be a number above 0, got '${text}'`);
  return value;
}
