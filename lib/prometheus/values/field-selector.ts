/**
 * Returns Kubernetes's message about a field selector, `undefined` when it is valid.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/fields/selector.go
 */
export function errorOfFieldSelector(selector: string): string | undefined {
  const terms = [...selector.matchAll(/(?:\\.|[^\\,]|\\$)+/gsu)].map(match => match[0]).sort(byBytes);
  for (const term of terms) {
    const operator = /!=|==?/.exec(term);
    if (operator === null) return `invalid selector: '${selector}'; can't understand '${term}'`;
    const error = errorOfValue(term.slice(operator.index + operator[0].length));
    if (error !== undefined) return error;
  }
  return undefined;
}

function errorOfValue(value: string): string | undefined {
  const rest = value.replace(/^(?:[^\\,=]|\\[\\,=])*/su, '');
  if (rest === '') return undefined;
  if (rest.startsWith('\\')) return `invalid field selector: invalid escape sequence: ${[...rest.matchAll(/./gsu)].slice(0, 2).join('')}`;
  return `invalid field selector: unescaped character in value: ${rest.charCodeAt(0)}`;
}

function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
