import { ProblemSeverity, type Problem } from '../../validation/problem';
import { isFields, problemIn, type Path, type SourceDocument } from '../source-document';

/** The values of environment variables, by name. */
export type Environment = Readonly<Record<string, string>>;

/** A value whose variables are resolved, and what could not be. */
export interface Resolved {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** The number of `$$` that became `$`. */
  readonly dollars: number;
  /** The names of the variables that were resolved. */
  readonly names: readonly string[];
}

const { ERROR } = ProblemSeverity;

/** `$$`, `${env:NAME}`, `${NAME}`, with a default after `:-`. */
const REFERENCE = /\$\$|\$\{(?:([a-z]+):)?([^}:]*)(?::-([^}]*))?\}/g;

/**
 * Resolves the references of all texts in a value, and makes `$$` a single dollar, as the OpenTelemetry collector does.
 *
 * @param environment the values of environment variables, by name
 * @see https://opentelemetry.io/docs/collector/configuration/#environment-variables
 */
export function resolveVariables(value: unknown, environment: Environment, document: SourceDocument, path: Path): Resolved {
  if (typeof value === 'string') return resolveText(value, environment, document, path);
  if (Array.isArray(value)) {
    const items = (value as unknown[]).map((item, index) => resolveVariables(item, environment, document, [...path, index]));
    return joined(items.map(item => item.value), items);
  }
  if (!isFields(value)) return joined(value, []);
  const entries = Object.entries(value).map(([key, item]) => [key, resolveVariables(item, environment, document, [...path, key])] as const);
  return joined(Object.fromEntries(entries.map(([key, item]) => [key, item.value])), entries.map(([, item]) => item));
}

function joined(value: unknown, parts: readonly Resolved[]): Resolved {
  return {
    value,
    problems: parts.flatMap(({ problems }) => problems),
    dollars: parts.reduce((sum, { dollars }) => sum + dollars, 0),
    names: parts.flatMap(({ names }) => names),
  };
}

function resolveText(text: string, environment: Environment, document: SourceDocument, path: Path): Resolved {
  const problems: Problem[] = [];
  const names: string[] = [];
  let dollars = 0;
  const report = (message: string) => {
    problems.push(problemIn(document, path, 'open-telemetry-variable', ERROR, message));
    return '';
  };
  const value = text.replaceAll(REFERENCE, (reference, scheme?: string, name?: string, fallback?: string) => {
    if (reference === '$$') {
      dollars++;
      return '$';
    }
    if (scheme !== undefined && scheme !== 'env') return report(`${reference} cannot be resolved at synth; write the value in its place`);
    const known = name !== undefined && Object.hasOwn(environment, name) ? environment[name] : fallback;
    if (known !== undefined) names.push(name ?? '');
    return known ?? report(`the environment variable '${name ?? ''}' has no value; specify it in environment`);
  });
  return { value, problems, dollars, names };
}
