import { sizeOfRegex } from '../../../prometheus/relabel/regex-size';

/** Far more than an expression for IPv6 addresses or a long list of names has, and far less than one made to keep a machine busy. */
const HEAVY = 50_000;

/** Configurations repeat their expressions, and several rules ask for the cost of each. */
const MOST_CACHED = 10_000;
const weights = new Map<string, number>();

function weightOf(regex: string): number {
  const known = weights.get(regex);
  if (known !== undefined) return known;
  const { instructions, groups } = sizeOfRegex(regex);
  const weight = instructions * (1 + groups / 16);
  if (weights.size >= MOST_CACHED) weights.clear();
  weights.set(regex, weight);
  return weight;
}

/** Returns true if running the expressions takes longer than a warning is worth. */
export function areExpensive(regexes: readonly string[], limit = HEAVY): boolean {
  return regexes.reduce((sum, regex) => sum + weightOf(regex), 0) > limit;
}
