import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { AppFacts } from '../../../lib/scraper/app-facts';
import { ProblemSeverity, type Problem } from '../../../lib/validation/problem';
import { isObject, type JsonObject } from '../../../lib/private/json';
import type { ConstructMetadata, MetadataEntry } from './manifest';

/** Metadata of the CDK: `Validations.of(scope).acknowledge(…)`, by qualified rule ids. */
const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

/** Metadata of the CDK: a warning of a construct that is not acknowledged. */
const WARNING = 'aws:cdk:warning';

/** Metadata of this library's Scraper: the warnings that it attached, some of which the app may have acknowledged. */
const ATTACHED = 'cdk-managed-prometheus:warnings';

/** Metadata of this library's Scraper: the facts that its validation rests on, and that the template does not show. */
const FACTS = 'cdk-managed-prometheus:facts';

/** Metadata of this library's Scraper: the app chose no configuration, and its construct attached no warnings. */
const DEFAULT_CONFIGURATION = 'cdk-managed-prometheus:default-configuration';

/**
 * Returns the problems of a scraper that the app does not acknowledge.
 *
 * The CDK removes acknowledged warnings of constructs, also if they are acknowledged for the app or a stage, of which the assembly has no
 * other record, and if they are acknowledged for one job. For hand-written scrapers, only acknowledgements within the stack are recorded
 * here; the report of the validation plugin has the others.
 */
export function unacknowledged(problems: readonly Problem[], constructPath: string, metadata: ConstructMetadata): Problem[] {
  const path = `/${constructPath}`;
  const rules = scopesOf(path).flatMap(scope => metadata.get(scope) ?? []).filter(({ type }) => type === ACKNOWLEDGED)
    .flatMap(({ data }) => isObject(data) ? Object.keys(data) : []);
  const entries = metadata.get(path) ?? [];
  const isRemoved = removedWarnings(problems, entries);
  const isDefault = entries.some(({ type }) => type === DEFAULT_CONFIGURATION);
  return problems.filter(problem =>
    !(isRemoved(problem) ?? (isDefault && problem.severity === ProblemSeverity.WARNING ? true : rules.some(id => isRule(id, problem)))));
}

/** Returns what the app knew of the cluster and the workspace of a scraper of this library. */
export function appFactsOf(constructPath: string, metadata: ConstructMetadata): AppFacts {
  return Object.assign({}, ...(metadata.get(`/${constructPath}`) ?? []).filter(({ type }) => type === FACTS).map(({ data }) => data)) as AppFacts;
}

/** Returns the file that a construct of this library read its configuration from. */
export function sourceFileOf(constructPath: string, metadata: ConstructMetadata): string | undefined {
  const file = attachedWarnings(metadata.get(`/${constructPath}`) ?? []).find(warning => typeof warning.file === 'string')?.file;
  return typeof file === 'string' ? file : undefined;
}

/** Returns where the tool finds the file: apps run in the folder that contains their assembly, and the tool may run in another one. */
export function pathOfSource(file: string, assembly: string): string {
  const inAppFolder = join(assembly, '..', file);
  return !isAbsolute(file) && existsSync(inAppFolder) ? inAppFolder : file;
}

/** Returns whether the CDK removed the warning of a problem; nothing where the construct attached none. */
function removedWarnings(problems: readonly Problem[], entries: readonly MetadataEntry[]): (problem: Problem) => boolean | undefined {
  const remaining = entries.flatMap(({ type, data }) => type === WARNING && typeof data === 'string' ? [data] : []);
  const attached = attachedWarnings(entries);
  return (problem) => {
    const warnings = attached.filter(({ ruleId }) => ruleId === problem.ruleId);
    const sameRule = problems.filter(({ ruleId }) => ruleId === problem.ruleId);
    // Paths of typed values differ from those of text, but not their order.
    const index = sameRule.length === warnings.length ? sameRule.indexOf(problem) : warnings.findIndex(({ path }) => path === problem.path);
    const message = warnings[index]?.message;
    return typeof message === 'string' ? !remaining.some(text => text.startsWith(message)) : undefined;
  };
}

function attachedWarnings(entries: readonly MetadataEntry[]): JsonObject[] {
  return entries.flatMap(({ type, data }) => type === ATTACHED && Array.isArray(data) ? data as unknown[] : []).filter(isObject);
}

function scopesOf(path: string): string[] {
  const parts = path.split('/');
  return [...parts.map((_, index) => parts.slice(0, index + 1).join('/')).slice(1), `${path}/Resource`];
}

/** Warnings of constructs are `Annotation::cdk-managed-prometheus:RULE`, problems of the plugin `PLUGIN::RULE`. */
function isRule(id: string, { ruleId, severity }: Problem): boolean {
  if (id === `Annotation::cdk-managed-prometheus:${ruleId}`) return severity === ProblemSeverity.WARNING;
  return id === `cdk-managed-prometheus::${ruleId}`;
}
