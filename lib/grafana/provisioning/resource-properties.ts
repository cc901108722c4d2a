/** The type of the custom resource in templates. */
export const PROVISIONING_RESOURCE_TYPE = 'Custom::AmpGrafanaProvisioning';

/**
 * The properties of the custom resource: written into the template by the construct, read by the function. CloudFormation passes on text
 * and lists of text only.
 */
export interface ProvisioningProperties {
  /** The data sources, as JSON: a list of `ProvisionedDataSource`. */
  readonly DataSources: string;

  /** The UID of the folder of the dashboards. */
  readonly FolderUid: string;

  readonly FolderTitle: string;

  /** The bucket and the object of the dashboards: a JSON list. Its name changes with its content. */
  readonly DashboardsBucket: string;
  readonly DashboardsKey: string;

  /** `OVERWRITE` or `KEEP`. */
  readonly UserChanges: string;
}

/** A Prometheus workspace as a data source. */
export interface ProvisionedDataSource {
  readonly uid: string;
  readonly name: string;
  readonly url: string;
  readonly region: string;
}

/** The environment variables of the function, which only the deployer chooses. */
export interface ProvisioningEnvironment {
  readonly GRAFANA_WORKSPACE_ID: string;

  /** The host name of the Grafana workspace. */
  readonly GRAFANA_ENDPOINT: string;
}
