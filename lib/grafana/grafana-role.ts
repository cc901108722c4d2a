import { ArnFormat, Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { IWorkspace } from '../workspace/workspace-interface';

/**
 * Creates the role of a Grafana workspace. Only Grafana workspaces of the stack's account and Region can assume it; the ID of the
 * workspace is not known yet.
 */
export function grafanaRole(scope: Construct, id: string): Role {
  const stack = Stack.of(scope);
  const workspaces = stack.formatArn({ service: 'grafana', resource: '', resourceName: 'workspaces/*', arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  return new Role(scope, id, {
    description: 'Reads the data sources of a workspace of Amazon Managed Grafana',
    assumedBy: new ServicePrincipal('grafana.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account }, ArnLike: { 'aws:SourceArn': workspaces } },
    }),
  });
}

/**
 * Grants what a data source needs to read a Prometheus workspace.
 *
 * @see https://docs.aws.amazon.com/grafana/latest/userguide/AMG-manage-permissions.html
 */
export function grantPrometheusDataSource(role: IRole, workspaces: readonly IWorkspace[]): void {
  if (workspaces.length === 0) return;
  // Grafana lists the workspaces to offer them; the action has no resource.
  role.addToPrincipalPolicy(new PolicyStatement({ actions: ['aps:ListWorkspaces'], resources: ['*'] }));
  for (const workspace of workspaces) {
    workspace.grants.query(role);
    workspace.grants.actions(role, 'aps:DescribeWorkspace');
  }
}
