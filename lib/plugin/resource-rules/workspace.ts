import { aliasProblems } from '../../private/checks';
import { LIMITS } from '../../private/limits';
import { labelSetLabelProblems } from '../../workspace/workspace-configuration';
import { listAt, recordAt, textAt } from '../property-readers';
import type { ResourceProblem } from '../resource-rule';
import type { TemplateResource } from '../template-resource';

export function workspaceAliases({ properties }: TemplateResource): ResourceProblem[] {
  return aliasProblems(textAt(properties, 'Alias'), LIMITS.workspaceAlias).map(({ message }) => ({ property: 'Alias', message }));
}

export function labelSetLimits({ properties }: TemplateResource): ResourceProblem[] {
  return listAt(properties, 'WorkspaceConfiguration', 'LimitsPerLabelSets').flatMap((limit, index) => {
    const property = `WorkspaceConfiguration.LimitsPerLabelSets.${index}.LabelSet`;
    return labelSetLabelProblems('', recordAt(limit, ['LabelSet'], 'Name', 'Value')).map(({ message }) => ({ property, message }));
  });
}
