import type { Construct } from 'constructs';
import type { PropertyProblem } from '../../private/property-problem';
import type { PolicyRule } from '../../kubernetes/policy-rule';
import type { ClusterFacts } from '../cluster-facts';

/** Who is let in: a scraper, by its role. */
export interface RoleOwner {
  readonly roleArn: string;
}

/** One way in. */
export interface AccessStrategy {
  /** How, for people: it follows "is let into the cluster". */
  readonly description: string;

  /** Whether this library, or at least not AMP's own policy, decides what the collector may read. */
  readonly grantsAccess: boolean;

  /** Why this way does not fit a cluster. */
  problems(scope: Construct, facts: ClusterFacts): PropertyProblem[];

  /**
   * Adds to the template what lets the scraper's role in and, where that is ours to grant, allows it the rules.
   *
   * @param rules asked for where they are granted, since the configuration is judged for them
   */
  letIn(scope: Construct, facts: ClusterFacts, scraper: RoleOwner, rules: () => readonly PolicyRule[]): void;
}

/** A problem of the property that chooses the way. */
export function accessProblem(message: string): PropertyProblem[] {
  return [{ path: 'access', message }];
}
