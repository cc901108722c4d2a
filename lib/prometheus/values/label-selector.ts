import { quote } from './quote';

const KEY_FORMAT = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const KEY = new RegExp(`^${KEY_FORMAT}$`);
const VALUE = new RegExp(`^(${KEY_FORMAT})?$`);
const SUBDOMAIN_FORMAT = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';
const SUBDOMAIN = new RegExp(`^${SUBDOMAIN_FORMAT}$`);
const MAX_LENGTH = 63;
const MAX_SUBDOMAIN_LENGTH = 253;
const CHARACTERS = 'must consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character';
const KEY_RULE = `${CHARACTERS} (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${KEY_FORMAT}')`;
const VALUE_RULE = 'a valid label must be an empty string or consist of alphanumeric characters, \'-\', \'_\' or \'.\', '
  + 'and must start and end with an alphanumeric character '
  + `(e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(${KEY_FORMAT})?')`;
const SUBDOMAIN_RULE = 'a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', '
  + `and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN_FORMAT}')`;

const OPERATORS = 'in, notin, =, ==, !=, gt, lt';
const SYMBOLS = new Set(['=', '==', '!=', '!', '(', ')', ',', '>', '<']);
const SYMBOL_OPERATORS = new Set(['=', '==', '!=', '>', '<']);
const TOKEN = /==|!=|[=!(),<>]|[^=!(),<> \t\r\n]+/g;

class SelectorError extends Error {}

/**
 * Returns Kubernetes's message about a label selector, `undefined` when it is valid.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/labels/selector.go
 */
export function errorOfLabelSelector(selector: string): string | undefined {
  try {
    new SelectorParser(selector).parse();
    return undefined;
  } catch (error) {
    if (error instanceof SelectorError) return error.message;
    throw error;
  }
}

class SelectorParser {
  private readonly tokens: string[];
  private position = 0;

  public constructor(selector: string) {
    // The lexer takes a NUL character for the end.
    this.tokens = (selector.split('\0', 1)[0] ?? '').match(TOKEN) ?? [];
  }

  public parse(): void {
    while (this.peek() !== '') {
      if (!this.isIdentifier() && this.peek() !== '!') throw new SelectorError(`found '${this.peek()}', expected: !, identifier, or 'end of string'`);
      this.parseRequirement();
      const next = this.take();
      if (next === '') return;
      if (next !== ',') throw new SelectorError(`found '${next}', expected: ',' or 'end of string'`);
      if (!this.isIdentifier() && this.peek() !== '!') throw new SelectorError(`found '${this.peek()}', expected: identifier after ','`);
    }
  }

  private parseRequirement(): void {
    const isNegated = this.peek() === '!';
    if (isNegated) this.take();
    if (!this.isIdentifier()) this.fail(`found '${this.peek()}', expected: identifier`);
    const key = this.take();
    const keyErrors = errorsOfKey(key);
    if (keyErrors.length > 0) this.fail(`<nil>: Invalid value: ${quote(key)}: ${keyErrors.join('; ')}`);
    // After `!key` only the end or a comma may follow: the operator is known.
    if (isNegated || this.peek() === '' || this.peek() === ',') return;
    const operator = this.take();
    if (operator === 'in' || operator === 'notin') this.checkValues(key, this.parseValues());
    else if (SYMBOL_OPERATORS.has(operator)) this.checkValues(key, [this.parseExactValue()], operator);
    else this.fail(`found '${operator}', expected: ${OPERATORS}`);
  }

  private parseExactValue(): string {
    if (this.peek() === '' || this.peek() === ',') return '';
    if (!this.isIdentifier()) this.fail(`found '${this.peek()}', expected: identifier`);
    return this.take();
  }

  /** `(a,b)`; a missing value between commas is the empty one. */
  private parseValues(): string[] {
    const open = this.take();
    if (open !== '(') this.fail(`found '${open}' expected: '('`);
    if (this.peek() === ')') {
      this.take();
      return [''];
    }
    if (!this.isIdentifier() && this.peek() !== ',') this.fail(`found '${this.peek()}', expected: ',', ')' or identifier`);
    const values = new Set<string>();
    do {
      if (this.isIdentifier()) {
        values.add(this.take());
        if (this.peek() !== ',' && this.peek() !== ')') this.fail(`found '${this.peek()}', expected: ',' or ')'`);
      } else if (this.peek() === ',') {
        this.take();
        if (values.size === 0 || this.peek() === ')' || this.peek() === ',') values.add('');
      } else {
        this.fail(`found '${this.peek()}', expected: ',', or identifier`);
      }
    } while (this.peek() !== ')');
    this.take();
    return [...values].sort();
  }

  private checkValues(key: string, values: readonly string[], operator?: string): void {
    const isComparison = operator === '>' || operator === '<';
    const notIntegers = isComparison && !values.every(isInt64)
      ? values.map((value, index) => `values[${index}]: Invalid value: ${quote(value)}: for 'Gt', 'Lt' operators, the value must be an integer`)
      : [];
    const invalid = values.flatMap((value, index) => {
      const errors = errorsOfValue(value);
      return errors.length === 0 ? [] : [`values[${index}][${key}]: Invalid value: ${quote(value)}: ${errors.join('; ')}`];
    });
    const all = [...notIntegers, ...invalid];
    if (all.length > 0) this.fail(all.length === 1 ? all.join('') : `[${all.join(', ')}]`);
  }

  private peek(): string {
    return this.tokens[this.position] ?? '';
  }

  private take(): string {
    const token = this.peek();
    this.position++;
    return token;
  }

  /** `in` and `notin` are operators only after a key. */
  private isIdentifier(): boolean {
    return this.peek() !== '' && !SYMBOLS.has(this.peek());
  }

  private fail(message: string): never {
    throw new SelectorError(`unable to parse requirement: ${message}`);
  }
}

function isInt64(text: string): boolean {
  const [, sign = '', digits] = /^([-+]?)0*(\d{1,19})$/.exec(text) ?? [];
  return digits !== undefined && BigInt(digits) < 2n ** 63n + (sign === '-' ? 1n : 0n);
}

function errorsOfKey(key: string): string[] {
  const parts = key.split('/');
  if (parts.length > 2) return [`a valid label key ${KEY_RULE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  const [prefix, name = ''] = parts.length === 2 ? parts : [undefined, key];
  const errors = prefix === undefined ? [] : errorsOfPrefix(prefix).map(error => `prefix part ${error}`);
  if (name === '') errors.push('name part must be non-empty');
  else if (Buffer.byteLength(name) > MAX_LENGTH) errors.push(`name part must be no more than ${MAX_LENGTH} bytes`);
  if (!KEY.test(name)) errors.push(`name part ${KEY_RULE}`);
  return errors;
}

function errorsOfPrefix(prefix: string): string[] {
  if (prefix === '') return ['must be non-empty'];
  const errors = Buffer.byteLength(prefix) > MAX_SUBDOMAIN_LENGTH ? [`must be no more than ${MAX_SUBDOMAIN_LENGTH} bytes`] : [];
  return SUBDOMAIN.test(prefix) ? errors : [...errors, SUBDOMAIN_RULE];
}

function errorsOfValue(value: string): string[] {
  const errors = Buffer.byteLength(value) > MAX_LENGTH ? [`must be no more than ${MAX_LENGTH} bytes`] : [];
  return VALUE.test(value) ? errors : [...errors, VALUE_RULE];
}
