import type { Answer, Prometheus, Question } from './prometheus';
import type { PrometheusProblem } from '../../lib/prometheus/problem';
import type { Problem } from '../../lib/validation/problem';
import { validateText, refusalsOf } from './library';

/** A scrape configuration and what to call it. */
export interface Case {
  readonly name: string;
  readonly text: string;
}

/** The results of the library and of Prometheus for one text. */
export interface Comparison extends Case {
  /** The library's reasons to refuse the text; none when it accepts it. */
  readonly ours: readonly PrometheusProblem[];
  /** The fields that a collector refuses by name. Of a text that has some, Prometheus may refuse more than the library does. */
  readonly refusals: readonly Problem[];
  readonly theirs: Answer;
}

/** The kind of the texts, and the library's reasons to refuse one. */
export interface Subject {
  readonly kind: Question['kind'];
  readonly judge: (text: string) => readonly PrometheusProblem[];
  /** The fields that are refused by name and not validated inside. */
  readonly refusals?: (text: string) => readonly Problem[];
}

const SCRAPE_CONFIGURATIONS: Subject = { kind: 'config', judge: validateText, refusals: refusalsOf };

/** Judges every case twice. */
export async function compare(
  prometheus: Prometheus, cases: readonly Case[], { kind, judge, refusals } = SCRAPE_CONFIGURATIONS,
): Promise<Comparison[]> {
  return Promise.all(cases.map(async (each) => {
    const theirs = prometheus.ask({ kind, text: each.text });
    return { ...each, ours: judge(each.text), refusals: refusals?.(each.text) ?? [], theirs: await theirs };
  }));
}

/** Returns whether both accept or both refuse. */
export function agrees({ ours, refusals, theirs }: Comparison): boolean {
  return theirs.verdict === 'good' ? ours.length === 0 : ours.length + refusals.length > 0;
}

/** Returns the refused fields whose name is not at the place of the problem. */
export function misplaced({ text, refusals }: Comparison): Problem[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  return refusals.filter(({ path, line = 0, column = 0 }) => {
    const [found] = /[a-z]\w*/.exec(lines[line - 1]?.slice(column - 1).replace(/^(?:[&!]\S*\s+)*/, '') ?? '') ?? [];
    return found !== path.replace(/^.*\./, '');
  });
}

/** Returns true if the library also reports the problem of Prometheus, which stops at the first one, or crashes. */
export function namesTheirProblem({ ours, refusals, theirs: { verdict, message = '' } }: Comparison): boolean {
  // Go cuts long values even inside a character, and then writes one mark for each byte.
  const plain = (text: string): string => text.replace(/^yaml: line \d+: /, 'yaml: ').replace(/\ufffd+/g, '\ufffd');
  // Go stops at a mapping in place of a key, without a line and with other types in the message.
  const isWordless = message.startsWith('panic: ') || message.startsWith('yaml: invalid map key: ');
  return verdict === 'good' || refusals.length > 0 || isWordless || ours.some(finding => plain(message).includes(plain(finding.message)));
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
