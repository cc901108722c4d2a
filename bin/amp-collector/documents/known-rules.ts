import { suggestion } from '../../../lib/private/suggestion';
import { UsageError } from '../command-error';
import { UNREAD_RULES } from '../input/document';
import { ruleDescriptionsLibrary } from './rule-descriptions-library';

/** The beginnings of rules in the output of `cdk synth`: of a construct's warning, and of a problem of the plugin. */
const OF_SYNTHESIS = /^(?:Annotation::)?cdk-managed-prometheus::?/;

/** Returns the ids of rules; throws a {@link UsageError} for a rule that does not exist. */
export function ruleIds(given: readonly string[]): string[] {
  if (given.length === 0) return [];
  const known = [...ruleDescriptionsLibrary().RULES_BY_ID.keys(), ...UNREAD_RULES];
  return given.map((text) => {
    const id = text.replace(OF_SYNTHESIS, '');
    if (!known.includes(id)) throw new UsageError(`--ignore: unknown rule '${text}'${suggestion(id, known)}`);
    return id;
  });
}
