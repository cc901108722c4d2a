import type { Construct } from 'constructs';
import type { Problem } from '../../private/problem';
import type { ClusterFacts } from '../cluster-facts';

/** One way in. */
export interface AccessStrategy {
  /** How, for people: it follows "is let into the cluster". */
  readonly description: string;

  /** Why this way does not fit a cluster. */
  problems(scope: Construct, facts: ClusterFacts): Problem[];

  /** Adds to the template what lets the scraper's role in. */
  letIn(scope: Construct, facts: ClusterFacts, roleArn: string): void;
}

/** A problem of the property that chooses the way. */
export function accessProblem(message: string): Problem[] {
  return [{ path: 'access', message }];
}
