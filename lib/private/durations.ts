import type { Duration } from 'aws-cdk-lib';
import type { PropertyProblem } from './property-problem';

/** A unit in which the service counts a duration. */
export interface DurationUnit {
  readonly name: string;
  readonly milliseconds: number;
}

export const SECONDS: DurationUnit = { name: 'seconds', milliseconds: 1000 };
export const DAYS: DurationUnit = { name: 'days', milliseconds: 24 * 60 * 60 * 1000 };

/** A duration that the service keeps in a range, in whole units. What is known only at deployment is not checked. */
export function durationProblems(
  path: string, duration: Duration | undefined, unit: DurationUnit, { min, max }: { min: number; max: number },
): PropertyProblem[] {
  if (duration === undefined || duration.isUnresolved()) return [];
  const count = duration.toMilliseconds() / unit.milliseconds;
  if (Number.isInteger(count) && count >= min && count <= max) return [];
  return [{ path, message: `must be from ${min} to ${max} ${unit.name}, in whole ${unit.name}, got ${duration.toHumanString()}` }];
}
