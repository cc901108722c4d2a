import { ANY, fieldOf, FLOAT, INTEGER, itemOf, NUMBER, TEXT, type TemplateFunction, type TemplateType } from './template-types';
import type { TemplateToken } from './template-token';
import type { TemplateTokens } from './template-tokens';

/** The types of variables, with their dollar. */
export type Variables = Map<string, TemplateType>;

/** An action that fails when it is reached. */
export interface EvaluationProblem {
  readonly kind: 'field' | 'arguments' | 'range';
  readonly message: string;
  readonly offset: number;
  /** The type without the field, and the field. */
  readonly type?: TemplateType;
  readonly field?: string;
}

/** The surroundings of a pipeline. */
export interface EvaluationScope {
  readonly dot: TemplateType;
  readonly variables: Variables;
  readonly functions: Readonly<Record<string, TemplateFunction>>;
  /** Variables that are set again after their declaration, which may have any type. */
  readonly reassigned: ReadonlySet<string>;
  readonly context?: 'range';
}

export interface Evaluation {
  readonly type: TemplateType;
  readonly problems: readonly EvaluationProblem[];
}

/** The kinds of values that are certainly not an argument of a kind. A text may be a number. */
const UNFIT = {
  text: new Set(['list', 'map', 'struct', 'number']), list: new Set(['text', 'number', 'struct']), struct: new Set(['text', 'number', 'list', 'map']),
  number: new Set(['list', 'map', 'struct']),
};
const KIND_NAMES = { text: 'a text', list: 'a list', struct: 'a sample', number: 'a number' };

/** Deeper parentheses are not evaluated. */
const MOST_NESTED = 50;

/** Evaluates the types of a pipeline, and consumes its tokens with the delimiter after it. */
export function evaluatePipeline(tokens: TemplateTokens, scope: EvaluationScope): Evaluation {
  const problems: EvaluationProblem[] = [];
  const names = declaredNames(tokens);
  const type = pipelineType(tokens, scope, problems, 0);
  if (scope.context === 'range' && (type.kind === 'text' || type.kind === 'struct')) {
    problems.push({ kind: 'range', message: `range needs a list or a map, got ${type.name}`, offset: tokens.peek().offset });
  }
  const [first, second] = names;
  const item = scope.context === 'range' ? itemOf(type) : type;
  const declare = (name: string, declared: TemplateType) => scope.variables.set(name, scope.reassigned.has(name) ? ANY : declared);
  if (first !== undefined) declare(first, second === undefined ? item : ANY);
  if (second !== undefined) declare(second, item);
  return { type, problems };
}

/** `$x :=`, `$x =` and `$i, $x :=`. */
function declaredNames(tokens: TemplateTokens): string[] {
  const read: TemplateToken[] = [];
  const names: string[] = [];
  const next = (): TemplateToken => {
    const token = tokens.next();
    read.push(token);
    return token.type === 'space' ? next() : token;
  };
  for (let token = next(); token.type === 'variable'; token = next()) {
    names.push(token.text);
    const after = next();
    if (after.type === 'declare' || after.type === 'assign') return names;
    if (after.type !== 'character') break;
  }
  tokens.pushBack(...read.reverse());
  return [];
}

function pipelineType(tokens: TemplateTokens, scope: EvaluationScope, problems: EvaluationProblem[], depth: number): TemplateType {
  let piped: TemplateType | undefined;
  for (;;) {
    const { type, end } = commandType(tokens, scope, problems, { piped, depth });
    if (end.type !== 'pipe') return type;
    piped = type;
  }
}

/** The state of the pipeline around a command. */
interface CommandContext {
  readonly piped?: TemplateType;
  readonly depth: number;
}

/** Reads a command and the token after it. */
function commandType(
  tokens: TemplateTokens, scope: EvaluationScope, problems: EvaluationProblem[], { piped, depth }: CommandContext,
): { readonly type: TemplateType; readonly end: TemplateToken } {
  let called: TemplateToken | undefined;
  const operands: TemplateType[] = [];
  for (let token = tokens.nextNonSpace(); ; token = tokens.nextNonSpace()) {
    if (['pipe', 'right-delimiter', 'right-parenthesis', 'end', 'error'].includes(token.type)) {
      const given = piped === undefined ? operands : [...operands, piped];
      return { type: called === undefined ? operands[0] ?? ANY : resultOf(called, given, scope, problems), end: token };
    }
    if (token.type === 'identifier') {
      if (called === undefined && operands.length === 0) called = token;
      else operands.push(resultOf(token, [], scope, problems));
      continue;
    }
    const start = token.type === 'left-parenthesis' ? parenthesized(tokens, scope, problems, depth) : operandType(token, scope, problems);
    operands.push(withFields(tokens, start, problems));
  }
}

function parenthesized(tokens: TemplateTokens, scope: EvaluationScope, problems: EvaluationProblem[], depth: number): TemplateType {
  if (depth < MOST_NESTED) return pipelineType(tokens, scope, problems, depth + 1);
  for (let open = 1; open > 0;) {
    const { type } = tokens.next();
    if (type === 'left-parenthesis') open++;
    else if (type === 'right-parenthesis' || type === 'end' || type === 'error') open--;
  }
  return ANY;
}

function operandType(
  { type, text, offset }: TemplateToken, { dot, variables }: EvaluationScope, problems: EvaluationProblem[],
): TemplateType {
  switch (type) {
    case 'string':
    case 'raw-string': return TEXT;
    case 'number': return numberType(text);
    case 'character-constant': return INTEGER;
    case 'variable': return variables.get(text) ?? ANY;
    case 'field': return field(dot, text.slice(1), offset, problems);
    case 'keyword': return text === '.' ? dot : ANY;
    default: return ANY;
  }
}

/** A constant is a float if it is written as one, whatever its value; an imaginary one is neither. */
function numberType(text: string): TemplateType {
  if (text.endsWith('i')) return NUMBER;
  return /[.eEpP]/.test(text) && !/^[+-]?0[xX][^pP]*$/.test(text) ? FLOAT : INTEGER;
}

function withFields(tokens: TemplateTokens, start: TemplateType, problems: EvaluationProblem[]): TemplateType {
  let type = start;
  while (tokens.peek().type === 'field') {
    const { text, offset } = tokens.next();
    type = field(type, text.slice(1), offset, problems);
  }
  return type;
}

function field(type: TemplateType, name: string, offset: number, problems: EvaluationProblem[]): TemplateType {
  const found = fieldOf(type, name);
  if (found === undefined) problems.push({ kind: 'field', message: `${type.name} has no field .${name}`, offset, type, field: name });
  return found ?? ANY;
}

function resultOf(
  { text: name, offset }: TemplateToken, given: readonly TemplateType[], { functions }: EvaluationScope, problems: EvaluationProblem[],
): TemplateType {
  const called = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (called === undefined) return ANY;
  const { least, most = Infinity, kinds = [], compares = false, result } = called;
  const report = (message: string) => {
    problems.push({ kind: 'arguments', message: `${name} ${message}`, offset });
  };
  if (given.length < least || given.length > most) {
    report(`takes ${most === least ? '' : 'at least '}${least} ${least === 1 ? 'argument' : 'arguments'}, got ${given.length}`);
  }
  given.forEach((type, index) => {
    const kind = kinds[index];
    if (kind === undefined || !UNFIT[kind].has(type.kind)) return;
    report(`takes ${KIND_NAMES[kind]} as argument ${index + 1}, got ${type.name}`);
  });
  const [first = ANY, ...others] = compares ? given : [];
  const { comparable: kind } = first;
  const other = kind === undefined ? undefined : others.find(({ comparable }) => comparable !== undefined && comparable !== kind);
  if (other !== undefined) report(`cannot compare ${first.name} with ${other.name}${comparisonHint(first, other)}`);
  return result(given);
}

/** Constants are the one thing that an author can write in another way. */
function comparisonHint(...types: readonly TemplateType[]): string {
  return types.every(({ kind }) => kind === 'number') ? ': write the integer with a decimal point, such as 90.0' : '';
}
