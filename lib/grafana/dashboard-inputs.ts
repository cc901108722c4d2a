import { isObject, type JsonObject } from '../private/json';

/**
 * An input of a dashboard that was exported for sharing, as those on grafana.com are. Grafana asks for its value when the dashboard is
 * imported manually, and not when the API saves it.
 */
interface Input {
  readonly name: string;
  readonly value?: string;
}

const PROMETHEUS = /^(?:prometheus|grafana-amazonprometheus-datasource)$/;

/** Returns the names of the inputs that are Prometheus data sources. */
export function prometheusInputs(dashboard: JsonObject): string[] {
  return inputsOf(dashboard).filter(({ type, pluginId }) => type === 'datasource' && PROMETHEUS.test(String(pluginId))).map(({ name }) => String(name));
}

/** Returns the dashboard with the values of its inputs: a data source for those that are Prometheus, and the constants. Others stay. */
export function withInputs(dashboard: JsonObject, dataSourceUid: string | undefined): JsonObject {
  const { __inputs: _, __requires: __, ...rest } = dashboard;
  const inputs: Input[] = [
    ...prometheusInputs(dashboard).map(name => ({ name, value: dataSourceUid })),
    ...inputsOf(dashboard).filter(({ type }) => type === 'constant').map(({ name, value }) => ({ name: String(name), value: String(value) })),
  ];
  const replaced = inputs.reduce((value: unknown, input) => replacedIn(value, input), rest);
  return replaced as JsonObject;
}

function inputsOf({ __inputs: inputs }: JsonObject): JsonObject[] {
  return Array.isArray(inputs) ? inputs.filter(isObject) : [];
}

function replacedIn(value: unknown, input: Input): unknown {
  if (typeof value === 'string') return input.value === undefined ? value : value.replaceAll(`\${${input.name}}`, () => input.value ?? '');
  if (Array.isArray(value)) return value.map(item => replacedIn(item, input));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replacedIn(member, input)]));
}
