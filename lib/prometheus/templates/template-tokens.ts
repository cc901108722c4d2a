import { quote } from '../values/quote';
import type { TemplateProblem } from './template';
import { TemplateLexer } from './template-lexer';
import type { TemplateToken, TemplateTokenType } from './template-token';

/** Ends the parsing of a template. */
export class TemplateSyntaxError extends Error {
  public constructor(public readonly problem: TemplateProblem) {
    super(problem.message);
  }
}

/** The tokens of a template, of which some may be put back. */
export class TemplateTokens {
  private readonly lexer: TemplateLexer;
  private readonly pushedBack: TemplateToken[] = [];
  private last: TemplateToken = { type: 'text', text: '', offset: 0 };

  public constructor(text: string) {
    this.lexer = new TemplateLexer(text);
  }

  public next(): TemplateToken {
    const token = this.pushedBack.pop();
    if (token !== undefined) return token;
    this.last = this.lexer.next();
    return this.last;
  }

  public nextNonSpace(): TemplateToken {
    for (;;) {
      const token = this.next();
      if (token.type !== 'space') return token;
    }
  }

  public peek(): TemplateToken {
    const token = this.next();
    this.pushedBack.push(token);
    return token;
  }

  /** The last of several is the next to come. */
  public pushBack(...tokens: readonly TemplateToken[]): void {
    this.pushedBack.push(...tokens);
  }

  public expect(type: TemplateTokenType, context: string): TemplateToken {
    const token = this.nextNonSpace();
    return token.type === type ? token : this.unexpected(token, context);
  }

  public unexpected(token: TemplateToken, context: string): never {
    return this.fail(token.type === 'error' ? token.text : `unexpected ${described(token)} in ${context}`, token);
  }

  public fail(message: string, { offset } = this.last): never {
    throw new TemplateSyntaxError({ message, offset });
  }
}

/** A token as Go's messages show it. */
function described({ type, text }: TemplateToken): string {
  if (type === 'end') return 'EOF';
  if (type === 'keyword') return `<${text}>`;
  return Buffer.byteLength(text) > 10 ? `${quote(/^[^]{0,10}/u.exec(text)?.[0] ?? '')}...` : quote(text);
}
