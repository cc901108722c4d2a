import { typeProblems } from './check-types';
import { UnresolvedExpression } from './lexer';
import type { PromqlNode } from './nodes';
import { parseExpression } from './parse-expression';
import type { PromqlFeature, PromqlProblem } from './problem';
import { PromqlReader, PromqlSyntaxError, TooDeepExpression } from './reader';

/** An expression of PromQL as Prometheus 3.16 reads it without feature flags. */
export interface ParsedPromql {
  /** Absent if the syntax is wrong and where the expression could not be read. */
  readonly expr?: PromqlNode;
  /** Everything that Prometheus refuses; the first is the one that it reports. */
  readonly problems: readonly PromqlProblem[];
  readonly features: readonly PromqlFeature[];
  /** Why the expression could not be read: it is nested too deeply, or a part outside of strings is known only at deployment. */
  readonly notValidated?: 'nesting' | 'unresolved';
}

/**
 * Parses an expression and checks its types.
 *
 * @see https://github.com/prometheus/prometheus/blob/v3.16.0/promql/parser/parse.go
 */
export function parsePromql(text: string): ParsedPromql {
  const reader = new PromqlReader(text);
  const { problems, features } = reader;
  try {
    const expr = parseAll(reader);
    if (expr === undefined) return { problems, features };
    const isReadable = problems.every(({ feature }) => feature !== undefined);
    return { expr, problems: isReadable ? [...problems, ...typeProblems(expr, text)] : problems, features };
  } catch (error) {
    if (error instanceof PromqlSyntaxError) return { problems, features };
    if (error instanceof UnresolvedExpression) return { problems: [], features: [], notValidated: 'unresolved' };
    if (!(error instanceof TooDeepExpression)) throw error;
    return { problems, features, notValidated: 'nesting' };
  }
}

function parseAll(reader: PromqlReader): PromqlNode | undefined {
  if (reader.peek().type === 'end-of-input') {
    reader.report({ start: 0, end: 0 }, 'no expression found in input');
    return undefined;
  }
  try {
    const expr = parseExpression(reader);
    reader.expect('end-of-input');
    return expr;
  } catch (error) {
    if (error instanceof TooDeepExpression) reader.readRest();
    throw error;
  }
}
