import { nameProblems } from '../../private/checks';
import { LIMITS } from '../../private/limits';
import { textAt } from '../property-readers';
import type { ResourceProblem } from '../resource-rule';
import type { TemplateResource } from '../template-resource';

export function namespaceNames({ properties }: TemplateResource): ResourceProblem[] {
  return nameProblems('', textAt(properties, 'Name'), LIMITS.ruleGroupsNamespaceName).map(({ message }) => ({ property: 'Name', message }));
}
