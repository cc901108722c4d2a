import { suggestion } from '../../../lib/private/suggestion';
import { UsageError } from '../command-error';
import { UNREAD_RULES } from '../input/document';
import { ruleDescriptionsLibrary } from './rule-descriptions-library';

/** Throws a {@link UsageError} for a rule that does not exist. */
export function checkRuleIds(ids: readonly string[]): void {
  if (ids.length === 0) return;
  const known = [...ruleDescriptionsLibrary().RULES_BY_ID.keys(), ...UNREAD_RULES];
  for (const id of ids.filter(given => !known.includes(given))) {
    throw new UsageError(`--ignore: unknown rule '${id}'${suggestion(id, known)}`);
  }
}
