import { agrees, misplaced, namesTheirProblem, shrink, type Comparison, type Subject } from './agreement';
import type { Prometheus } from './prometheus';

/** Counts the correct results of a rule. */
interface Tally {
  agreed: number;
  alone: number;
}

/** Prints how far the library agrees with Prometheus, and the smallest text for each difference; answers whether there is none. */
export async function report(
  title: string, comparisons: readonly Comparison[], prometheus: Prometheus, subject?: Subject,
): Promise<boolean> {
  const parted = comparisons.filter(comparison => !agrees(comparison));
  const refused = comparisons.filter(comparison => agrees(comparison) && comparison.theirs.verdict === 'bad');
  const unnamed = refused.filter(comparison => !namesTheirProblem(comparison));
  console.log(`${title}: ${comparisons.length - parted.length} of ${comparisons.length} verdicts agree; `
    + `of the ${refused.length} refusals, ${refused.length - unnamed.length} name the problem that Prometheus names`);
  const refusals = comparisons.flatMap(comparison => comparison.refusals);
  const wrong = comparisons.filter(comparison => misplaced(comparison).length > 0);
  if (refusals.length > 0) console.log(`  fields refused by name: ${refusals.length}; in ${wrong.length} texts at a wrong place`);
  for (const comparison of wrong) print({ ...comparison, refusals: misplaced(comparison) });
  for (const comparison of parted) print(await shrink(prometheus, comparison, agrees, subject));
  for (const comparison of unnamed) print(await shrink(prometheus, comparison, each => !agrees(each) || namesTheirProblem(each), subject));
  return parted.length + unnamed.length + wrong.length === 0;
}

/** Prints each rule with the texts that it and Prometheus refuse, and those that it refuses alone. */
export function reportRules(comparisons: readonly Comparison[]): void {
  const tallies = new Map<string, Tally>();
  for (const { ours, theirs } of comparisons) {
    for (const rule of new Set(ours.map(({ ruleId }) => ruleId))) {
      const tally = tallies.get(rule) ?? { agreed: 0, alone: 0 };
      tally[theirs.verdict === 'bad' ? 'agreed' : 'alone'] += 1;
      tallies.set(rule, tally);
    }
  }
  const byName = [...tallies].sort(([a], [b]) => a.localeCompare(b));
  for (const [rule, { agreed, alone }] of byName) {
    console.log(`  ${rule}: ${agreed} refused by both${alone === 0 ? '' : `, ${alone} by this rule alone`}`);
  }
}

function print({ name, text, ours, refusals, theirs }: Comparison): void {
  const reasons = [...refusals, ...ours].map(({ ruleId, path, message }) => `${ruleId} ${path}: ${message}`);
  console.log([
    `--- ${name}`,
    `Prometheus: ${theirs.message ?? 'good'}`,
    `ours:       ${reasons[0] ?? 'good'}`,
    ...text.split('\n').map(line => `  | ${printable(line)}`),
  ].join('\n'));
}

/** Control characters and characters that look like others, as escapes. */
function printable(line: string): string {
  return line.replace(/[^\x20-\x7e]/gu, character => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
}
