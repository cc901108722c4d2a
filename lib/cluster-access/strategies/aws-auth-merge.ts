import { Token } from 'aws-cdk-lib';
import type { ICluster, IClusterRef } from 'aws-cdk-lib/aws-eks';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { known } from '../../private/known';
import type { PropertyProblem } from '../../private/property-problem';
import { applyRbac } from '../apply-rbac';
import type { FunctionNetwork } from '../aws-auth-merge/aws-auth-merge';
import { awsAuthMergeLibrary } from '../aws-auth-merge/aws-auth-merge-library';
import type { PolicyRule } from '../../kubernetes/policy-rule';
import type { ClusterFacts } from '../cluster-facts';
import { COLLECTOR_USER } from '../../kubernetes/collector-user';
import { rbacNames } from '../rbac';
import { accessProblem, type AccessStrategy, type RoleOwner } from './strategy';

/** What a user may say about a merge. */
interface MergeChoice extends FunctionNetwork {
  readonly role?: IRole;
  readonly clusterRoleName?: string;
}

export class AwsAuthMergeStrategy implements AccessStrategy {
  public readonly description = `by an entry that is merged into the cluster's aws-auth and maps the scraper's role to ${COLLECTOR_USER}`;
  public readonly grantsAccess = true;

  constructor(private readonly choice: MergeChoice) {}

  public problems(_scope: Construct, facts: ClusterFacts): PropertyProblem[] {
    if (facts.authenticationMode === 'API') {
      return accessProblem('the cluster has the authentication mode API, where aws-auth is not read; use ClusterAccess.accessEntry()');
    }
    if (facts.awsEksCluster) {
      return accessProblem('this app writes the cluster\'s aws-auth as a whole, so a merged entry would be lost with its next change; '
        + 'put the collector into the cluster\'s stack and use ClusterAccess.awsAuth(), or set the cluster\'s authenticationMode to '
        + 'API_AND_CONFIG_MAP');
    }
    return this.functionRole(facts)
      ? []
      : accessProblem('nothing tells as whom the merging function enters the cluster; give '
        + 'ClusterAccess.awsAuthMerge({ role }) a role that the cluster knows already, or import the cluster with its kubectl provider');
  }

  public letIn(scope: Construct, facts: ClusterFacts, { roleArn }: RoleOwner, neededRules: () => readonly PolicyRule[]): void {
    const functionRole = this.functionRole(facts);
    if (functionRole === undefined) return;
    const names = rbacNames(this.choice.clusterRoleName);
    const rules = neededRules();
    if (facts.kubectl) applyRbac(facts.kubectl.cluster, names, rules);
    const { AwsAuthMerge } = awsAuthMergeLibrary();
    new AwsAuthMerge(scope, idOf(facts.cluster), {
      ...this.choice,
      cluster: facts.cluster,
      roleArn,
      functionRole,
      rbac: facts.kubectl ? undefined : { names, rules },
      clusterSecurityGroup: known(() => (facts.cluster as Partial<ICluster>).clusterSecurityGroup),
    });
  }

  private functionRole({ kubectl }: ClusterFacts): IRole | undefined {
    return this.choice.role ?? kubectl?.functionRole;
  }
}

/** The function serves one cluster: another name makes another function, so that the first can still clean up. */
function idOf({ clusterRef: { clusterName } }: IClusterRef): string {
  return Token.isUnresolved(clusterName) ? 'AwsAuthMerge' : `AwsAuthMerge-${clusterName}`;
}
