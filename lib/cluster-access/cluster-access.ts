import { Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Problem } from '../private/problem';
import type { AwsEksCluster, ClusterFacts } from './cluster-facts';
import { COLLECTOR_USER, collectorRbac } from './rbac';
import { withoutPath } from './role-arn';

/**
 * How a collector is let into a cluster.
 *
 * It follows the cluster's authentication mode, which a cluster made by this app tells and an imported one does not.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export abstract class ClusterAccess {
  /**
   * By an access entry that the service makes itself: for clusters with the authentication mode `API` or `API_AND_CONFIG_MAP`,
   * which includes every cluster of aws-eks-v2.
   *
   * Nothing is added to the template, since EKS refuses an access entry for a service-linked role from anybody else. Whoever
   * deploys needs `eks:CreateAccessEntry` and `eks:AssociateAccessPolicy` on the cluster.
   */
  public static accessEntry(): ClusterAccess {
    return new AccessEntryAccess();
  }

  /**
   * By the ConfigMap aws-auth: for clusters of aws-eks with the authentication mode `CONFIG_MAP`, made in the collector's stack.
   *
   * A ClusterRole, a ClusterRoleBinding and a mapping of the scraper's role to the user `aps-collector-user` are applied by
   * the cluster's own kubectl handler. Collectors of one cluster share the ClusterRole; each has a mapping of its own.
   */
  public static awsAuth(): ClusterAccess {
    return new AwsAuthAccess();
  }

  /**
   * Not at all: somebody else lets the collector in. Until then it is ACTIVE and finds nothing.
   */
  public static none(): ClusterAccess {
    return new NoAccess();
  }

  /** @internal */
  public abstract readonly _description: string;

  /** @internal */
  public abstract _problems(scope: Construct, cluster: ClusterFacts): Problem[];

  /** @internal */
  public abstract _letIn(scope: Construct, cluster: ClusterFacts, roleArn: string): void;
}

class AccessEntryAccess extends ClusterAccess {
  public readonly _description = 'by an access entry, which the service makes itself while it creates the scraper';

  public _problems(_scope: Construct, { authenticationMode }: ClusterFacts): Problem[] {
    if (authenticationMode !== 'CONFIG_MAP') return [];
    return [{
      path: 'access',
      message: 'the cluster has the authentication mode CONFIG_MAP, where no access entry is made; '
        + 'set its authenticationMode to API_AND_CONFIG_MAP, or use ClusterAccess.awsAuth()',
    }];
  }

  public _letIn(): void {
    // The service does.
  }
}

class AwsAuthAccess extends ClusterAccess {
  public readonly _description = `by aws-auth: a ClusterRole, its binding, and a mapping of the scraper's role to ${COLLECTOR_USER}`;

  public _problems(scope: Construct, { awsEksCluster, authenticationMode }: ClusterFacts): Problem[] {
    const problem = (message: string) => [{ path: 'access', message }];
    if (authenticationMode === 'API') {
      return problem('the cluster has the authentication mode API, where aws-auth is not read; use ClusterAccess.accessEntry()');
    }
    if (awsEksCluster === undefined) {
      return problem('aws-auth can be written only for a cluster that this stack makes with aws-eks: applied to any other, it would '
        + 'lock out everybody whom it does not name; set the cluster\'s authentication mode to API_AND_CONFIG_MAP and use '
        + 'ClusterAccess.accessEntry(), or map the role by hand and use ClusterAccess.none()');
    }
    const [theirs, ours] = [Stack.of(awsEksCluster), Stack.of(scope)];
    if (theirs === ours) return [];
    return problem(`the cluster's aws-auth is written by the stack '${theirs.node.path}', and the collector is in '${ours.node.path}': `
      + 'each would have to be deployed before the other; put the collector into the cluster\'s stack, or set the cluster\'s '
      + 'authenticationMode to API_AND_CONFIG_MAP');
  }

  public _letIn(scope: Construct, { awsEksCluster }: ClusterFacts, roleArn: string): void {
    if (awsEksCluster === undefined) return;
    applyRbacOnce(awsEksCluster);
    awsEksCluster.awsAuth.addRoleMapping(
      Role.fromRoleArn(scope, 'MappedRole', withoutPath(roleArn), { mutable: false }),
      { username: COLLECTOR_USER, groups: [] },
    );
  }
}

class NoAccess extends ClusterAccess {
  public readonly _description = 'not by this app: map the scraper\'s role by hand, or it finds nothing';

  public _problems(): Problem[] {
    return [];
  }

  public _letIn(): void {
    // Somebody else does.
  }
}

/** One manifest per cluster, in the cluster: it leaves with the last collector, not with the first. */
function applyRbacOnce(cluster: AwsEksCluster): void {
  const id = 'AmpCollectorAccess';
  if (cluster.node.tryFindChild(`manifest-${id}`) === undefined) cluster.addManifest(id, ...collectorRbac());
}
