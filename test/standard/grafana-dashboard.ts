/** The parts of a dashboard that tests read. */
export interface GrafanaDashboard {
  readonly uid: string;
  readonly title: string;
  readonly editable: boolean;
  readonly schemaVersion: number;
  readonly templating: { readonly list: ReadonlyArray<{ readonly name: string; readonly type: string; readonly definition?: string }> };
  readonly panels: readonly GrafanaPanel[];
}

interface GrafanaPanel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly datasource?: { readonly uid: string };
  readonly fieldConfig?: { readonly defaults: { readonly unit: string } };
  readonly targets?: ReadonlyArray<{ readonly expr: string }>;
  readonly gridPos?: { readonly x: number; readonly w: number };
}

/** Returns the panels of a dashboard, without its rows. */
export function panelsOf({ panels }: GrafanaDashboard): readonly GrafanaPanel[] {
  return panels.filter(({ type }) => type !== 'row');
}

/** Returns the expressions of all panels. */
export function queriesOf(dashboard: GrafanaDashboard): string[] {
  return panelsOf(dashboard).flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
}

/** Returns the selectors in `label_values(selector, label)` of the variables. */
export function variableQueriesOf({ templating }: GrafanaDashboard): string[] {
  return templating.list.flatMap(({ definition }) => definition === undefined ? [] : /^label_values\((.*), \w+\)$/.exec(definition)?.[1] ?? []);
}

/** Replaces variables as Grafana does: by all values, or as given. */
export function expanded(expr: string, values: Readonly<Record<string, string>> = {}): string {
  const known: Record<string, string> = { __rate_interval: '5m', quota: '1666666', budget: '2000000000', ...values };
  return expr.replace(/\$(\w+)/g, (_, name: string) => known[name] ?? '.*');
}
