import { join } from 'node:path';
import { CustomResource } from 'aws-cdk-lib';
import { type ISecurityGroup, type IVpc, Port, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IClusterRef } from 'aws-cdk-lib/aws-eks';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { RbacNames } from '../rbac';
import { customResourceFunction, SERVICE_TIMEOUT } from '../../private/custom-resource-function';
import type { PolicyRule } from '../../kubernetes/policy-rule';
import type { FunctionEnvironment } from './function-environment';
import type { ResourceProperties } from './resource-properties';

/** The network in which the function runs. */
export interface FunctionNetwork {
  readonly vpc?: IVpc;
  readonly vpcSubnets?: SubnetSelection;
  readonly securityGroups?: ISecurityGroup[];
}

/** Properties of an `AwsAuthMerge`. */
export interface AwsAuthMergeProps extends FunctionNetwork {
  readonly cluster: IClusterRef;
  readonly roleArn: string;
  readonly functionRole: IRole;

  /** The role that the function assumes to connect to the cluster. */
  readonly assumedRole?: IRole;

  /** The ClusterRole and binding that the function manages in addition to aws-auth; absent where kubectl applies them. */
  readonly rbac?: { readonly names: RbacNames; readonly rules: readonly PolicyRule[] };

  /** The cluster's own security group, which is opened to the function. */
  readonly clusterSecurityGroup?: ISecurityGroup;
}

const RESOURCE_TYPE = 'Custom::AmpAwsAuthMapping';

/** Editing a ConfigMap of one mebibyte takes 340 MiB and seconds of CPU, of which Lambda gives more with more memory. */
const MEMORY_MIB = 1024;

/** An entry for a scraper's role in the aws-auth of a cluster whose aws-auth this app does not write. */
export class AwsAuthMerge extends Construct {
  constructor(scope: Construct, id: string, props: AwsAuthMergeProps) {
    super(scope, id);

    const { vpc, vpcSubnets, securityGroups, functionRole, clusterSecurityGroup } = props;
    const handler = customResourceFunction(this, {
      description: 'Maps the role of a Prometheus collector in aws-auth',
      folder: join(__dirname, 'handler-bundle', 'aws-auth-merge'),
      memorySize: MEMORY_MIB,
      environment: { ...functionEnvironment(props) },
      role: functionRole,
      vpc,
      vpcSubnets,
      securityGroups,
    });
    const mapping = new CustomResource(this, 'Resource', {
      resourceType: RESOURCE_TYPE,
      serviceToken: handler.functionArn,
      serviceTimeout: SERVICE_TIMEOUT,
      properties: resourceProperties(props),
    });
    functionRole.addToPrincipalPolicy(new PolicyStatement({
      actions: ['eks:DescribeCluster'],
      resources: [props.cluster.clusterRef.clusterArn],
    }));
    // The role has its policies below it, and the function the rule that no event comes again.
    mapping.node.addDependency(functionRole, handler);
    if (vpc && clusterSecurityGroup && securityGroups?.includes(clusterSecurityGroup) !== true) {
      for (const group of handler.connections.securityGroups) allowHttps(group, clusterSecurityGroup);
      // The network path is needed before the entry is added, and until it is removed.
      mapping.node.addDependency(clusterSecurityGroup, ...handler.connections.securityGroups);
    }
  }
}

/** The CDK warns of an egress rule that it ignores where a group allows all egress. */
function allowHttps(from: ISecurityGroup, to: ISecurityGroup): void {
  const description = 'to the Kubernetes API';
  if (from.allowAllOutbound) to.addIngressRule(from, Port.HTTPS, description, true);
  else from.connections.allowTo(to, Port.HTTPS, description);
}

function functionEnvironment({ cluster, rbac, assumedRole }: AwsAuthMergeProps): FunctionEnvironment {
  return {
    CLUSTER_NAME: cluster.clusterRef.clusterName,
    MANAGES_RBAC: rbac === undefined ? 'false' : 'true',
    ...assumedRole && { ACCESS_ROLE_ARN: assumedRole.roleArn },
  };
}

function resourceProperties({ roleArn, rbac }: AwsAuthMergeProps): ResourceProperties {
  return {
    RoleArn: roleArn,
    ...rbac && { Rules: rbac.rules, ClusterRoleName: rbac.names.clusterRole, ClusterRoleBindingName: rbac.names.clusterRoleBinding },
  };
}
