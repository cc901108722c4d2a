import type { Answer, Prometheus, Question } from './prometheus';
import type { PrometheusProblem } from '../../lib/prometheus/problem';
import { judgeText } from './library';

/** A scrape configuration and what to call it. */
export interface Case {
  readonly name: string;
  readonly text: string;
}

/** What the library and Prometheus make of the same text. */
export interface Comparison extends Case {
  /** The library's reasons to refuse the text; none when it accepts it. */
  readonly ours: readonly PrometheusProblem[];
  readonly theirs: Answer;
}

/** What the texts are: the kind of question, and the library's reasons to refuse one. */
export interface Subject {
  readonly kind: Question['kind'];
  readonly judge: (text: string) => readonly PrometheusProblem[];
}

const SCRAPE_CONFIGURATIONS: Subject = { kind: 'config', judge: judgeText };

/** Judges every case twice. */
export async function compare(
  prometheus: Prometheus, cases: readonly Case[], { kind, judge } = SCRAPE_CONFIGURATIONS,
): Promise<Comparison[]> {
  return Promise.all(cases.map(async (each) => {
    const theirs = prometheus.ask({ kind, text: each.text });
    return { ...each, ours: judge(each.text), theirs: await theirs };
  }));
}

/** Whether both accept or both refuse. */
export function agrees({ ours, theirs }: Comparison): boolean {
  return (ours.length === 0) === (theirs.verdict === 'good');
}

/** Whether what Prometheus reports is among what the library reports. Prometheus stops at the first problem, or crashes. */
export function namesTheirProblem({ ours, theirs: { verdict, message = '' } }: Comparison): boolean {
  // Go cuts long values even inside a character, and then writes one mark for each byte.
  const plain = (text: string): string => text.replace(/^yaml: line \d+: /, 'yaml: ').replace(/\ufffd+/g, '\ufffd');
  return verdict === 'good' || message.startsWith('panic: ') || ours.some(finding => plain(message).includes(plain(finding.message)));
}

/** The shortest text that still shows the same difference, found by leaving out lines. */
export async function shrink(
  prometheus: Prometheus, comparison: Comparison, isRight: (each: Comparison) => boolean, subject = SCRAPE_CONFIGURATIONS,
): Promise<Comparison> {
  let smallest = comparison;
  for (let size = Math.ceil(comparison.text.split('\n').length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < smallest.text.split('\n').length;) {
      const text = smallest.text.split('\n').toSpliced(start, size).join('\n');
      const [candidate] = await compare(prometheus, [{ name: comparison.name, text }], subject);
      const isAlike = candidate !== undefined && !isRight(candidate) && candidate.theirs.verdict === comparison.theirs.verdict;
      if (isAlike) smallest = candidate;
      else start += size;
    }
  }
  return smallest;
}
