import { TemplateParser } from './template-parser';
import type { ParsedTemplate, TemplateOptions } from './template';

/** The functions of text/template itself, which every template has. */
const BUILT_IN = [
  'and', 'call', 'html', 'index', 'slice', 'js', 'len', 'not', 'or', 'print', 'printf', 'println', 'urlquery', 'eq', 'ge', 'gt', 'le', 'lt', 'ne',
];

/** The functions of templates with their own, by these. */
const functionSets = new WeakMap<object, ReadonlySet<string>>();

/**
 * Parses a template as Go's text/template does, without running it. Like that, it stops at the first problem.
 *
 * @see https://pkg.go.dev/text/template
 */
export function parseTemplate(text: string, options: TemplateOptions): ParsedTemplate {
  if (!text.includes('{{')) return { references: [], definitions: [] };
  let functions = functionSets.get(options.functions);
  if (functions === undefined) {
    functions = new Set([...BUILT_IN, ...options.functions]);
    functionSets.set(options.functions, functions);
  }
  return new TemplateParser(text, { ...options, functions }).parse();
}
