import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aws, type CfnResource, CustomResource } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { customResourceFunction, SERVICE_TIMEOUT } from '../../private/custom-resource-function';
import type { IGrafanaWorkspace } from '../grafana-workspace-props';
import {
  type ProvisionedDataSource, PROVISIONING_RESOURCE_TYPE, type ProvisioningEnvironment, type ProvisioningProperties,
} from './resource-properties';

/** The network in which the function runs. */
interface FunctionNetwork {
  readonly vpc?: IVpc;
  readonly vpcSubnets?: SubnetSelection;
  readonly securityGroups?: ISecurityGroup[];
}

/** The contents of a Grafana workspace, and the network of the function that writes them. */
export interface ProvisioningFunctionProps extends FunctionNetwork {
  readonly grafana: IGrafanaWorkspace;
  readonly dataSources: readonly ProvisionedDataSource[];
  readonly dashboards: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly folder: { readonly uid: string; readonly title: string };
  readonly userChanges: string;
}

const MEMORY_MIB = 512;

/** A custom resource that writes data sources and dashboards with the HTTP API of Grafana. */
export class ProvisioningFunction extends Construct {
  /** The custom resource. */
  public readonly resource: CfnResource;

  constructor(scope: Construct, id: string, props: ProvisioningFunctionProps) {
    super(scope, id);

    const { grafana, vpc, vpcSubnets, securityGroups } = props;
    const dashboards = new Asset(this, 'Dashboards', { path: fileOf(props.dashboards) });
    const environment: ProvisioningEnvironment = { GRAFANA_WORKSPACE_ID: grafana.workspaceId, GRAFANA_ENDPOINT: grafana.endpoint };
    const handler = customResourceFunction(this, {
      description: 'Writes data sources and dashboards to a workspace of Amazon Managed Grafana',
      folder: join(__dirname, 'handler-bundle', 'grafana'),
      memorySize: MEMORY_MIB,
      environment: { ...environment },
      vpc, vpcSubnets, securityGroups,
      initialPolicy: [
        new PolicyStatement({
          actions: [
            'grafana:ListWorkspaceServiceAccounts', 'grafana:CreateWorkspaceServiceAccount',
            'grafana:ListWorkspaceServiceAccountTokens', 'grafana:CreateWorkspaceServiceAccountToken', 'grafana:DeleteWorkspaceServiceAccountToken',
          ],
          resources: [grafana.workspaceArn],
        }),
        new PolicyStatement({
          actions: ['s3:GetObject'], resources: [`arn:${Aws.PARTITION}:s3:::${dashboards.s3BucketName}/${dashboards.s3ObjectKey}`],
        }),
      ],
    });
    const properties: ProvisioningProperties = {
      DataSources: JSON.stringify(props.dataSources),
      FolderUid: props.folder.uid,
      FolderTitle: props.folder.title,
      DashboardsBucket: dashboards.s3BucketName,
      DashboardsKey: dashboards.s3ObjectKey,
      UserChanges: props.userChanges,
    };
    const resource = new CustomResource(this, 'Resource', {
      resourceType: PROVISIONING_RESOURCE_TYPE,
      serviceToken: handler.functionArn,
      serviceTimeout: SERVICE_TIMEOUT,
      properties: { ...properties },
    });
    // The role has its policies below it, and the function its network and the rule that no event comes again.
    resource.node.addDependency(handler);
    this.resource = resource.node.defaultChild as CfnResource;
  }
}

/** An asset is a file; its name is not part of its hash. */
function fileOf(dashboards: ProvisioningFunctionProps['dashboards']): string {
  const file = join(mkdtempSync(join(tmpdir(), 'grafana-dashboards-')), 'dashboards.json');
  writeFileSync(file, JSON.stringify(dashboards));
  return file;
}
