import { type StatementJson, statementProblems } from '../../workspace/workspace-policy-checks';
import { textAt, textsAt } from '../property-readers';
import type { ResourceProblem } from '../resource-rule';
import type { TemplateResource } from '../template-resource';

/** The beginning of a value that is known only at deployment. */
const TOKEN = '${Token[';

export function policyStatements({ properties }: TemplateResource): ResourceProblem[] {
  if (properties.PolicyDocument === undefined) return [];
  return textsAt(properties, 'PolicyDocument').flatMap(text => documentProblems(text, textAt(properties, 'WorkspaceArn')));
}

function documentProblems(text: string, workspaceArn: string | undefined): ResourceProblem[] {
  const property = 'PolicyDocument';
  const document = parse(text);
  if (document === undefined) return text.includes(TOKEN) ? [] : [{ property, message: 'must be a policy document as JSON' }];
  const { Statement: statements = [] } = document as { Statement?: StatementJson | StatementJson[] };
  const list = Array.isArray(statements) ? statements : [statements];
  if (list.length === 0) return [{ property, message: 'must have a statement' }];
  // The resource of a workspace that this app creates is a token, and a literal cannot name it.
  return list.flatMap((statement, index) => statementProblems(`Statement[${index}]`, statement, workspaceArn))
    .map(({ path, message }) => ({ property, message: `${path}: ${message}` }));
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
