import { type StatementJson, statementProblems } from '../../workspace/workspace-policy-checks';
import { templateText } from '../../private/template-text';
import { textAt } from '../property-readers';
import type { ResourceProblem } from '../resource-rule';
import type { TemplateResource } from '../template-resource';

/** The value of an intrinsic function in a policy document, written as the CDK writes a token. */
const TOKEN = '${Token[]}';

export function policyStatements({ properties }: TemplateResource): ResourceProblem[] {
  const property = 'PolicyDocument';
  const text = documentText(properties.PolicyDocument);
  if (text === undefined) return [];
  const document = parse(text);
  if (document === undefined) return text.includes(TOKEN) ? [] : [{ property, message: 'must be a policy document as JSON' }];
  const { Statement: statements = [] } = document as { Statement?: StatementJson | StatementJson[] };
  const list = Array.isArray(statements) ? statements : [statements];
  if (list.length === 0) return [{ property, message: 'must have a statement' }];
  // The resource of a workspace that this app creates is a token, and a literal cannot name it.
  const workspaceArn = textAt(properties, 'WorkspaceArn');
  return list.flatMap((statement, index) => statementProblems(`Statement[${index}]`, statement, workspaceArn))
    .map(({ path, message }) => ({ property, message: `${path}: ${message}` }));
}

function documentText(value: unknown): string | undefined {
  const text = value === undefined ? undefined : templateText(value, () => TOKEN);
  return text === TOKEN ? undefined : text;
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
