import type { LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';
import { fieldTemplates, fileTemplates, type PlacedTemplate } from '../templates';

/** The service parses template files when it takes a definition, and the fields of receivers when the first notification goes out. */
export function invalidTemplates(context: DefinitionContext): LocatedMessage[] {
  return [...fileTemplates(context).flatMap(template => problemOf(template, '')),
    ...fieldTemplates(context).flatMap(template => problemOf(template, ', so no notification goes out'))];
}

function problemOf({ parsed: { problem }, place, text }: PlacedTemplate, consequence: string): LocatedMessage[] {
  if (problem === undefined) return [];
  const line = text.slice(0, problem.offset).split('\n').length;
  const where = text.includes('\n') ? ` in line ${line} of it` : '';
  return [{ place, message: `the template cannot be parsed${consequence}: ${problem.message}${where}` }];
}

/** https://github.com/cortexproject/cortex/blob/master/pkg/alertmanager/api.go */
export function invalidTemplateNames({ templateFiles }: DefinitionContext): LocatedMessage[] {
  return templateFiles.filter(({ name }) => name === '' || name === '.' || name === '..' || name.includes('/')).map(({ name, place }) => ({
    place, message: `a template file must have a plain name without a path, got '${name}'`,
  }));
}
