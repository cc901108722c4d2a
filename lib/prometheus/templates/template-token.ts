/** The kinds of tokens in a template of Go's text/template. */
export type TemplateTokenType
  = 'text' | 'left-delimiter' | 'right-delimiter' | 'space' | 'pipe' | 'left-parenthesis' | 'right-parenthesis' | 'assign' | 'declare'
    | 'character' | 'field' | 'variable' | 'identifier' | 'keyword' | 'boolean' | 'number' | 'complex' | 'character-constant' | 'string'
    | 'raw-string' | 'error' | 'end';

export interface TemplateToken {
  readonly type: TemplateTokenType;
  /** The text of the token; of an error its message. */
  readonly text: string;
  /** The start of the token in the template. */
  readonly offset: number;
}

export const TEMPLATE_KEYWORDS: ReadonlySet<string> = new Set([
  '.', 'block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'nil', 'template', 'with',
]);
