import { TemplateParser } from './template-parser';
import type { ParsedTemplate, TemplateOptions } from './template';

/** The functions of text/template itself, which every template has. */
const BUILT_IN = [
  'and', 'call', 'html', 'index', 'slice', 'js', 'len', 'not', 'or', 'print', 'printf', 'println', 'urlquery', 'eq', 'ge', 'gt', 'le', 'lt', 'ne',
];

/**
 * Parses a template as Go's text/template does, without running it. Like that, it stops at the first problem.
 *
 * @see https://pkg.go.dev/text/template
 */
export function parseTemplate(text: string, options: TemplateOptions): ParsedTemplate {
  if (!text.includes('{{')) return { references: [], definitions: [] };
  const functions = new Set([...BUILT_IN, ...options.functions]);
  return new TemplateParser(text, { ...options, functions }).parse();
}
