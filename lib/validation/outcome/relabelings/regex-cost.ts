import { sizeOfRegex } from '../../../prometheus/relabel/regex-size';

/** Far more than an expression for IPv6 addresses or a long list of names has, and far less than one made to keep a machine busy. */
const HEAVY = 50_000;

function weightOf(regex: string): number {
  // With its anchors, as relabeling measures it too.
  const { instructions, groups } = sizeOfRegex(`^(?s:${regex})$`);
  return instructions * (1 + groups / 16);
}

/** Returns true if running the expressions takes longer than a warning is worth. */
export function areExpensive(regexes: readonly string[], limit = HEAVY): boolean {
  return regexes.reduce((sum, regex) => sum + weightOf(regex), 0) > limit;
}
