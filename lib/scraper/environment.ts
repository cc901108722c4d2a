import { Token } from 'aws-cdk-lib';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { Problem } from '../private/problem';

/** A construct whose Region must be the scraper's, and whose account too where it is not said otherwise. */
export interface Party {
  readonly path: string;
  readonly construct: IEnvironmentAware | undefined;
  readonly anyAccount?: boolean;
}

/**
 * A scraper, its cluster and its workspace live in one Region, and in one account unless the scraper has roles to write with.
 * Only what is known at synth is compared.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export function environmentProblems(scraper: { readonly account: string; readonly region: string }, ...parties: Party[]): Problem[] {
  return parties.flatMap(({ path, construct, anyAccount }) => construct === undefined
    ? []
    : [
        ...difference(path, 'Region', construct.env.region, scraper.region),
        ...anyAccount ? [] : difference(path, 'account', construct.env.account, scraper.account),
      ]);
}

function difference(path: string, what: string, theirs: string, ours: string): Problem[] {
  if (Token.isUnresolved(theirs) || Token.isUnresolved(ours) || theirs === ours) return [];
  return [{ path, message: `must be in the scraper's ${what} ${ours}, got ${theirs}` }];
}
