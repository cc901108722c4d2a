import { quote } from '../values/quote';
import type { TemplateTokens } from './template-tokens';
import type { TemplateToken, TemplateTokenType } from './template-token';

/** Go's own limit of nested parentheses. */
const MAX_PARENTHESES = 10_000;

const LITERALS: ReadonlySet<TemplateTokenType> = new Set<TemplateTokenType>([
  'boolean', 'character-constant', 'complex', 'number', 'raw-string', 'string',
]);
const OPERANDS: ReadonlySet<TemplateTokenType> = new Set<TemplateTokenType>([
  ...LITERALS, 'field', 'identifier', 'variable', 'left-parenthesis',
]);

/** Receives the parts of a pipeline while it is read. */
export interface PipelineListener {
  declare(variable: string): void;
  /** Fails where the term is not valid by itself. */
  checkTerm(token: TemplateToken): void;
  /** A term, and the fields after it. */
  term(token: TemplateToken, fields: readonly string[]): void;
}

/** A pipeline that is being read. All but the first are in parentheses, each an operand of the one before. */
interface OpenPipeline {
  readonly context: string;
  readonly end: TemplateTokenType;
  /** The number of complete commands. */
  commands: number;
  /** The number of operands of the command that is being read. */
  operands: number;
  /** The first stage that can take nothing from the one before it. */
  notExecutable?: number;
}

/** Reads a pipeline up to the delimiter that closes its action. */
export function parsePipeline(tokens: TemplateTokens, context: string, listener: PipelineListener): void {
  const open: OpenPipeline[] = [];
  const start = (name: string, end: TemplateTokenType) => {
    open.push({ context: name, end, commands: 0, operands: 0 });
    parseDeclarations(tokens, name, listener);
  };
  start(context, 'right-delimiter');
  for (let pipeline = open.at(-1); pipeline !== undefined; pipeline = open.at(-1)) {
    const before = pipeline.operands > 0 ? tokens.next() : undefined;
    const token = before === undefined || before.type === 'space' ? tokens.nextNonSpace() : before;
    if (!isOperand(token) || token === before) {
      if (pipeline.operands > 0) endCommand(tokens, token, pipeline);
      else if (token.type !== pipeline.end) tokens.unexpected(token, pipeline.context);
      else endPipeline(tokens, pipeline, open);
      continue;
    }
    if (pipeline.operands === 0 && pipeline.commands > 0 && isLiteral(token)) pipeline.notExecutable ??= pipeline.commands + 1;
    pipeline.operands++;
    if (token.type !== 'left-parenthesis') {
      parseTerm(tokens, token, listener);
      continue;
    }
    if (open.length > MAX_PARENTHESES) tokens.fail('max expression depth exceeded', token);
    start('parenthesized pipeline', 'right-parenthesis');
  }
}

/** `$x :=`, `$x =`, and in a range `$i, $x :=`. */
function parseDeclarations(tokens: TemplateTokens, context: string, listener: PipelineListener): void {
  for (let count = 1; ; count++) {
    const variable = tokens.nextNonSpace();
    if (variable.type !== 'variable') {
      tokens.pushBack(variable);
      return;
    }
    const after = tokens.next();
    const next = after.type === 'space' ? tokens.nextNonSpace() : after;
    const isComma = next.type === 'character' && next.text === ',';
    if (!isComma && next.type !== 'assign' && next.type !== 'declare') {
      tokens.pushBack(...(next === after ? [next] : [next, after]), variable);
      return;
    }
    listener.declare(variable.text);
    if (!isComma) return;
    if (context !== 'range' || count > 1) tokens.fail(`too many declarations in ${context}`, variable);
    const second = tokens.nextNonSpace();
    tokens.pushBack(second);
    if (!['variable', 'right-delimiter', 'right-parenthesis'].includes(second.type)) tokens.fail('range can only initialize variables', second);
  }
}

function isLiteral({ type, text }: TemplateToken): boolean {
  return LITERALS.has(type) || (type === 'keyword' && (text === '.' || text === 'nil'));
}

function isOperand(token: TemplateToken): boolean {
  return OPERANDS.has(token.type) || isLiteral(token);
}

function parseTerm(tokens: TemplateTokens, token: TemplateToken, listener: PipelineListener): void {
  listener.checkTerm(token);
  const fields = parseFields(tokens);
  if (fields.length > 0 && isLiteral(token)) tokens.fail(`unexpected . after term ${quote(token.text)}`, token);
  listener.term(token, fields);
}

function parseFields(tokens: TemplateTokens): string[] {
  const fields: string[] = [];
  while (tokens.peek().type === 'field') fields.push(tokens.next().text.slice(1));
  return fields;
}

function endCommand(tokens: TemplateTokens, token: TemplateToken, pipeline: OpenPipeline): void {
  if (!['right-delimiter', 'right-parenthesis', 'pipe'].includes(token.type)) tokens.unexpected(token, 'operand');
  if (token.type !== 'pipe') tokens.pushBack(token);
  pipeline.commands++;
  pipeline.operands = 0;
}

function endPipeline(tokens: TemplateTokens, pipeline: OpenPipeline, open: OpenPipeline[]): void {
  if (pipeline.commands === 0) tokens.fail(`missing value for ${pipeline.context}`);
  if (pipeline.notExecutable !== undefined) tokens.fail(`non executable command in pipeline stage ${pipeline.notExecutable}`);
  open.pop();
  if (open.length > 0) parseFields(tokens);
}
