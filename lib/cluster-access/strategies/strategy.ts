import type { Construct } from 'constructs';
import type { PropertyProblem } from '../../private/property-problem';
import type { EffectiveConfiguration } from '../../prometheus/scrape-config/effective';
import type { ClusterFacts } from '../cluster-facts';

/** The part of a scraper that is given access. */
export interface RoleOwner {
  readonly roleArn: string;
}

/** Returns the configuration of a scraper; nothing where it cannot be read. */
export type ConfigurationReader = () => EffectiveConfiguration | undefined;

/** One way to give a collector access to a cluster. */
export interface AccessStrategy {
  /** A description for people, which follows "access to the cluster". */
  readonly description: string;

  /** True if the app, and not AMP's own policy, decides what the collector may read. */
  readonly grantsAccess: boolean;

  /** Returns why this way does not fit a cluster. */
  problems(scope: Construct, facts: ClusterFacts): PropertyProblem[];

  /**
   * Adds to the template what gives the scraper's role access and, where the app grants them, permissions.
   *
   * @param configuration called only where permissions are granted, since it validates the configuration
   */
  grant(scope: Construct, facts: ClusterFacts, scraper: RoleOwner, configuration: ConfigurationReader): void;
}

/** A problem of the property that chooses the way. */
export function accessProblem(message: string): PropertyProblem[] {
  return [{ path: 'access', message }];
}
