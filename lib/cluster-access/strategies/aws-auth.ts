import { Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { COLLECTOR_USER } from '../../kubernetes/collector-user';
import type { PropertyProblem } from '../../private/property-problem';
import { applyRbac } from '../apply-rbac';
import type { ClusterFacts } from '../cluster-facts';
import { collectorRules, type PermissionChoice, warnOfMissingPermissions } from '../collector-permissions';
import { rbacNames } from '../rbac';
import { mappedRoleArn } from '../role-arn';
import { warnOfReplacedEntries } from '../replaced-entries';
import { accessProblem, type AccessStrategy, type ConfigurationReader, type RoleOwner } from './strategy';

/** The user's choices for an aws-auth that the app writes. */
interface AwsAuthChoice extends PermissionChoice {
  readonly clusterRoleName?: string;
}

/** The app writes the whole aws-auth of a cluster of aws-eks that it creates, with an entry for the collector. */
export class AwsAuthStrategy implements AccessStrategy {
  public readonly description = `by aws-auth: a ClusterRole, its binding, and a mapping of the scraper's role to ${COLLECTOR_USER}`;
  public readonly grantsAccess = true;

  constructor(private readonly choice: AwsAuthChoice) {}

  public problems(scope: Construct, { awsEksCluster, authenticationMode }: ClusterFacts): PropertyProblem[] {
    if (authenticationMode === 'API') {
      return accessProblem('the cluster has the authentication mode API, where aws-auth is not read; use ClusterAccess.accessEntry()');
    }
    if (awsEksCluster === undefined) {
      return accessProblem('this stack does not create the cluster with aws-eks, so its aws-auth belongs to somebody else: replacing it would '
        + 'remove the access of everybody else; use ClusterAccess.awsAuthMerge(), or set the cluster\'s authentication mode to '
        + 'API_AND_CONFIG_MAP and use ClusterAccess.accessEntry()');
    }
    const [theirs, ours] = [Stack.of(awsEksCluster), Stack.of(scope)];
    if (theirs === ours) return [];
    return accessProblem(`the cluster's aws-auth is written by the stack '${theirs.node.path}', and the collector is in '${ours.node.path}': `
      + 'each would have to be deployed before the other; move the collector into the cluster\'s stack, or set the cluster\'s '
      + 'authenticationMode to API_AND_CONFIG_MAP');
  }

  public grant(scope: Construct, { awsEksCluster }: ClusterFacts, { roleArn }: RoleOwner, read: ConfigurationReader): void {
    if (awsEksCluster === undefined) return;
    const configuration = read();
    applyRbac(awsEksCluster, rbacNames(this.choice.clusterRoleName), collectorRules(configuration, this.choice));
    warnOfMissingPermissions(scope, configuration, this.choice);
    awsEksCluster.awsAuth.addRoleMapping(
      Role.fromRoleArn(scope, 'MappedRole', mappedRoleArn(roleArn), { mutable: false }),
      { username: COLLECTOR_USER, groups: [] },
    );
    warnOfReplacedEntries(awsEksCluster);
  }
}
