import { rulesLibrary } from '../../../lib/validation/rules-library';
import { ProblemSeverity } from '../../../lib/validation/problem';
import { CommandError, EXIT, UsageError } from '../command-error';
import { documentsOfKind } from '../documents/choose-document';
import type { Document } from '../input/document';
import { documentText } from '../input/document-text';
import { resolveTokens } from '../input/known-values';

/** Returns the rule files of an argument, as promtool reads them. */
export function ruleSources(operand: string, namespaces: readonly string[] = [], values: Readonly<Record<string, string>> = {}): string[] {
  const documents = chosenDocuments(operand, namespaces);
  const resolved = documents.map((document) => {
    if (document.unread !== undefined) throw new CommandError(`${document.name}: the rules are known only at deployment, so they cannot be tested`, EXIT.PROBLEMS);
    return { document, ...resolveTokens(documentText(document), values) };
  });
  const missing = [...new Set(resolved.flatMap(rules => rules.missing))];
  if (missing.length > 0) {
    throw new UsageError(`${missing.length === 1 ? 'a value is' : 'values are'} known only at deployment; specify ${missing.map(name => `--set ${name}=VALUE`).join(' ')}`);
  }
  return resolved.map(({ document, text }) => ruleFileText(document, text, operand));
}

function chosenDocuments(operand: string, namespaces: readonly string[]): Document[] {
  const documents = documentsOfKind(operand, 'rule-file');
  const names = documents.map(({ name }) => name);
  if (documents.length === 0) throw new UsageError(`${operand} has no rules`);
  const isNamed = ({ name, constructPath = name }: Document, given: string) => given === name || given === constructPath;
  const unknown = namespaces.find(given => !documents.some(document => isNamed(document, given)));
  if (unknown !== undefined) throw new UsageError(`no namespace '${unknown}'; specify --namespace with one of: ${names.join(', ')}`);
  const chosen = documents.filter(document => namespaces.length === 0 || namespaces.some(given => isNamed(document, given)));
  // Only one of the texts that depend on a condition is deployed.
  const conditional = chosen.find(({ name, condition = '' }) => condition !== '' && !namespaces.includes(name));
  if (conditional !== undefined) throw new UsageError(`the rules of ${conditional.constructPath ?? ''} depend on a condition; specify --namespace with those to test: ${names.join(', ')}`);
  return chosen;
}

/** PrometheusRule objects become one rule file; JSON is YAML. */
function ruleFileText({ name }: Document, text: string, operand: string): string {
  const { validateRules, ruleFileObject } = rulesLibrary();
  const { problems, isObjects, file } = validateRules(text);
  const error = problems.find(({ severity }) => severity === ProblemSeverity.ERROR);
  if (error !== undefined) {
    const place = [error.path, error.line === undefined ? '' : `line ${error.line}`].filter(Boolean).join(', ');
    throw new CommandError(`the rules of ${name} have errors: ${place}: ${error.message}; for all problems run: amp-collector validate ${operand}`, EXIT.PROBLEMS);
  }
  return isObjects && file !== undefined ? JSON.stringify(ruleFileObject(file), undefined, 2) : text;
}
