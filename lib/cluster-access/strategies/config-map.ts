import type { Construct } from 'constructs';
import { COLLECTOR_USER } from '../../kubernetes/collector-user';
import { formatProblem, type PropertyProblem } from '../../private/property-problem';
import { atSynthesis, refuseAtSynthesis } from '../at-synthesis';
import { writesAwsAuth, type ClusterFacts } from '../cluster-facts';
import { AwsAuthStrategy } from './aws-auth';
import { AwsAuthMergeStrategy } from './aws-auth-merge';
import type { AccessStrategy, ConfigurationReader, RoleOwner } from './strategy';

/**
 * The default in the mode CONFIG_MAP: an entry in the aws-auth that the app writes anyway, else a merged one. CDK's `AwsAuth` replaces the
 * whole ConfigMap: used for the collector alone, it would remove the entries of nodes that CDK does not know.
 */
export class ConfigMapStrategy implements AccessStrategy {
  public readonly description = `by aws-auth, merged where this app does not write it: a ClusterRole, its binding, and a mapping of the scraper's role to ${COLLECTOR_USER}`;
  public readonly grantsAccess = true;

  private readonly owned = new AwsAuthStrategy({});
  private readonly merged = new AwsAuthMergeStrategy({});

  public problems(scope: Construct, facts: ClusterFacts): PropertyProblem[] {
    return this.fitting(facts).problems(scope, facts);
  }

  /** Decided when the app is complete, since node groups may be added after the collector. */
  public grant(scope: Construct, facts: ClusterFacts, scraper: RoleOwner, configuration: ConfigurationReader): void {
    atSynthesis(scope, () => {
      const [problem] = this.problems(scope, facts);
      if (problem === undefined) this.fitting(facts).grant(scope, facts, scraper, configuration);
      else refuseAtSynthesis(scope, () => formatProblem(problem));
    });
  }

  private fitting(facts: ClusterFacts): AccessStrategy {
    return facts.awsEksCluster === undefined || writesAwsAuth(facts) ? this.owned : this.merged;
  }
}
