import { ProblemSeverity, type Problem } from '../../validation/problem';
import { isFields, problemIn, type Fields, type Path, type SourceDocument } from '../source-document';

/** The values of environment variables, by name. */
export type Environment = Readonly<Record<string, string>>;

/** A value whose variables are resolved, and what could not be. */
export interface Resolved {
  readonly value: unknown;
  readonly problems: readonly Problem[];
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
    return { value: items.map(item => item.value), problems: items.flatMap(({ problems }) => problems) };
  }
  if (!isFields(value)) return { value, problems: [] };
  return resolveFields(value, environment, document, path);
}

function resolveFields(value: Fields, environment: Environment, document: SourceDocument, path: Path): Resolved {
  const entries = Object.entries(value).map(([key, item]) => [key, resolveVariables(item, environment, document, [...path, key])] as const);
  return {
    value: Object.fromEntries(entries.map(([key, item]) => [key, item.value])),
    problems: entries.flatMap(([, { problems }]) => problems),
  };
}

function resolveText(text: string, environment: Environment, document: SourceDocument, path: Path): Resolved {
  const problems: Problem[] = [];
  const report = (message: string) => {
    problems.push(problemIn(document, path, 'open-telemetry-variable', ERROR, message));
    return '';
  };
  const value = text.replaceAll(REFERENCE, (reference, scheme?: string, name?: string, fallback?: string) => {
    if (reference === '$$') return '$';
    if (scheme !== undefined && scheme !== 'env') return report(`${reference} cannot be resolved at synth; write the value in its place`);
    const known = name !== undefined && Object.hasOwn(environment, name) ? environment[name] : fallback;
    return known ?? report(`the environment variable '${name ?? ''}' has no value; specify it in environment`);
  });
  return { value, problems };
}
