import type { Construct } from 'constructs';
import type { PropertyProblem } from '../../private/property-problem';
import type { ClusterFacts } from '../cluster-facts';
import { accessProblem, type AccessStrategy } from './strategy';

/** The service creates an access entry itself. */
export class AccessEntryStrategy implements AccessStrategy {
  public readonly description = 'by an access entry, which the service creates together with the scraper';
  public readonly grantsAccess = false;

  public problems(_scope: Construct, { authenticationMode }: ClusterFacts): PropertyProblem[] {
    if (authenticationMode !== 'CONFIG_MAP') return [];
    return accessProblem('the cluster has the authentication mode CONFIG_MAP, where the service creates no access entry; '
      + 'set its authenticationMode to API_AND_CONFIG_MAP, or use ClusterAccess.awsAuth()');
  }

  public grant(): void {
    // The service does.
  }
}
