import { alertManagerLibrary } from '../../../lib/validation/alert-manager-library';
import { UsageError } from '../command-error';

/** Returns the labels of an alert in one option: `alertname=ClusterDown,cluster="prod"`. */
export function labelListOf(option: string, text: string): Readonly<Record<string, string>> {
  const { value: matchers = [] } = alertManagerLibrary().parseMatchers(text);
  const isExact = matchers.every(({ operator }) => operator === '=');
  if (matchers.length === 0 || !isExact) throw new UsageError(`--${option} must be labels such as alertname=ClusterDown,cluster=prod, got '${text}'`);
  return Object.fromEntries(matchers.map(({ name, value }) => [name, value]));
}

const MOMENT = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?<zone>Z|[+-]\d\d:?\d\d)?$/i;

/** Returns the moment of an option in ISO 8601; UTC unless it has an offset. */
export function momentOf(option: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const match = MOMENT.exec(text);
  const isDay = text.length === 10;
  const moment = new Date(isDay || match?.groups?.zone !== undefined ? text : `${text}Z`);
  if (match === null || Number.isNaN(moment.getTime()) || !isDayOfCalendar(text.slice(0, 10))) {
    throw new UsageError(`--${option} must be a moment such as 2026-11-29T03:00:00Z, got '${text}'`);
  }
  return moment;
}

/** JavaScript takes February 30 for March 2. */
function isDayOfCalendar(day: string): boolean {
  return new Date(day).toISOString().startsWith(day);
}
