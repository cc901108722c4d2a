import { unquoteGo } from '../values/go-string';
import { quote } from '../values/quote';
import type { ParsedTemplate, TemplateOptions, TemplateProblem, TemplateReference } from './template';
import { OpenBlocks } from './template-blocks';
import { numberError } from './template-number';
import { parsePipeline, type PipelineListener } from './template-pipeline';
import { TemplateSyntaxError, TemplateTokens } from './template-tokens';
import type { TemplateToken } from './template-token';

/** Parses a template without recursion: it may be nested as deeply as its text is long. */
export class TemplateParser implements PipelineListener {
  private readonly tokens: TemplateTokens;
  private readonly references: TemplateReference[] = [];
  private readonly blocks: OpenBlocks;
  private isCondition = false;

  public constructor(text: string, private readonly options: TemplateOptions & { readonly functions: ReadonlySet<string> }) {
    this.tokens = new TemplateTokens(text);
    this.blocks = new OpenBlocks(options.name, options.variables ?? []);
  }

  public parse(): ParsedTemplate {
    try {
      this.parseItems();
      return this.result();
    } catch (error) {
      if (!(error instanceof TemplateSyntaxError)) throw error;
      return this.result(error.problem);
    }
  }

  private result(problem?: TemplateProblem): ParsedTemplate {
    const { references, blocks: { definitions } } = this;
    return { references, definitions, ...(problem && { problem }) };
  }

  private parseItems(): void {
    for (let token = this.tokens.next(); token.type !== 'end'; token = this.tokens.next()) {
      if (token.type === 'left-delimiter') this.parseAction();
      else if (token.type !== 'text') this.tokens.unexpected(token, 'input');
      else if (token.text.trim() !== '') this.blocks.addContent();
    }
    if (this.blocks.depth > 0) this.tokens.fail('unexpected EOF');
    this.failIf(this.blocks.closeRoot());
  }

  private failIf(message: string | undefined): void {
    if (message !== undefined) this.tokens.fail(message);
  }

  private parseAction(): void {
    const token = this.tokens.nextNonSpace();
    const keyword = token.type === 'keyword' ? token.text : '';
    if (keyword === 'if' || keyword === 'with' || keyword === 'range') this.openControl(keyword);
    else if (keyword === 'define') this.openDefinition(token);
    else if (keyword === 'block') this.openBlock();
    else if (keyword === 'template') this.parseTemplateCall();
    else if (keyword === 'break' || keyword === 'continue') this.parseJump(keyword);
    else if (keyword === 'else') this.parseElse();
    else if (keyword === 'end') this.parseEnd();
    else this.parseCommands(token);
  }

  private parseCommands(first: TemplateToken): void {
    this.tokens.pushBack(first);
    this.parsePipeline('command');
    this.blocks.addContent();
  }

  private openControl(kind: 'if' | 'with' | 'range', isContinuation = false): void {
    const outerVariables = this.blocks.variables.size;
    this.isCondition = kind !== 'range';
    this.parsePipeline(kind);
    this.isCondition = false;
    this.blocks.openControl(kind, outerVariables, isContinuation);
  }

  /** Go looks for it only at the root. */
  private openDefinition(token: TemplateToken): void {
    if (this.blocks.depth > 0) this.tokens.unexpected(token, 'command');
    const name = this.parseName(this.tokens.nextNonSpace(), 'define clause');
    this.tokens.expect('right-delimiter', 'define clause');
    this.blocks.openTree('define', name);
  }

  private openBlock(): void {
    const token = this.tokens.nextNonSpace();
    const name = this.parseName(token, 'block clause');
    this.refer('template', name, [], token);
    this.parsePipeline('block clause');
    this.blocks.openTree('block', name);
  }

  private parseTemplateCall(): void {
    const token = this.tokens.nextNonSpace();
    this.refer('template', this.parseName(token, 'template clause'), [], token);
    const next = this.tokens.nextNonSpace();
    if (next.type !== 'right-delimiter') {
      this.tokens.pushBack(next);
      this.parsePipeline('template clause');
    }
    this.blocks.addContent();
  }

  private parseName(token: TemplateToken, context: string): string {
    if (token.type !== 'string' && token.type !== 'raw-string') this.tokens.unexpected(token, context);
    return unquoteGo(token.text) ?? this.tokens.fail('invalid syntax');
  }

  private parseJump(keyword: string): void {
    this.tokens.expect('right-delimiter', `{{${keyword}}}`);
    if (!this.blocks.isInRange) this.tokens.fail(`{{${keyword}}} outside {{range}}`);
  }

  /** `{{else if …}}` is an `if` inside the `else`, which ends with it. */
  private parseElse(): void {
    const next = this.tokens.nextNonSpace();
    const continuation = next.type === 'keyword' && (next.text === 'if' || next.text === 'with') ? next.text : undefined;
    if (continuation === undefined && next.type !== 'right-delimiter') this.tokens.unexpected(next, 'else');
    this.failIf(this.blocks.startElse(continuation));
    if (continuation !== undefined) this.openControl(continuation, true);
  }

  private parseEnd(): void {
    this.tokens.expect('right-delimiter', 'end');
    this.failIf(this.blocks.close());
  }

  private parsePipeline(context: string): void {
    parsePipeline(this.tokens, context, this);
  }

  public declare(variable: string): void {
    this.blocks.variables.declare(variable);
  }

  public checkTerm(token: TemplateToken): void {
    const { type, text } = token;
    if (type === 'identifier' && !this.options.functions.has(text)) this.tokens.fail(`function ${quote(text)} not defined`, token);
    if (type === 'variable' && !this.blocks.variables.has(text)) this.tokens.fail(`undefined variable ${quote(text)}`, token);
    if (type === 'string' && unquoteGo(text) === undefined) this.tokens.fail('invalid syntax', token);
    if (type === 'number' || type === 'complex' || type === 'character-constant') {
      const error = numberError(token);
      if (error !== undefined) this.tokens.fail(error, token);
    }
  }

  public term(token: TemplateToken, fields: readonly string[]): void {
    const { type, text } = token;
    if (type === 'identifier') this.refer('function', text, fields, token);
    if (type === 'variable') this.refer('variable', text, fields, token);
    if (type === 'field') this.refer('field', text.slice(1), fields, token);
    if (type === 'keyword' && text === '.') this.refer('field', '', fields, token);
  }

  private refer(kind: TemplateReference['kind'], name: string, fields: readonly string[], { offset }: TemplateToken): void {
    this.references.push({ kind, name, fields, isAtRoot: this.blocks.isAtRoot, isCondition: this.isCondition, offset });
  }
}
