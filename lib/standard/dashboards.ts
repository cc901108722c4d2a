import { dashboardLibrary } from './standard-library';

/**
 * A dashboard of Grafana.
 */
export interface Dashboard {
  /** The UID, which is the same in every version of the library: links to the dashboard stay valid. */
  readonly uid: string;

  /** The title. */
  readonly title: string;

  /** The JSON of the dashboard, for Grafana 9 and later. */
  readonly json: string;
}

/**
 * Dashboards of a cluster: overview, nodes, namespaces and workloads, pods, API server, collector and cost, alerts.
 *
 * They read the records of `StandardRules`, and let the reader choose a Prometheus data source and clusters. Provision them in any way: as
 * files of a self-hosted Grafana, as ConfigMaps of its Helm chart, or with the HTTP API.
 */
export class Dashboards {
  /** Returns all dashboards. */
  public static all(): Dashboard[] {
    return dashboardLibrary().ALL_DASHBOARDS.map((dashboard) => {
      const { uid, title } = dashboard;
      return { uid, title, json: JSON.stringify(dashboard) };
    });
  }
}
