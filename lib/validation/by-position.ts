import type { Problem } from './problem';

/** Compares the places of two problems in one text. */
export function byPosition(left: Problem, right: Problem): number {
  return (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0);
}
