/** Stands in an expression for a variable that is not in quotes: a metric, a part of one, a label or a number. */
export const VARIABLE = '__variable__';

/** Stands in a quoted text for a variable. */
export const UNKNOWN = '\u{e000}';

/** `$x`, `${x}`, `${x:regex}`, `[[x]]` and `[[x:regex]]`. */
const VARIABLE_SYNTAX = /\$\{\w+(?:[.:][^{}]*)?\}|\$\w+|\[\[\w+(?::\w+)?\]\]/y;

/** Ranges and steps: any duration reads the same metrics. */
const DURATION = '5m';

/**
 * Replaces the variables of Grafana: in quotes by a text that matches no other, in brackets and behind `offset` by a duration, elsewhere by
 * a name.
 *
 * @see https://grafana.com/docs/grafana/latest/visualizations/dashboards/variables/variable-syntax/
 */
export function withoutVariables(expr: string): string {
  let result = '';
  let quote = '';
  let isRange = false;
  for (let position = 0; position < expr.length;) {
    VARIABLE_SYNTAX.lastIndex = position;
    const variable = VARIABLE_SYNTAX.exec(expr)?.[0];
    if (variable !== undefined) {
      result += replacement(variable, quote, isRange || /\boffset\s*(?:-\s*)?$/.test(result.slice(-16)));
      position += variable.length;
      continue;
    }
    const character = expr[position] ?? '';
    if (quote !== '') {
      if (character === '\\' && quote !== '`') {
        result += expr.slice(position, position + 2);
        position += 2;
        continue;
      }
      if (character === quote) quote = '';
    } else if (/["'`]/.test(character)) {
      quote = character;
    } else if (character === '[' || character === ']') {
      isRange = character === '[';
    }
    result += character;
    position++;
  }
  return result;
}

function replacement(variable: string, quote: string, isDuration: boolean): string {
  if (quote !== '') return UNKNOWN;
  if (/__interval_ms|__range_ms|__range_s|__from|__to/.test(variable)) return '60';
  return isDuration ? DURATION : VARIABLE;
}
