/** The plugin for Amazon Managed Service for Prometheus. */
export const PLUGIN = 'grafana-amazonprometheus-datasource';

/** From this version the Prometheus data source of Grafana cannot sign requests. */
const FIRST_WITH_PLUGIN = 12;

/**
 * Returns the type of the data source for Prometheus workspaces.
 *
 * @param major the major version of Grafana; one that is unknown counts as the newest
 */
export function dataSourceType(major: number = FIRST_WITH_PLUGIN): string {
  return major >= FIRST_WITH_PLUGIN ? PLUGIN : 'prometheus';
}
