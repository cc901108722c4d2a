/** Far more than an expression for IPv6 addresses has, and far less than one that is made to keep a machine busy. */
const HEAVY = 8000;

/** RE2 copies what is repeated, up to a thousand times: how large the expression is then, at most. */
function weightOf(regex: string): number {
  const repeats = [...regex.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].map(([, least, most]) => Math.max(Number(least), Number(most ?? 0), 1));
  return repeats.length === 0 ? 0 : regex.length * Math.min(repeats.reduce((product, count) => product * count, 1), 1000);
}

/** Whether trying the expressions takes longer than the advice is worth. */
export function areHeavy(regexes: readonly string[], limit = HEAVY): boolean {
  return regexes.reduce((sum, regex) => sum + weightOf(regex), 0) > limit;
}
