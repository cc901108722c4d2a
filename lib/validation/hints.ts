import { ProblemSeverity, type Problem } from './problem';

/** Advice for a problem that people often have, by Prometheus's message and the line of the text. */
interface Hint {
  readonly message: RegExp;
  /** The pattern of the line, if the message alone is ambiguous. */
  readonly line?: RegExp;
  readonly advice: string;
}

const HELM = /\{\{-?\s*(?:include|template|tpl|toYaml|if|else|end|with|range|define)\b|\{\{-?\s*(?:\.Values|\.Release|\.Chart|\.Files|\$\.)/;

const LOGQL = /\|[=~]|\|\s*(?:json|logfmt|line_format|unwrap|pattern|regexp)\b/;

const HELM_ADVICE = 'this is a template of Helm: validate what \'helm template\' renders';

const HINTS: readonly Hint[] = [
  { message: /^not a valid duration string: "\d+"/, advice: 'specify the unit, such as 5m' },
  {
    message: /unknown unit .* in duration|bad number or duration syntax/,
    advice: 'a duration has whole numbers with the units ms, s, m, h, d, w and y, such as 1h30m; other numbers have no unit',
  },
  { message: /^units: unknown unit {2}in \d+$/, advice: 'specify the unit, such as 10MB' },
  { message: /^unexpected "="/, advice: 'compare with ==' },
  { message: /^unexpected character: '&'/, advice: 'write \'and\'' },
  { message: /^unexpected character: '\|'/, line: LOGQL, advice: 'this is LogQL of Loki; a workspace evaluates PromQL' },
  { message: /^unexpected character: '\|'/, advice: 'write \'or\'' },
  { message: /^unexpected character.*'\$'/, advice: 'variables of Grafana, such as $__rate_interval, do not exist in rules: write a duration' },
  { message: /^unexpected character.*'[“”‘’]'/, advice: 'use straight quotes' },
  { message: /^unexpected character: '\\u00a0'/, advice: 'replace the no-break space with a space' },
  { message: /^unexpected character: '[≥≤≠]'/, advice: 'write >=, <= or !=' },
  { message: /^unexpected <op:>>/, line: /<>/, advice: 'write !=' },
  { message: /^unexpected character inside braces: ':'/, advice: 'write = between a label and its value' },
  {
    message: /^unexpected character inside braces: '[-./]'/,
    advice: 'a label name with other characters than letters, digits and _ must be in quotes; labels of Kubernetes have _ in place of them',
  },
  { message: /^unexpected left brace/, line: HELM, advice: HELM_ADVICE },
  { message: /^expected type range vector in call to function .* got instant vector/, advice: 'write a range after the selector, such as [5m]' },
  { message: /^no offset modifiers allowed before range/, advice: 'write the offset after the range, as in up[5m] offset 1h' },
  { message: /^ranges only allowed for vector selectors/, advice: 'for a subquery write a colon, as in [1h:]' },
  { message: /^comparisons between scalars must use BOOL modifier/, advice: 'write \'bool\' after the operator, or compare a vector, as in vector(time())' },
  { message: /^vector selector must contain at least one non-empty matcher/, advice: 'name a metric, or require a text, as in job=~".+"' },
  { message: /^unknown escape sequence/, advice: 'double the backslash, or write the text in back quotes' },
  { message: /^unexpected identifier "for"/, advice: 'write the time in the field \'for\' of the rule' },
  { message: /^unexpected identifier ".*" in label matching, expected string/, advice: 'put the value into quotes' },
  { message: /^unexpected identifier ".*" in grouping opts, expected "\("/, advice: 'put the labels into parentheses' },
  { message: /^(?:yaml: |must be .*, got )/, line: HELM, advice: HELM_ADVICE },
  { message: /^yaml: /, line: /:\s+\{\{/, advice: 'put a text that begins with {{ into quotes' },
  { message: /^yaml: mapping values are not allowed/, line: /:\s+\S.*:\s/, advice: 'put a text that has a colon and a space into quotes' },
  {
    message: /^yaml: did not find expected key/, line: /"[^"]*"[^"]*"[^"]*"/,
    advice: 'put a text that has double quotes into single quotes, or write it on the lines after \'|\'',
  },
  { message: /^yaml: .*\btab\b/, advice: 'indent with spaces' },
  { message: /^yaml: found character that cannot start any token/, line: /^\s*\t/, advice: 'indent with spaces' },
];

/** In characters; people write no longer ones. */
const LONGEST_LINE = 1000;

/** Returns problems of a text with advice after messages that many people see. */
export function withHints(problems: readonly Problem[], text: string): Problem[] {
  let lines: readonly string[] | undefined;
  return problems.map((problem) => {
    if (problem.severity !== ProblemSeverity.ERROR) return problem;
    lines ??= text.split(/\r\n?|\n/);
    const advice = adviceFor(problem, lines[(problem.line ?? 0) - 1] ?? '');
    return advice === undefined ? problem : { ...problem, message: `${problem.message}; ${advice}` };
  });
}

function adviceFor({ message }: Problem, line: string): string | undefined {
  return HINTS.find(hint => hint.message.test(message) && (hint.line?.test(line.slice(0, LONGEST_LINE)) ?? true))?.advice;
}
