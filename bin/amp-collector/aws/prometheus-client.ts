import { CommandError } from '../command-error';
import type { Connection } from './connection';
import { explainErrors } from './errors';
import type { MetricsEndpoint } from './metrics-endpoint';
import { sendSigned } from './signed-request';

/** A series of a result with its value at the time of the query. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Queries metrics in PromQL. The SDK has no client for this API, so requests are signed here. */
export class PrometheusClient {
  constructor(private readonly connection: Connection, private readonly endpoint: MetricsEndpoint) {}

  async query(promql: string): Promise<Sample[]> {
    const { region } = await this.connection.amp();
    const { name, permissions } = this.endpoint;
    const body = new URLSearchParams({ query: promql }).toString();
    const { data } = await explainErrors(`the metrics of ${name} (${permissions})`, region, () =>
      sendSigned(this.connection, this.endpoint, { path: 'api/v1/query', contentType: 'application/x-www-form-urlencoded', body }, ({ status }) => status === 'success'));
    const { resultType, result } = recordOf(data);
    if (resultType !== 'vector' || !Array.isArray(result)) throw new CommandError(`${name} did not return a vector for ${promql}`);
    return (result as unknown[]).map(recordOf).flatMap(({ metric, value }) => {
      if (!Array.isArray(value) || value.length !== 2) return [];
      const labels = Object.entries(recordOf(metric)).flatMap(([label, text]) => typeof text === 'string' ? [[label, text] as const] : []);
      return [{ labels: Object.fromEntries(labels), value: Number(value[1]) }];
    });
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
}
