import { join } from 'node:path';
import { CustomResource, Duration } from 'aws-cdk-lib';
import { type ISecurityGroup, type IVpc, Port, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IClusterRef } from 'aws-cdk-lib/aws-eks';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { COLLECTOR_USER, type RbacNames } from '../rbac';
import type { PolicyRule } from '../../kubernetes/policy-rule';
import type { ResourceProperties } from './resource-properties';

/** Where the function runs. */
export interface FunctionNetwork {
  readonly vpc?: IVpc;
  readonly vpcSubnets?: SubnetSelection;
  readonly securityGroups?: ISecurityGroup[];
}

/** Properties of a merge. */
export interface AwsAuthMergeProps extends FunctionNetwork {
  readonly cluster: IClusterRef;
  readonly roleArn: string;
  readonly functionRole: IRole;

  /** What the function has to look after beside aws-auth; nothing where kubectl does. */
  readonly rbac?: { readonly names: RbacNames; readonly rules: readonly PolicyRule[] };

  /** The cluster's own security group, which lets the function in. */
  readonly clusterSecurityGroup?: ISecurityGroup;
}

const RESOURCE_TYPE = 'Custom::AmpAwsAuthMapping';

/** Three minutes to wait for others who write, and to take back what failed halfway. */
const TIMEOUT = Duration.minutes(3);

/** An entry for a scraper's role in the aws-auth of a cluster that this app did not make. */
export class AwsAuthMerge extends Construct {
  constructor(scope: Construct, id: string, props: AwsAuthMergeProps) {
    super(scope, id);

    const { vpc, vpcSubnets, securityGroups, functionRole, clusterSecurityGroup } = props;
    const handler = new LambdaFunction(this, 'Function', {
      description: 'Maps a Prometheus collector\'s role in aws-auth',
      code: Code.fromAsset(join(__dirname, 'handler-bundle')),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_22_X,
      timeout: TIMEOUT,
      role: functionRole,
      vpc,
      vpcSubnets,
      securityGroups,
    });
    const mapping = new CustomResource(this, 'Resource', {
      resourceType: RESOURCE_TYPE,
      serviceToken: handler.functionArn,
      serviceTimeout: TIMEOUT.plus(Duration.minutes(1)),
      properties: resourceProperties(props),
    });
    const described = functionRole.addToPrincipalPolicy(new PolicyStatement({
      actions: ['eks:DescribeCluster'],
      resources: [props.cluster.clusterRef.clusterArn],
    }));
    if (described.policyDependable) mapping.node.addDependency(described.policyDependable);
    if (vpc && clusterSecurityGroup) {
      handler.connections.allowTo(clusterSecurityGroup, Port.HTTPS, 'to the Kubernetes API');
      // The way in has to be open when the entry is added, and still when it is taken out.
      mapping.node.addDependency(clusterSecurityGroup, ...handler.connections.securityGroups);
    }
  }
}

function resourceProperties({ cluster, roleArn, rbac }: AwsAuthMergeProps): ResourceProperties {
  return {
    ClusterName: cluster.clusterRef.clusterName,
    RoleArn: roleArn,
    Username: COLLECTOR_USER,
    ...rbac && { Rules: rbac.rules, ClusterRoleName: rbac.names.clusterRole, ClusterRoleBindingName: rbac.names.clusterRoleBinding },
  };
}
