import { Stack, Token } from 'aws-cdk-lib';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import type { PropertyProblem } from './property-problem';

/** A construct that must be in the Region of another, and in its account unless `anyAccount` is set. */
export interface Party {
  readonly path: string;
  readonly construct: IEnvironmentAware | undefined;
  readonly anyAccount?: boolean;
}

/** An environment: an account and a Region. */
export interface Home {
  /** The owner, for messages: `the scraper's`. */
  readonly whose: string;
  readonly account: string;
  readonly region: string;
}

/** Returns the environment of the stack in which a construct is created. */
export function homeIn(scope: IConstruct, whose: string): Home {
  const { account, region } = Stack.of(scope);
  return { whose, account, region };
}

/** Reports constructs in another environment. Tokens are not compared. */
export function environmentProblems({ whose, account, region }: Home, ...parties: Party[]): PropertyProblem[] {
  return parties.flatMap(({ path, construct, anyAccount }) => construct === undefined
    ? []
    : [
        ...difference(path, `${whose} Region`, construct.env.region, region),
        ...anyAccount ? [] : difference(path, `${whose} account`, construct.env.account, account),
      ]);
}

function difference(path: string, where: string, theirs: string, ours: string): PropertyProblem[] {
  if (Token.isUnresolved(theirs) || Token.isUnresolved(ours) || theirs === ours) return [];
  return [{ path, message: `must be in ${where} ${ours}, got ${theirs}` }];
}
