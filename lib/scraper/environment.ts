import { Token } from 'aws-cdk-lib';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { Problem } from '../private/problem';

/** A construct whose account and Region must be the scraper's. */
export interface Party {
  readonly path: string;
  readonly construct: IEnvironmentAware | undefined;
}

/**
 * A scraper, its cluster and its workspace live in one Region and one account. Only what is known at synth is compared.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export function environmentProblems(scraper: { readonly account: string; readonly region: string }, ...parties: Party[]): Problem[] {
  return parties.flatMap(({ path, construct }) => construct === undefined
    ? []
    : [
        ...difference(path, 'Region', construct.env.region, scraper.region),
        ...difference(path, 'account', construct.env.account, scraper.account),
      ]);
}

function difference(path: string, what: string, theirs: string, ours: string): Problem[] {
  if (Token.isUnresolved(theirs) || Token.isUnresolved(ours) || theirs === ours) return [];
  return [{ path, message: `must be in the scraper's ${what} ${ours}, got ${theirs}` }];
}
