import { Stack, Token } from 'aws-cdk-lib';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import type { PropertyProblem } from './property-problem';

/** A construct that must be in the Region of another one, and in its account too. */
export interface Party {
  readonly path: string;
  readonly construct: IEnvironmentAware | undefined;
  /** True if the construct may be in another account. */
  readonly anyAccount?: boolean;
  /** The way to use a construct of another account, if there is one. */
  readonly otherAccountFix?: string;
}

/** The environment of a construct. */
export interface Home {
  /** The construct in a message: `the scraper's`. */
  readonly whose: string;
  readonly account: string;
  readonly region: string;
}

/** Returns the environment of a stack, in which its constructs are. */
export function homeIn(scope: IConstruct, whose: string): Home {
  const { account, region } = Stack.of(scope);
  return { whose, account, region };
}

/** Checks that constructs are in an environment. Accounts and Regions that are known only at deployment are not checked. */
export function environmentProblems({ whose, account, region }: Home, ...parties: Party[]): PropertyProblem[] {
  return parties.flatMap(({ path, construct, anyAccount, otherAccountFix }) => construct === undefined
    ? []
    : [
        ...difference(path, `${whose} Region`, construct.env.region, region),
        ...anyAccount ? [] : difference(path, `${whose} account`, construct.env.account, account, otherAccountFix),
      ]);
}

function difference(path: string, where: string, theirs: string, ours: string, fix?: string): PropertyProblem[] {
  if (Token.isUnresolved(theirs) || Token.isUnresolved(ours) || theirs === ours) return [];
  return [{ path, message: `must be in ${where} ${ours}, got ${theirs}${fix === undefined ? '' : `; ${fix}`}` }];
}
