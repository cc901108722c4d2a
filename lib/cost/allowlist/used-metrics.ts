import type { PromqlNode, VectorSelector } from '../../prometheus/promql/nodes';
import { rulesLibrary } from '../../validation/rules-library';
import { UNKNOWN, VARIABLE } from '../../validation/dashboards/dashboard-variables';

/** A metric that is read. */
export interface UsedMetric {
  /** A regular expression that matches the whole name: of most metrics the name itself. */
  readonly pattern: string;
  /** A description of the rule, panel or detector. */
  readonly user: string;
}

/** Matches every name: what reads series without naming a metric may read all of them. */
export const ANY_METRIC = '.+';

/** In characters. A longer expression may be nested more deeply than functions can call themselves. */
const LONGEST_EXPRESSION = 20_000;

/** Metrics that no target exposes: the service adds them, or a scrape does after metric relabelings. */
const ADDED_METRICS = /^(?:up|scrape_(?:duration_seconds|samples_scraped|samples_post_metric_relabeling|series_added)|ALERTS|ALERTS_FOR_STATE)$/;

/** Returns patterns of the metrics that an expression reads; of one that cannot be read, a pattern of all metrics. */
export function metricsIn(expression: string): string[] {
  const { parsePromql, visit } = rulesLibrary();
  const { expr } = expression.length > LONGEST_EXPRESSION ? {} : parsePromql(expression);
  if (expr === undefined) return expression.trim() === '' ? [] : [ANY_METRIC];
  const patterns = new Set<string>();
  visit(expr, {
    'vector-selector': (selector, path) => {
      const pattern = isVariableNumber(selector, path) ? undefined : patternOf(selector);
      if (pattern !== undefined) patterns.add(pattern);
    },
  });
  return [...patterns];
}

/** A variable of a dashboard may represent a number: `topk($count, up)`, `up > $limit`. */
function isVariableNumber({ name, matchers }: VectorSelector, path: readonly PromqlNode[]): boolean {
  const parent = path.at(-1);
  return name === VARIABLE && matchers.length === 0 && parent !== undefined && ['aggregation', 'binary', 'call', 'unary'].includes(parent.kind)
    && (parent.kind !== 'aggregation' || parent.parameter !== undefined);
}

function patternOf({ name, matchers }: VectorSelector): string | undefined {
  const equal = name ?? matchers.find(matcher => matcher.name === '__name__' && matcher.operator === '=')?.value;
  if (equal !== undefined) return isUnknown(equal) ? withAnything(equal, namePattern) : namePattern(equal);
  const regex = matchers.find(matcher => matcher.name === '__name__' && matcher.operator === '=~')?.value;
  if (regex === undefined) return ANY_METRIC;
  if (isUnknown(regex)) return withAnything(regex, text => text);
  return /^\w+$/.test(regex) ? namePattern(regex) : `(?:${regex})`;
}

/** Tokens of the CDK, and variables of dashboards: a metric whose name contains one may have any text there. */
const UNKNOWN_TEXT = new RegExp(`[$#]\\{Token\\[[^\\]]{0,256}\\]\\}|${VARIABLE}|${UNKNOWN}`, 'u');

function isUnknown(text: string): boolean {
  return UNKNOWN_TEXT.test(text);
}

function withAnything(text: string, escape: (known: string) => string | undefined): string {
  const parts = text.split(UNKNOWN_TEXT);
  return parts.every(part => part === '') ? ANY_METRIC : parts.map(part => escape(part) ?? '').join('.*');
}

/** Escapes what UTF-8 names may have and regular expressions would read. */
export function namePattern(name: string): string | undefined {
  return ADDED_METRICS.test(name) ? undefined : name.replaceAll(/[^\w:]/g, character => `\\${character}`);
}

/** A query in a template of an annotation: `{{ query "up" }}`. */
const TEMPLATE_QUERY = /\bquery\s*(?:\(\s*)?(?:printf\s+)?(?:"((?:[^"\\\n]|\\.)*)"|`([^`]*)`)/g;

/**
 * Returns the metrics that rules read: in their expressions, and in queries of annotations and labels. A metric that one of them records is
 * no metric of a target.
 */
export function metricsOfRules(ruleFiles: readonly string[]): UsedMetric[] {
  const groups = ruleFiles.flatMap(text => rulesLibrary().validateAsPrometheus(text).file?.groups ?? []);
  const recorded = new Set(groups.flatMap(({ rules }) => rules.map(({ record }) => record?.value)).filter(record => record?.includes(':')));
  return groups.flatMap(group => group.rules.flatMap(({ record, alert, expr, labels, annotations }) => {
    const user = `rule ${record?.value ?? alert?.value ?? ''} in group ${group.name?.value ?? ''}`;
    const templates = record === undefined ? [...labels.values(), ...annotations.values()].map(({ value }) => value) : [];
    const patterns = [expr?.value ?? '', ...templates.flatMap(queriesIn)].flatMap(metricsIn);
    return patterns.filter(pattern => !recorded.has(pattern)).map(pattern => ({ pattern, user }));
  }));
}

function queriesIn(template: string): string[] {
  if (!template.includes('query')) return [];
  // A part that `printf` writes is most often the value of a matcher.
  const queries = Array.from(template.matchAll(TEMPLATE_QUERY), ([, quoted, raw]) => raw ?? quoted?.replaceAll('\\"', '"') ?? '');
  return queries.map(query => query.replaceAll(/%[a-z]/g, 'x'));
}
