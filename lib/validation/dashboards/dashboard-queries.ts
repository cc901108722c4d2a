import { isObject, type JsonObject } from '../../private/json';
import { type ReplacedExpression, withoutVariables } from './dashboard-variables';

/** A query of a dashboard. */
export interface DashboardQuery extends ReplacedExpression {
  /** The title of the dashboard. */
  readonly dashboard: string;
  /** The panel, annotation or variable: `panel 'Requests'`. */
  readonly part: string;
  /** The UID or the name of its data source, with variables; nothing for the default one. */
  readonly dataSource?: string;
}

/**
 * Returns the queries of a Grafana dashboard: of panels, also in rows, of annotations and of variables.
 *
 * @param json the JSON of the dashboard, as Grafana exports it or as its API returns it
 */
export function dashboardQueries(json: JsonObject): DashboardQuery[] {
  const dashboard = isObject(json.dashboard) ? json.dashboard : json;
  const title = dashboardTitle(dashboard);
  return [...queriesIn(dashboard, title), ...variablesOf(dashboard).flatMap(variable => variableQueries(variable, title))];
}

/** Describes what reads a metric. */
export function describeQuery({ dashboard, part }: Pick<DashboardQuery, 'dashboard' | 'part'>): string {
  return [`dashboard '${dashboard}'`, part].filter(Boolean).join(', ');
}

/** Returns the title of a dashboard, or its UID. */
export function dashboardTitle({ title, uid }: JsonObject): string {
  return text(title) || text(uid) || 'without a title';
}

/** A part of a dashboard, with the titles and the data source around it. */
interface Part {
  readonly value: unknown;
  readonly titles: readonly string[];
  readonly dataSource?: string;
}

/** Finds every `expr` in a dashboard. Not recursive, since JSON may be nested more deeply than functions can call. */
function queriesIn(content: JsonObject, dashboard: string): DashboardQuery[] {
  const queries: DashboardQuery[] = [];
  const pending: Part[] = [{ value: { ...content, title: undefined }, titles: [] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value } = next;
    if (typeof value !== 'object' || value === null || (isObject(value) && isOtherDataSource(value))) continue;
    const here = isObject(value) ? withTitle(value, next) : next;
    if (isObject(value) && typeof value.expr === 'string') {
      const { titles, dataSource } = here;
      const part = partOf(titles, value);
      queries.push({ ...withoutVariables(value.expr), dashboard, part, ...dataSource !== undefined && { dataSource } });
    }
    for (const inner of Object.values(value).toReversed()) pending.push({ ...here, value: inner });
  }
  return queries;
}

function withTitle(value: JsonObject, { titles, dataSource }: Part): Part {
  const title = text(value.title);
  return { value, titles: title === '' ? titles : [...titles, title], dataSource: dataSourceOf(value) ?? dataSource };
}

function dataSourceOf({ datasource }: JsonObject): string | undefined {
  return text(isObject(datasource) ? datasource.uid : datasource) || undefined;
}

/** Panels have titles, annotations names. */
function partOf(titles: readonly string[], { name }: JsonObject): string {
  if (titles.length > 0) return `panel '${titles.join(', ')}'`;
  return text(name) === '' ? '' : `annotation '${text(name)}'`;
}

/** Loki has expressions, too. */
function isOtherDataSource({ datasource }: JsonObject): boolean {
  const type = isObject(datasource) ? text(datasource.type) : '';
  return type !== '' && !/prometheus|^\$|mixed|^-- |^grafana$/i.test(type);
}

function variablesOf({ templating }: JsonObject): JsonObject[] {
  const list = isObject(templating) ? templating.list : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** Returns the expressions of a variable: `label_values(up{job="a"}, pod)` reads `up`. */
function variableQueries(variable: JsonObject, dashboard: string): DashboardQuery[] {
  if (text(variable.type) !== 'query' || isOtherDataSource(variable)) return [];
  const expression = variableExpression(variable);
  if (expression === undefined) return [];
  const dataSource = dataSourceOf(variable);
  return [{ ...expression, dashboard, part: `variable '${text(variable.name)}'`, ...dataSource !== undefined && { dataSource } }];
}

function variableExpression(variable: JsonObject): ReplacedExpression | undefined {
  const given = isObject(variable.query) ? text(variable.query.query) : text(variable.query);
  const query = given || text(variable.definition);
  const [, name = '', args = ''] = /^\s*(\w+)\s*\(([^]*)\)\s*$/.exec(query) ?? [];
  switch (name) {
    case 'label_values': {
      const comma = args.lastIndexOf(',');
      return comma === -1 ? undefined : withoutVariables(args.slice(0, comma));
    }
    case 'query_result': return withoutVariables(args);
    case 'metrics': return { expr: `{__name__=~${JSON.stringify(`.*(?:${withoutVariables(args.trim()).expr}).*`)}}`, variables: [] };
    case 'label_names': return undefined;
    default: return query.trim() === '' ? undefined : withoutVariables(query);
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
