/** Stands in an expression for a variable that is not in quotes: a metric, a part of one, a label or a number. */
export const VARIABLE = '__variable__';

/** Stands in a quoted text for a variable. */
export const UNKNOWN = '\u{e000}';

/** `$x`, `${x}`, `${x:regex}`, `[[x]]` and `[[x:regex]]`. */
const VARIABLE_SYNTAX = /\$\{\w+(?:[.:][^{}]*)?\}|\$\w+|\[\[\w+(?::\w+)?\]\]/y;

/** Any duration reads the same metrics. The step of a query is a duration that is known only to who asks. */
const DURATION = 'step()';

/** In characters: `offset`, a sign and spaces. */
const LONGEST_OFFSET = 16;

/** A variable in an expression without variables. */
export interface ReplacedVariable {
  /** The position in the expression without variables. */
  readonly start: number;
  /** The text in place of the variable. */
  readonly replacement: string;
  /** The variable as the dashboard has it. */
  readonly variable: string;
}

/** An expression whose variables are replaced. */
export interface ReplacedExpression {
  readonly expr: string;
  readonly variables: readonly ReplacedVariable[];
}

/** Returns true for the name of a metric or a label of which a variable is a part. */
export function hasVariable(name: string): boolean {
  return name.includes(VARIABLE);
}

/** Returns a part of an expression as the dashboard has it. */
export function originalText({ expr, variables }: ReplacedExpression, start: number, end: number): string {
  let result = '';
  let position = start;
  for (const { start: from, replacement: { length }, variable } of variables) {
    if (from < position || from + length > end) continue;
    result += expr.slice(position, from) + variable;
    position = from + length;
  }
  return result + expr.slice(position, end);
}

/**
 * Replaces the variables of Grafana: in quotes by a text that matches no other, in brackets and after `offset` by a duration, elsewhere by
 * a name.
 *
 * @see https://grafana.com/docs/grafana/latest/visualizations/dashboards/variables/variable-syntax/
 */
export function withoutVariables(text: string): ReplacedExpression {
  const variables: ReplacedVariable[] = [];
  let expr = '';
  let quote = '';
  let isRange = false;
  let recent = '';
  const write = (part: string) => {
    expr += part;
    recent = (recent + part).slice(-LONGEST_OFFSET);
  };
  for (let position = 0; position < text.length;) {
    VARIABLE_SYNTAX.lastIndex = position;
    const variable = VARIABLE_SYNTAX.exec(text)?.[0];
    if (variable !== undefined) {
      const isDuration = isRange || /\boffset\s*(?:-\s*)?$/.test(recent);
      const replacement = replacementOf(variable, quote, isDuration);
      // The unit of a duration may follow the variable: `[${minutes}m]`.
      const unit = replacement === DURATION ? /^(?:ms|[smhdwy])?/.exec(text.slice(position + variable.length, position + variable.length + 2))?.[0] ?? '' : '';
      variables.push({ start: expr.length, replacement, variable: variable + unit });
      write(replacement);
      position += variable.length + unit.length;
      continue;
    }
    const character = text[position] ?? '';
    if (quote !== '') {
      if (character === '\\' && quote !== '`') {
        write(text.slice(position, position + 2));
        position += 2;
        continue;
      }
      if (character === quote) quote = '';
    } else if (/["'`]/.test(character)) {
      quote = character;
    } else if (character === '[' || character === ']') {
      isRange = character === '[';
    }
    write(character);
    position++;
  }
  return { expr, variables };
}

function replacementOf(variable: string, quote: string, isDuration: boolean): string {
  if (quote !== '') return UNKNOWN;
  if (isDuration) return DURATION;
  return /__interval_ms|__range_ms|__range_s|__from|__to/.test(variable) ? '60' : VARIABLE;
}
