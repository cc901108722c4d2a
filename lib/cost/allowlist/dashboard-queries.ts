import { withoutVariables } from './dashboard-variables';

/** A query of a dashboard, with a name for its variables where their values are not known. */
export interface DashboardQuery {
  readonly expr: string;
  /** The dashboard and the panel or variable. */
  readonly user: string;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Returns the queries of a Grafana dashboard: of panels, also in rows, of annotations and of variables.
 *
 * @param json the JSON of the dashboard, as Grafana exports it or as its API returns it
 */
export function dashboardQueries(json: Json): DashboardQuery[] {
  const dashboard = isJson(json.dashboard) ? json.dashboard : json;
  const title = `dashboard ${text(dashboard.title) || text(dashboard.uid) || 'without a title'}`;
  return [...queriesIn(dashboard, title, title), ...variablesOf(dashboard).flatMap(variable => variableQueries(variable, title))];
}

/** Finds every `expr` below a value, by the closest title. */
function queriesIn(value: unknown, dashboard: string, place: string): DashboardQuery[] {
  if (Array.isArray(value)) return value.flatMap(item => queriesIn(item, dashboard, place));
  if (!isJson(value) || isOtherDataSource(value)) return [];
  const title = text(value.title);
  const here = title === '' ? place : `${dashboard}, ${title}`;
  const own = typeof value.expr === 'string' ? [{ expr: withoutVariables(value.expr), user: here }] : [];
  return [...own, ...Object.values(value).flatMap(inner => queriesIn(inner, dashboard, here))];
}

/** Loki has expressions, too. */
function isOtherDataSource({ datasource }: Json): boolean {
  const type = isJson(datasource) ? text(datasource.type) : '';
  return type !== '' && !/prometheus|^\$|mixed|^-- |^grafana$/i.test(type);
}

function variablesOf({ templating }: Json): Json[] {
  const list = isJson(templating) ? templating.list : undefined;
  return Array.isArray(list) ? list.filter(isJson) : [];
}

/** Returns the expressions of a variable: `label_values(up{job="a"}, pod)` reads `up`. */
function variableQueries(variable: Json, dashboard: string): DashboardQuery[] {
  if (text(variable.type) !== 'query' || isOtherDataSource(variable)) return [];
  const given = isJson(variable.query) ? text(variable.query.query) : text(variable.query);
  const query = given || text(variable.definition);
  const user = `${dashboard}, variable ${text(variable.name)}`;
  const [, name = '', args = ''] = /^\s*(\w+)\s*\(([^]*)\)\s*$/.exec(query) ?? [];
  switch (name) {
    case 'label_values': {
      const comma = args.lastIndexOf(',');
      return comma === -1 ? [] : [{ expr: withoutVariables(args.slice(0, comma)), user }];
    }
    case 'query_result': return [{ expr: withoutVariables(args), user }];
    case 'metrics': return [{ expr: `{__name__=~${JSON.stringify(`.*(?:${withoutVariables(args.trim())}).*`)}}`, user }];
    case 'label_names': return [];
    default: return query.trim() === '' ? [] : [{ expr: withoutVariables(query), user }];
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
