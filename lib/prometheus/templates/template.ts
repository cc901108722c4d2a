/** The surroundings of a template. */
export interface TemplateOptions {
  /** The name of the template, which none that it defines may have unless one of them is empty. */
  readonly name: string;
  /** The names of the functions, besides those of text/template itself. */
  readonly functions: Iterable<string>;
  /** Variables that are set before the template starts, with their dollar. */
  readonly variables?: readonly string[];
}

/** A use of a function, a variable, a field or another template. */
export interface TemplateReference {
  readonly kind: 'function' | 'variable' | 'field' | 'template';
  /** The name: of a variable with its dollar; of a field without its dot, empty for the dot alone. */
  readonly name: string;
  /** The fields that follow: `foo` of `$labels.foo`. */
  readonly fields: readonly string[];
  /** True if the dot is the value that the template was given: outside `range`, `with`, `define` and `block`. */
  readonly isAtRoot: boolean;
  /** True if it is in the condition of an `if` or a `with`. */
  readonly isCondition: boolean;
  readonly offset: number;
}

/** Why Go refuses a template. */
export interface TemplateProblem {
  /** In Go's words, without the template's name and line. */
  readonly message: string;
  /** The start of the token at which the parser stopped. */
  readonly offset: number;
}

export interface ParsedTemplate {
  /** In the order of the text, up to the problem. */
  readonly references: readonly TemplateReference[];
  /** The names of the templates that `define` and `block` define. */
  readonly definitions: readonly string[];
  readonly problem?: TemplateProblem;
}
