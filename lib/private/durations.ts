import type { Duration } from 'aws-cdk-lib';
import type { PropertyProblem } from './property-problem';

/** A unit in which the service expects a duration. */
export interface DurationUnit {
  readonly name: 'seconds' | 'minutes' | 'days';
  readonly milliseconds: number;
}

export const SECONDS: DurationUnit = { name: 'seconds', milliseconds: 1000 };
export const MINUTES: DurationUnit = { name: 'minutes', milliseconds: 60 * 1000 };
export const DAYS: DurationUnit = { name: 'days', milliseconds: 24 * 60 * 60 * 1000 };

/**
 * Checks that a duration is in a range and in whole units. The value of a token is not checked, but its unit is: CloudFormation cannot
 * convert it.
 */
export function durationProblems(
  path: string, duration: Duration | undefined, unit: DurationUnit, { min, max }: { min: number; max: number },
): PropertyProblem[] {
  if (duration === undefined) return [];
  if (duration.isUnresolved()) return tokenProblems(path, duration, unit);
  const count = duration.toMilliseconds() / unit.milliseconds;
  if (Number.isInteger(count) && count >= min && count <= max) return [];
  return [{ path, message: `must be from ${min} to ${max} ${unit.name}, in whole ${unit.name}, got ${duration.toHumanString()}` }];
}

function tokenProblems(path: string, duration: Duration, { name }: DurationUnit): PropertyProblem[] {
  if (duration.unitLabel() === name) return [];
  return [{ path, message: `must be specified as Duration.${name}(), since its value is a token and cannot be converted, got ${duration.unitLabel()}` }];
}
