import { encodingProblems, sizeProblems } from './collector/text-rules';
import type { ScrapeConfigurationProblem } from './problem';

/** Everything that is wrong with a configuration, as text. */
export function judge(text: string): ScrapeConfigurationProblem[] {
  // Text that is not YAML yet would only bring problems that are not the user's.
  const encoding = encodingProblems(text);
  return encoding.length > 0 ? encoding : sizeProblems(text);
}
