import { listed } from '../../warnings/finding';
import type { Verdict } from './verdicts';

/** The reason for a verdict, to be put behind it. */
export function why({ absent, isOfMetrics, action }: Verdict): string {
  if (action.startsWith('label')) return ', since no label has a name that its regex matches';
  if (absent.length === 0) return '';
  const reason = isOfMetrics ? 'discovered labels are gone when metrics are relabeled' : 'no discovery or earlier rule of the job gives it';
  return `, since ${listed(absent)} ${absent.length === 1 ? 'is' : 'are'} never there (${reason})`;
}
