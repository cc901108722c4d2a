import { enumerate } from '../../located-message';
import type { CertainMatch } from './certain-matches';

/** The reason why a regex always or never matches, to follow the statement. */
export function reasonOf({ absent, isOfMetrics, action }: CertainMatch): string {
  if (action.startsWith('label')) return ', since no label has a name that its regex matches';
  if (absent.length === 0) return '';
  const reason = isOfMetrics ? 'discovered labels are gone when metrics are relabeled' : 'no discovery or earlier rule of the job gives it';
  return `, since ${enumerate(absent)} ${absent.length === 1 ? 'is' : 'are'} never there (${reason})`;
}
