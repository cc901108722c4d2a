import { Token } from 'aws-cdk-lib';
import type { ICluster, IClusterRef } from 'aws-cdk-lib/aws-eks';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { COLLECTOR_USER } from '../../kubernetes/collector-user';
import { attributeOrUndefined } from '../../private/attribute-or-undefined';
import type { PropertyProblem } from '../../private/property-problem';
import { applyRbac } from '../apply-rbac';
import type { FunctionNetwork } from '../aws-auth-merge/aws-auth-merge';
import { awsAuthMergeLibrary } from '../aws-auth-merge/aws-auth-merge-library';
import { writesAwsAuth, type ClusterFacts } from '../cluster-facts';
import { collectorRules, type PermissionChoice, warnOfMissingPermissions } from '../collector-permissions';
import { rbacNames } from '../rbac';
import { refuseAtSynthesis } from '../at-synthesis';
import { accessProblem, type AccessStrategy, type ConfigurationReader, type RoleOwner } from './strategy';

/** The user's choices for a merge. */
interface MergeChoice extends FunctionNetwork, PermissionChoice {
  readonly role?: IRole;
  readonly clusterRoleName?: string;
}

const OVERWRITTEN = 'this app writes the whole aws-auth of the cluster, so a merged entry would be lost with its next change; '
  + 'move the collector into the cluster\'s stack and use ClusterAccess.awsAuth(), or set the cluster\'s authenticationMode to API_AND_CONFIG_MAP';

/** A function merges an entry into an aws-auth that this app does not write. */
export class AwsAuthMergeStrategy implements AccessStrategy {
  public readonly description = `by an entry that is merged into the cluster's aws-auth and maps the scraper's role to ${COLLECTOR_USER}`;
  public readonly grantsAccess = true;

  constructor(private readonly choice: MergeChoice) {}

  public problems(_scope: Construct, facts: ClusterFacts): PropertyProblem[] {
    if (facts.authenticationMode === 'API') {
      return accessProblem('the cluster has the authentication mode API, where aws-auth is not read; use ClusterAccess.accessEntry()');
    }
    if (writesAwsAuth(facts)) return accessProblem(OVERWRITTEN);
    return this.choice.role ?? facts.kubectl?.functionRole
      ? []
      : accessProblem('the merging function has no role that the cluster knows; pass '
        + 'ClusterAccess.awsAuthMerge({ role }) such a role, or import the cluster with its kubectl provider');
  }

  public grant(scope: Construct, facts: ClusterFacts, { roleArn }: RoleOwner, read: ConfigurationReader): void {
    const { role, vpc, vpcSubnets, securityGroups } = this.choice;
    const functionRole = role ?? facts.kubectl?.functionRole;
    if (functionRole === undefined) return;
    const names = rbacNames(this.choice.clusterRoleName);
    const configuration = read();
    const rules = collectorRules(configuration, this.choice);
    warnOfMissingPermissions(scope, configuration, this.choice);
    if (facts.kubectl) applyRbac(facts.kubectl.cluster, names, rules);
    const { AwsAuthMerge } = awsAuthMergeLibrary();
    new AwsAuthMerge(scope, idOf(facts.cluster), {
      ...vpc === undefined ? facts.kubectl?.network : { vpc, vpcSubnets, securityGroups },
      cluster: facts.cluster,
      roleArn,
      functionRole,
      assumedRole: role === undefined ? facts.kubectl?.assumedRole : undefined,
      rbac: facts.kubectl ? undefined : { names, rules },
      clusterSecurityGroup: attributeOrUndefined(() => (facts.cluster as Partial<ICluster>).clusterSecurityGroup),
    });
    // Node groups may still be added that have CDK write aws-auth.
    refuseAtSynthesis(scope, () => writesAwsAuth(facts) ? `access: ${OVERWRITTEN}` : undefined);
  }
}

/** The function serves one cluster: another name makes another function, so that the first can still clean up. */
function idOf({ clusterRef: { clusterName } }: IClusterRef): string {
  return Token.isUnresolved(clusterName) ? 'AwsAuthMerge' : `AwsAuthMerge-${clusterName}`;
}
