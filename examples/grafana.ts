/**
 * Amazon Managed Grafana with a Prometheus workspace as its data source, and dashboards of your own.
 *
 *     npm run build && npx cdk deploy --app "node dist/examples/grafana.js"
 *
 * Then assign users to the workspace in the console of Amazon Managed Grafana.
 */
import { App, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { GrafanaAuthentication, GrafanaProvisioning, GrafanaVersion, GrafanaWorkspace, Workspace } from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

const SCRAPED_TARGETS = {
  uid: 'scraped-targets',
  title: 'Scraped targets',
  schemaVersion: 39,
  templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus' }] },
  panels: [{
    id: 1, type: 'timeseries', title: 'Targets that can be scraped', gridPos: { x: 0, y: 0, w: 24, h: 8 },
    datasource: { uid: '${datasource}' },
    targets: [{ refId: 'A', expr: 'sum by (job) (up)', legendFormat: '{{job}}' }],
  }],
};

export class GrafanaStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const workspace = new Workspace(this, 'Workspace', { alias: 'platform' });
    const grafana = new GrafanaWorkspace(this, 'Grafana', {
      workspaceName: 'platform',
      authentication: [GrafanaAuthentication.identityCenter()],
      version: GrafanaVersion.V10_4,
      prometheusWorkspaces: [workspace],
    });
    new GrafanaProvisioning(this, 'Dashboards', {
      grafana,
      prometheusWorkspaces: [workspace],
      dashboards: [JSON.stringify(SCRAPED_TARGETS)],
    });
    new CfnOutput(this, 'GrafanaUrl', { value: grafana.url });
  }
}

const app = new App();
new GrafanaStack(app, 'Grafana');
