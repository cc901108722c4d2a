import { suggestion } from '../../private/suggestion';
import { parsePromql } from '../../prometheus/promql/parse-promql';
import type { RuleText } from '../../prometheus/rule-files/rule-file';
import { ALERT_DATA, ALERT_FUNCTIONS, ALERT_VARIABLES } from '../../prometheus/rule-files/template-types';
import { checkExecution } from '../../prometheus/templates/check-execution';
import type { EvaluationProblem } from '../../prometheus/templates/evaluate-types';
import type { ParsedTemplate } from '../../prometheus/templates/template';
import { unquoteGo } from '../../prometheus/values/go-string';
import type { LocatedMessage } from '../located-message';
import type { RuleFileContext } from './rule-file-context';

/** Templates of the usual form, in which nothing can fail. */
const USUAL = /^(?:[^{]|\{(?!\{)|\{\{-? {0,2}(?:(?:with |if )?\$labels\.\w+|\$value(?: ?\| ?humanize\w{0,10})?|printf "[^"\\]*" \$value|\.|end) {0,2}-?\}\})*$/;

/** So many characters of templates are executed; a rule file has at most a million. */
const MOST_CHARACTERS = 1_000_000;

/** Templates of alerts that fail whenever what is wrong in them is executed. */
export function failingTemplates({ rules }: RuleFileContext): LocatedMessage[] {
  const seen = new Set<ParsedTemplate>();
  let characters = 0;
  return rules.flatMap(({ rule: { labels, annotations } }) => [...labels.values(), ...annotations.values()].flatMap((text) => {
    const { template, value, placeAt } = text;
    if (template === undefined || template.problem !== undefined || template.references.length === 0 || seen.has(template)) return [];
    // A template that several aliases refer to is one.
    seen.add(template);
    characters += value.length;
    if (characters > MOST_CHARACTERS || USUAL.test(value)) return [];
    const { problems } = checkExecution(value, { dot: ALERT_DATA, variables: ALERT_VARIABLES }, ALERT_FUNCTIONS);
    const messages = [...problems.map(problem => ({ offset: problem.offset, message: `${problem.message}${hintFor(problem)}` })), ...invalidQueries(text)];
    return messages.map(({ offset, message }) => ({ place: placeAt(offset), message: `${message}; the template fails, and notifications have an error in place of the text` }));
  }));
}

const QUERY = /query[ \t\r\n]*("(?:[^"\\\n]|\\[^])*"|`[^`]*`)/y;

/** Constant queries of templates that are no PromQL. */
function invalidQueries({ value, template }: RuleText): Array<{ readonly offset: number; readonly message: string }> {
  return (template?.references ?? []).filter(({ kind, name }) => kind === 'function' && name === 'query').flatMap(({ offset }) => {
    QUERY.lastIndex = offset;
    const query = unquoteGo(QUERY.exec(value)?.[1] ?? '``') ?? '';
    const [problem] = query === '' ? [] : parsePromql(query).problems.filter(({ feature }) => feature === undefined);
    return problem === undefined ? [] : [{ offset, message: `the query is not valid PromQL: ${problem.message}` }];
  });
}

function hintFor({ field, type }: EvaluationProblem): string {
  if (field === undefined) return '';
  if (type !== ALERT_DATA) return Object.hasOwn(ALERT_DATA.fields, field) ? `; use $.${field}` : '';
  const capital = field.charAt(0).toUpperCase() + field.slice(1);
  const fields = Object.keys(ALERT_DATA.fields);
  if (fields.includes(capital)) return `; use .${capital}, or $${field}`;
  return suggestion(field, fields) || `; the labels are in $labels: $labels.${field}`;
}
