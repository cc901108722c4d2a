import { Annotations, CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type AppModel, whenComplete } from '../private/app-model';
import { INFOS, warn, WARNINGS } from '../private/warnings';
import type { AwsEksCluster } from './cluster-facts';

/** Resources whose role a cluster has to know. */
const ROLE_PROPERTIES: Readonly<Record<string, (resource: CfnResource) => string>> = {
  'AWS::EKS::Nodegroup': resource => (resource as unknown as { readonly nodeRole: string }).nodeRole,
  'AWS::EKS::FargateProfile': resource => (resource as unknown as { readonly podExecutionRoleArn: string }).podExecutionRoleArn,
};

/**
 * Warns, once for a cluster, that CDK's `AwsAuth` replaces the whole ConfigMap, and warns of nodes of this app that it leaves out when the
 * app is complete.
 */
export function warnOfReplacedEntries(cluster: AwsEksCluster): void {
  if (cluster.node.metadata.some(({ data }) => String(data).includes(INFOS.awsAuthReplaced))) return;
  Annotations.of(cluster).addInfoV2(INFOS.awsAuthReplaced,
    'this app writes the whole ConfigMap aws-auth of the cluster: entries that other tools add to it are removed by the next deployment '
    + 'that changes it');
  whenComplete(cluster, (app) => {
    for (const { node: { path } } of unmappedNodes(app, cluster)) warn(cluster, WARNINGS.nodesNotMapped, unmappedMessage(path));
  });
}

function unmappedMessage(path: string): string {
  return `this app writes the whole ConfigMap aws-auth of the cluster, without the role of ${path}, whose nodes lose access to the cluster; `
    + 'map the role by cluster.awsAuth.addRoleMapping(), or leave aws-auth to other tools and use ClusterAccess.awsAuthMerge()';
}

/** Returns the L1 node groups and Fargate profiles of the cluster whose role is not in the manifest of aws-auth. */
function unmappedNodes(app: AppModel, cluster: AwsEksCluster): CfnResource[] {
  const nodes = Object.keys(ROLE_PROPERTIES).flatMap(type => app.resourcesOfType(type)).filter(resource => isOf(cluster, resource));
  if (nodes.length === 0) return [];
  const manifest = textOf(cluster, cluster.node.tryFindChild('AwsAuth'));
  return nodes.filter((resource) => {
    const role = ROLE_PROPERTIES[resource.cfnResourceType]?.(resource);
    return !manifest.includes(asInText(cluster, role));
  });
}

function isOf(cluster: AwsEksCluster, resource: CfnResource): boolean {
  const { clusterName } = resource as unknown as { readonly clusterName: string };
  const stack = Stack.of(cluster);
  return clusterName === cluster.clusterRef.clusterName || asInText(stack, clusterName) === asInText(stack, cluster.clusterRef.clusterName);
}

/** Every element of a stack has this method, which is not part of its public type. */
interface Rendered {
  _toCloudFormation(): unknown;
}

/** The properties of all resources below a construct, as one text. */
function textOf(scope: IConstruct, construct: IConstruct | undefined): string {
  return (construct === undefined ? [] : resourcesBelow(construct)).map(resource => asInText(scope, (resource as unknown as Rendered)._toCloudFormation())).join('\n');
}

function resourcesBelow(construct: IConstruct): CfnResource[] {
  return construct.node.findAll().filter((child): child is CfnResource => CfnResource.isCfnResource(child));
}

/** A resolved value as JSON, of a text without the quotes. */
function asInText(scope: IConstruct, value: unknown): string {
  const json = (JSON.stringify(Stack.of(scope).resolve(value)) as string | undefined) ?? '';
  return typeof value === 'string' && json.startsWith('"') ? json.slice(1, -1) : json;
}
