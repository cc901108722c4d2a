import { literal, propertyName } from './typescript-literal';

/** A TypeScript expression: text, or a list in brackets, on one line if it fits. */
export type Expression = string | BracketedExpression;

interface BracketedExpression {
  readonly open: string;
  readonly items: readonly Expression[];
  readonly close: string;
}

const LINE_WIDTH = 120;

export function call(callee: string, ...items: readonly Expression[]): Expression {
  const [only] = items;
  // The bracket of a single argument follows the parenthesis.
  if (items.length === 1 && typeof only === 'object') return { ...only, open: `${callee}(${only.open}`, close: `${only.close})` };
  return { open: `${callee}(`, items, close: ')' };
}

export function listOf(items: readonly Expression[]): Expression {
  return { open: '[', items, close: ']' };
}

/** An object literal; properties without a value are left out. */
export function objectOf(properties: ReadonlyArray<readonly [name: string, value: Expression | undefined]>): Expression {
  const items = properties.flatMap(([name, value]) => value === undefined ? [] : [prefixed(`${propertyName(name)}: `, value)]);
  return { open: '{', items, close: '}' };
}

/** A value as a literal. */
export function valueOf(value: unknown): Expression {
  if (Array.isArray(value)) return listOf(value.map(valueOf));
  if (typeof value === 'object' && value !== null) return objectOf(Object.entries(value).map(([name, item]) => [name, valueOf(item)]));
  return literal(value);
}

export function prefixed(prefix: string, expression: Expression): Expression {
  return typeof expression === 'string' ? `${prefix}${expression}` : { ...expression, open: `${prefix}${expression.open}` };
}

/** Prints an expression with two blanks for each level. */
export function printExpression(expression: Expression, indentation = 0): string {
  if (typeof expression === 'string') return expression;
  const { open, items, close } = expression;
  const line = onOneLine(expression);
  if (items.length === 0 || (indentation + line.length <= LINE_WIDTH && items.every(item => typeof item === 'string' || item.items.length <= 3))) return line;
  const inner = ' '.repeat(indentation + 2);
  return `${open}\n${items.map(item => `${inner}${printExpression(item, indentation + 2)},\n`).join('')}${' '.repeat(indentation)}${close}`;
}

function onOneLine(expression: Expression): string {
  if (typeof expression === 'string') return expression;
  const { open, items, close } = expression;
  const space = open.endsWith('{') && items.length > 0 ? ' ' : '';
  return `${open}${space}${items.map(onOneLine).join(', ')}${space}${close}`;
}
