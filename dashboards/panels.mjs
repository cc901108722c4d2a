/** Panels and dashboards as data, and their translation with Grafana's SDK. */
import {
  DashboardBuilder, DashboardLinkBuilder, DashboardLinkType, DatasourceVariableBuilder, QueryVariableBuilder, RowBuilder, TextBoxVariableBuilder,
  ThresholdsConfigBuilder, ThresholdsMode, VariableRefresh, VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { ReduceDataOptionsBuilder, VizLegendOptionsBuilder, LegendDisplayMode, LegendPlacement } from '@grafana/grafana-foundation-sdk/common';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatPanel } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TimeseriesPanel } from '@grafana/grafana-foundation-sdk/timeseries';

export const TAG = 'cdk-managed-prometheus';
const SOURCE = { type: 'prometheus', uid: '${datasource}' };
/** Grafana 9 knows this version; later ones migrate it. */
const SCHEMA_VERSION = 36;

export const row = title => ({ kind: 'row', title });
/** One number. `steps` are pairs of a limit and a color, from the lowest. */
export const stat = (title, description, unit, expr, steps = []) => ({ kind: 'stat', title, description, unit, steps, targets: [[expr, title]] });
/** Lines over time. `targets` are pairs of an expression and a legend. */
export const graph = (title, description, unit, ...targets) => ({ kind: 'graph', title, description, unit, targets, steps: [] });
export const withSteps = (panel, steps) => ({ ...panel, steps });
/** Rows by labels. `columns` are triples of an expression, a heading and a unit. */
export const table = (title, description, keys, columns, links = {}) => ({ kind: 'table', title, description, keys, columns, links });
export const variable = (name, label, metric, of = name) => ({ name, label, query: `label_values(${metric}, ${of})` });

const GREEN_TO = steps => new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute)
  .steps([{ value: null, color: 'green' }, ...steps.map(([value, color]) => ({ value, color }))]);

const query = (expr, refId) => new DataqueryBuilder().expr(expr).refId(refId).datasource(SOURCE);
const refId = index => String.fromCharCode(65 + index);

function common(panel, { title, description, unit, steps = [] }) {
  return panel.title(title).description(description).datasource(SOURCE).unit(unit ?? 'short').thresholds(GREEN_TO(steps));
}

const BUILDERS = {
  row: ({ title }) => new RowBuilder(title),
  stat: ({ targets, ...options }) => common(new StatPanel(), options).span(4).height(4)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false))
    .targets(targets.map(([expr], index) => query(expr, refId(index)).instant())),
  graph: ({ targets, ...options }) => common(new TimeseriesPanel(), options).span(12).height(8).fillOpacity(10).lineWidth(1).min(0)
    .legend(new VizLegendOptionsBuilder().displayMode(LegendDisplayMode.Table).placement(LegendPlacement.Bottom).calcs(['lastNotNull', 'max']).showLegend(true))
    .targets(targets.map(([expr, legend], index) => query(expr, refId(index)).range().legendFormat(legend))),
  table: tablePanel,
};

function tablePanel({ keys, columns, links, ...options }) {
  const panel = common(new TablePanel(), options).span(24).height(9)
    .targets(columns.map(([expr], index) => query(expr, refId(index)).instant().format(PromQueryFormat.Table)))
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: Object.fromEntries(keys.map((key, index) => [key, index])),
        renameByName: Object.fromEntries(columns.length === 1 ? [['Value', columns[0][1]], ['Value #A', columns[0][1]]] : columns.map(([, name], index) => [`Value #${refId(index)}`, name])),
      },
    });
  for (const [, name, unit] of columns) panel.overrideByName(name, [{ id: 'unit', value: unit }]);
  for (const [key, { title, url }] of Object.entries(links)) panel.overrideByName(key, [{ id: 'links', value: [{ title, url }] }]);
  return panel;
}

/** The link from a value of a column to a dashboard, with variables set. */
export const linkTo = (uid, title, variables) => ({
  title, url: `/d/${uid}?\${datasource:queryparam}&\${cluster:queryparam}&${Object.entries(variables).map(([name, field]) => `var-${name}=\${__data.fields.${field}}`).join('&')}`,
});

/** Returns the JSON of a dashboard. */
export function dashboard({ uid, title, description, variables = [], texts = [], panels }) {
  const builder = new DashboardBuilder(title).uid(uid).description(description).tags([TAG]).readonly().refresh('1m').time({ from: 'now-6h', to: 'now' })
    .timezone('browser')
    .withVariable(new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'))
    .link(new DashboardLinkBuilder('Dashboards').type(DashboardLinkType.Dashboards).tags([TAG]).asDropdown(true).includeVars(true).keepTime(true));
  for (const entry of [variable('cluster', 'Cluster', 'up'), ...variables]) builder.withVariable(queryVariable(entry));
  for (const { name, label, value } of texts) builder.withVariable(new TextBoxVariableBuilder(name).label(label).defaultValue(value));
  for (const panel of panels) panel.kind === 'row' ? builder.withRow(BUILDERS.row(panel)) : builder.withPanel(BUILDERS[panel.kind](panel));
  const { links, panels: built, ...rest } = builder.build();
  return {
    ...rest,
    schemaVersion: SCHEMA_VERSION,
    links: links.map(({ placement, ...link }) => link),
    panels: built.map((panel, index) => ({ id: index + 1, ...panel })),
  };
}

/** All values match series without the label, too. */
function queryVariable({ name, label, query: text }) {
  return new QueryVariableBuilder(name).label(label).datasource(SOURCE).query({ query: text, refId: `${name}-variable` }).definition(text)
    .refresh(VariableRefresh.OnTimeRangeChanged).sort(VariableSort.AlphabeticalAsc).multi(true).includeAll(true).allValue('.*')
    .current({ selected: true, text: ['All'], value: ['$__all'] });
}
