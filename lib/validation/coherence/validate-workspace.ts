import { parsePromql } from '../../prometheus/promql/parse-promql';
import type { Place } from '../../prometheus/decode/place';
import type { JsonObject } from '../../private/json';
import { dashboardQueries, dashboardTitle } from '../dashboards/dashboard-queries';
import { originalText } from '../dashboards/dashboard-variables';
import { ProblemSeverity, type Problem } from '../problem';
import { problemOfRule } from '../rule';
import { rulesLibrary } from '../rules-library';
import { validationLibrary } from '../validation-library';
import { coherenceProblems, LONGEST_EXPRESSION, recordsOf } from './coherence';
import { metricSources, type MetricSource } from './metric-source';
import { unknownMetrics } from './unknown-metrics';
import type { CoherenceProblem, WorkspaceQuery, WorkspaceTraffic } from './workspace-query';

/** A text with expressions that read from a workspace. */
export interface WorkspaceReader {
  /** A rule file; nothing for a single expression. */
  readonly ruleFile?: string;
  /** A single expression, such as the query of an anomaly detector. */
  readonly expression?: { readonly text: string; readonly title: string };
  /** A dashboard of Grafana. */
  readonly dashboard?: DashboardReader;
}

/** A dashboard, with what is known of its data sources. */
export interface DashboardReader {
  readonly json: JsonObject;
  /** The UID of the workspace as a data source; nothing for none. */
  readonly dataSource?: string;
  /** True if the workspace counts as every data source of Grafana: queries whose data source is a variable or the default read it. */
  readonly isAnyDataSource: boolean;
}

/** Everything that writes to a workspace and reads from it, as texts. Parts that are known only at deployment are tokens. */
export interface WorkspaceTexts {
  /** The configurations of all scrapers that write to the workspace. */
  readonly scrapeConfigurations: readonly string[];
  readonly readers: readonly WorkspaceReader[];
  /** In seconds; nothing where it is not known. */
  readonly retention?: number;
  /** True if the workspace has rules that are not among the readers, or are known only at deployment. */
  readonly hasOtherRules?: boolean;
}

/**
 * Validates the readers of a workspace against the jobs that write to it. Nothing is certain where a configuration cannot be read.
 *
 * @returns the problems of each reader, in the order of the readers
 */
export function validateWorkspace(texts: WorkspaceTexts): ReadonlyArray<readonly Problem[]> {
  return resultOf(texts).problems;
}

/** Everything that was found about the readers of a workspace. */
interface Result {
  readonly problems: ReadonlyArray<readonly Problem[]>;
  readonly notInCatalogue: ReadonlyArray<readonly string[]>;
}

/** The last result, since the readers of one workspace are validated in sequence. */
let recent: { readonly key: string; readonly result: Result } | undefined;

function resultOf(texts: WorkspaceTexts): Result {
  const key = JSON.stringify(texts);
  if (recent?.key !== key) recent = { key, result: validate(texts) };
  return recent.result;
}

/**
 * Returns the metrics that each reader asks of jobs of well-known programs, and that the catalogue of their metrics does not have.
 *
 * @returns the metrics of each reader, in the order of the readers
 */
export function metricsNotInCatalogue(texts: WorkspaceTexts): ReadonlyArray<readonly string[]> {
  return resultOf(texts).notInCatalogue;
}

function validate(texts: WorkspaceTexts): Result {
  const { readers } = texts;
  const traffic = trafficOf(texts);
  if (traffic === undefined) return { problems: readers.map(() => []), notInCatalogue: readers.map(() => []) };
  const problems = coherenceProblems(traffic);
  const records = recordsOf(traffic);
  const { queries, sources } = traffic;
  return {
    problems: readers.map((reader, index) =>
      groupedByMessage(problems.filter(({ query }) => query.reader === index)).map(ofDashboard(reader))),
    notInCatalogue: readers.map((_, index) =>
      [...new Set(queries.filter(({ reader }) => reader === index).flatMap(query => unknownMetrics(query, sources, records)))]),
  };
}

/** Problems of panels name their dashboard. */
function ofDashboard({ dashboard }: WorkspaceReader): (problem: Problem) => Problem {
  const prefix = dashboard === undefined ? '' : `dashboard '${dashboardTitle(dashboard.json)}': `;
  return problem => ({ ...problem, message: prefix + problem.message });
}

/** A query, with the index of its reader. */
interface ReadersQuery extends PlacedQuery {
  readonly reader: number;
}

/** Returns `undefined` if a configuration cannot be read. */
function trafficOf(texts: WorkspaceTexts): WorkspaceTraffic<ReadersQuery> | undefined {
  const { scrapeConfigurations, readers, retention, hasOtherRules } = texts;
  const sources = sourcesOf(scrapeConfigurations);
  const queries = readers.flatMap((reader, index) => queriesOf(reader).map(query => ({ ...query, reader: index })));
  return sources && { sources, queries, ...retention !== undefined && { retention }, ...hasOtherRules !== undefined && { hasOtherRules } };
}

function sourcesOf(configurations: readonly string[]): MetricSource[] | undefined {
  const effective = configurations.map(text => validationLibrary().validateConfiguration(text).configuration);
  const readable = effective.filter(configuration => configuration !== undefined);
  return readable.length === effective.length ? readable.flatMap(metricSources) : undefined;
}

interface PlacedQuery extends WorkspaceQuery {
  /** Absent for an expression without a text around it. */
  readonly placeAt?: (offset: number) => Place;
}

function queriesOf({ ruleFile, expression, dashboard }: WorkspaceReader): PlacedQuery[] {
  if (ruleFile !== undefined) return queriesOfRules(ruleFile);
  if (dashboard !== undefined) return queriesOfDashboard(dashboard);
  if (expression === undefined) return [];
  const { expr } = parsePromql(expression.text);
  return expr === undefined ? [] : [{ ...expression, expr }];
}

/** A query that cannot be read is one of another data source, or has a variable in an unusual place. */
function queriesOfDashboard({ json, dataSource: ownSource, isAnyDataSource }: DashboardReader): PlacedQuery[] {
  return dashboardQueries(json).flatMap((query): PlacedQuery[] => {
    const { dataSource, part } = query;
    const reads = dataSource === undefined || dataSource.includes('$') ? isAnyDataSource : dataSource === ownSource;
    const { expr } = reads && query.expr.length <= LONGEST_EXPRESSION ? parsePromql(query.expr) : {};
    if (expr === undefined) return [];
    const excerpt = (start: number, end: number) => originalText(query, start, end);
    return [{ expr, text: query.expr, title: part || 'a query without a title', excerpt }];
  });
}

/** Stands for an expression that cannot be read, or that is known only at deployment: it may have a result. */
const HAS_A_RESULT = 'vector(1)';

function queriesOfRules(text: string): PlacedQuery[] {
  const rules = rulesLibrary().validateRules(text).file?.groups.flatMap(group => group.rules) ?? [];
  return rules.flatMap(({ expr: expression, record, alert }): PlacedQuery[] => {
    const { expr = parsePromql(HAS_A_RESULT).expr } = expression?.parsed ?? {};
    if (expression === undefined || expr === undefined) return [];
    const title = alert === undefined ? `recording rule '${record?.value ?? ''}'` : `alert '${alert.value}'`;
    return [{ expr, text: expression.value, title, record: record?.value, alert: alert?.value, placeAt: expression.placeAt }];
  });
}

/** Returns one problem for each message, at the first of its places: one renamed job may empty hundreds of selectors. */
function groupedByMessage(problems: ReadonlyArray<CoherenceProblem<PlacedQuery>>): Problem[] {
  const groups = new Map<string, Array<CoherenceProblem<PlacedQuery>>>();
  for (const problem of problems) {
    const key = `${problem.ruleId} ${problem.message}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [problem]);
    else group.push(problem);
  }
  return [...groups.values()].flatMap(([first, ...others]) => first === undefined ? [] : [problemOf(first, others)]);
}

function problemOf(
  { ruleId, message, query, start, end, shown = { start, end } }: CoherenceProblem<PlacedQuery>,
  others: ReadonlyArray<CoherenceProblem<PlacedQuery>>,
): Problem {
  const excerpt = (query.excerpt?.(shown.start, shown.end) ?? query.text.slice(shown.start, shown.end)).replaceAll(/\s+/g, ' ');
  const shortened = excerpt.length > LONGEST_EXCERPT ? `${excerpt.slice(0, LONGEST_EXCERPT)}…` : excerpt;
  const text = `${message} (${query.title}: ${shortened}${describeOthers(query.title, others.map(other => other.query.title))})`;
  const place = query.placeAt?.(start);
  return place === undefined
    ? { ruleId, severity: ProblemSeverity.WARNING, path: '', message: text }
    : problemOfRule(ruleId, ProblemSeverity.WARNING, place, text);
}

const LONGEST_EXCERPT = 120;
const MOST_TITLES = 3;

function describeOthers(first: string, titles: readonly string[]): string {
  const others = [...new Set(titles)].filter(title => title !== first);
  if (others.length === 0) return '';
  const shown = others.slice(0, MOST_TITLES).join(', ');
  return `; also ${shown}${others.length > MOST_TITLES ? ` and ${others.length - MOST_TITLES} more` : ''}`;
}
