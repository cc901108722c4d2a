import { tagProblems } from '../../private/checks';
import { recordAt } from '../property-readers';
import type { ResourceProblem } from '../resource-rule';
import type { TemplateResource } from '../template-resource';

export function tags({ properties }: TemplateResource): ResourceProblem[] {
  return tagProblems(recordAt(properties, ['Tags'], 'Key', 'Value')).map(({ message }) => ({ property: 'Tags', message }));
}
