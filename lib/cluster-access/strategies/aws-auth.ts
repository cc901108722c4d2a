import { Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { PropertyProblem } from '../../private/property-problem';
import { applyRbac } from '../apply-rbac';
import type { PolicyRule } from '../../kubernetes/policy-rule';
import type { ClusterFacts } from '../cluster-facts';
import { COLLECTOR_USER } from '../../kubernetes/collector-user';
import { rbacNames } from '../rbac';
import { mappedRoleArn } from '../role-arn';
import { accessProblem, type AccessStrategy, type RoleOwner } from './strategy';

export class AwsAuthStrategy implements AccessStrategy {
  public readonly description = `by aws-auth: a ClusterRole, its binding, and a mapping of the scraper's role to ${COLLECTOR_USER}`;
  public readonly grantsAccess = true;

  constructor(private readonly clusterRoleName: string | undefined) {}

  public problems(scope: Construct, { awsEksCluster, authenticationMode }: ClusterFacts): PropertyProblem[] {
    if (authenticationMode === 'API') {
      return accessProblem('the cluster has the authentication mode API, where aws-auth is not read; use ClusterAccess.accessEntry()');
    }
    if (awsEksCluster === undefined) {
      return accessProblem('the aws-auth of a cluster that this stack does not make with aws-eks belongs to somebody else: written '
        + 'anew, it would lock out everybody whom it does not name; use ClusterAccess.awsAuthMerge(), or set the cluster\'s '
        + 'authentication mode to API_AND_CONFIG_MAP and use ClusterAccess.accessEntry()');
    }
    const [theirs, ours] = [Stack.of(awsEksCluster), Stack.of(scope)];
    if (theirs === ours) return [];
    return accessProblem(`the cluster's aws-auth is written by the stack '${theirs.node.path}', and the collector is in '${ours.node.path}': `
      + 'each would have to be deployed before the other; put the collector into the cluster\'s stack, or set the cluster\'s '
      + 'authenticationMode to API_AND_CONFIG_MAP');
  }

  public letIn(scope: Construct, { awsEksCluster }: ClusterFacts, { roleArn }: RoleOwner, rules: () => readonly PolicyRule[]): void {
    if (awsEksCluster === undefined) return;
    applyRbac(awsEksCluster, rbacNames(this.clusterRoleName), rules());
    awsEksCluster.awsAuth.addRoleMapping(
      Role.fromRoleArn(scope, 'MappedRole', mappedRoleArn(roleArn), { mutable: false }),
      { username: COLLECTOR_USER, groups: [] },
    );
  }
}
