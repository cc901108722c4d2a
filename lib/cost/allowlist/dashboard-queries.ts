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
  return [...queriesIn(dashboard, title), ...variablesOf(dashboard).flatMap(variable => variableQueries(variable, title))];
}

/** Finds every `expr` in a dashboard, by the closest title. Not recursive, since JSON may be nested more deeply than functions can call. */
function queriesIn(dashboard: Json, name: string): DashboardQuery[] {
  const queries: DashboardQuery[] = [];
  const pending: Array<{ readonly value: unknown; readonly user: string }> = [{ value: { ...dashboard, title: undefined }, user: name }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, user } = next;
    if (typeof value !== 'object' || value === null || (isJson(value) && isOtherDataSource(value))) continue;
    const title = isJson(value) ? text(value.title) : '';
    const here = title === '' ? user : `${name}, ${title}`;
    if (isJson(value) && typeof value.expr === 'string') queries.push({ expr: withoutVariables(value.expr), user: here });
    for (const inner of Object.values(value).toReversed()) pending.push({ value: inner, user: here });
  }
  return queries;
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
