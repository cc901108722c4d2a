import { nameProblems } from '../../private/checks';
import { LIMITS } from '../../private/limits';
import { templateText } from '../../private/template-text';
import { textAt, valueAt } from '../property-readers';
import type { ResourceProblem } from '../resource-rule';
import type { TemplateResource } from '../template-resource';

export function namespaceNames({ properties }: TemplateResource): ResourceProblem[] {
  return nameProblems('', textAt(properties, 'Name'), LIMITS.ruleGroupsNamespaceName).map(({ message }) => ({ property: 'Name', message }));
}

const UNKNOWN = '${Token[]}';

/** Returns the rules of a namespace, with a token for each part that is known only at deployment. Undefined if nothing is known. */
export function ruleText(properties: unknown): string | undefined {
  const text = templateText(valueAt(properties, 'Data') ?? '', () => UNKNOWN);
  return text === UNKNOWN ? undefined : text;
}
