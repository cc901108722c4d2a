import { Aws, Stack, Token } from 'aws-cdk-lib';
import { AccountPrincipal, type IPrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { environmentProblems } from '../private/environment';
import { throwProblems, throwValueProblems } from '../private/errors';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';
import type { ScraperDestination } from './scraper-destination';
import type { ScraperRoles } from './scraper-roles';

/**
 * Two accounts, and what their roles are called.
 */
export interface CrossAccountRolesProps {
  /**
   * What the names of both roles begin with: `NAME-scraper-source` and `NAME-scraper-target`.
   *
   * The roles find each other by these names, so one pair of accounts needs another name for each Region.
   */
  readonly name: string;

  /**
   * The account of the scraper and of what it scrapes.
   */
  readonly sourceAccount: string;

  /**
   * The account of the workspace or dataset.
   */
  readonly targetAccount: string;

  /**
   * The Region of all of them.
   */
  readonly region: string;

  /**
   * The one scraper that may use the roles, by its id. It is known only when the scraper exists: a second deployment may say it.
   *
   * @default - every scraper of the source account in this Region
   */
  readonly scraperId?: string;
}

/**
 * The roles by which scrapers of one account write in another.
 *
 * A scraper takes the source role, which takes the target role, which writes. The target role asks for the scraper's ARN, and
 * the scraper for the role's: these here trust a pattern of scrapers and know each other by name, so that they can be made in
 * two accounts in any order, by one app or by two.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export class CrossAccountRoles {
  /**
   * Both roles in the scraper's own account, for a workspace with a customer managed key.
   *
   * @param scope the parent
   * @param id the id under it
   * @param destination the workspace
   */
  public static inOneAccount(scope: Construct, id: string, destination: ScraperDestination): ScraperRoles {
    const { account, region, partition } = Stack.of(scope);
    const scrapers = `arn:${partition}:aps:${region}:${account}:scraper/*`;
    const sourceRole = makeSourceRole(scope, `${id}Source`, { account, scrapers });
    const targetRole = makeTargetRole(scope, `${id}Target`, { account, scrapers, sourceRoleArn: sourceRole.roleArn, destination });
    sourceRole.addToPolicy(assume(targetRole.roleArn));
    return { sourceRole, targetRole };
  }

  /** The ARN of the source role, whether it exists yet or not. */
  public readonly sourceRoleArn: string;

  /** The ARN of the target role, whether it exists yet or not. */
  public readonly targetRoleArn: string;

  private readonly scrapers: string;

  constructor(private readonly props: CrossAccountRolesProps) {
    const { name, sourceAccount, targetAccount, region, scraperId } = props;
    throwValueProblems('the pair of roles', nameProblems(name));
    this.sourceRoleArn = `arn:${Aws.PARTITION}:iam::${sourceAccount}:role/${sourceRoleName(name)}`;
    this.targetRoleArn = `arn:${Aws.PARTITION}:iam::${targetAccount}:role/${targetRoleName(name)}`;
    this.scrapers = `arn:${Aws.PARTITION}:aps:${region}:${sourceAccount}:scraper/${scraperId ?? '*'}`;
  }

  /**
   * Makes the source role, in a stack of the source account, and gives both to the scraper.
   *
   * @param scope the parent
   * @param id the id under it
   */
  public createSourceRole(scope: Construct, id: string): ScraperRoles {
    const { name, sourceAccount: account } = this.props;
    throwProblems(scope, id, accountProblems(scope, 'sourceAccount', account));
    const sourceRole = makeSourceRole(scope, id, { roleName: sourceRoleName(name), account, scrapers: this.scrapers });
    sourceRole.addToPolicy(assume(this.targetRoleArn));
    return { sourceRole, targetRole: Role.fromRoleArn(scope, `${id}Target`, this.targetRoleArn, { mutable: false }) };
  }

  /**
   * Makes the target role, in a stack of the target account.
   *
   * @param scope the parent
   * @param id the id under it
   * @param destination what the role may write to
   */
  public createTargetRole(scope: Construct, id: string, destination: ScraperDestination): Role {
    const { name, sourceAccount, targetAccount, region } = this.props;
    throwProblems(scope, id, [
      ...accountProblems(scope, 'targetAccount', targetAccount),
      ...environmentProblems({ whose: 'the roles\'', account: targetAccount, region }, { path: 'destination', construct: destination._workspace }),
    ]);
    return makeTargetRole(scope, id, {
      roleName: targetRoleName(name), account: sourceAccount, scrapers: this.scrapers, sourceRoleArn: this.sourceRoleArn, destination,
    });
  }
}

interface SourceRole {
  readonly roleName?: string;
  readonly account: string;
  readonly scrapers: string;
}

function makeSourceRole(scope: Construct, id: string, { roleName, account, scrapers }: SourceRole): Role {
  return new Role(scope, id, {
    roleName,
    description: 'Taken by Prometheus collectors to reach the role that writes their metrics',
    assumedBy: new ServicePrincipal('scraper.aps.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': scrapers } },
    }),
  });
}

interface TargetRole extends SourceRole {
  readonly sourceRoleArn: string;
  readonly destination: ScraperDestination;
}

function makeTargetRole(scope: Construct, id: string, { roleName, destination, ...trust }: TargetRole): Role {
  const role = new Role(scope, id, {
    roleName,
    description: 'Writes the metrics of Prometheus collectors',
    assumedBy: sourceRolePrincipal(trust),
  });
  for (const permission of destination._writePermissions(scope)) role.addToPolicy(new PolicyStatement(permission));
  return role;
}

/**
 * The source role, by a condition: IAM refuses a principal that does not exist yet, and forgets one that is made anew.
 * `StringLike`, since `StringEquals` would take the `*` of the scrapers' pattern as it stands.
 */
function sourceRolePrincipal({ account, scrapers, sourceRoleArn }: Omit<TargetRole, 'destination'>): IPrincipal {
  return new AccountPrincipal(account).withConditions({
    ArnEquals: { 'aws:PrincipalArn': sourceRoleArn },
    StringLike: { 'sts:ExternalId': scrapers },
  });
}

function assume(roleArn: string): PolicyStatement {
  return new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [roleArn] });
}

function sourceRoleName(name: string): string {
  return `${name}-scraper-source`;
}

function targetRoleName(name: string): string {
  return `${name}-scraper-target`;
}

function nameProblems(name: string): PropertyProblem[] {
  const roleName = targetRoleName(name);
  const { maxLength, pattern } = LIMITS.roleName;
  if (Token.isUnresolved(name) || (name !== '' && roleName.length <= maxLength && pattern.test(roleName))) return [];
  return [{
    path: 'name',
    message: `must have 1 to ${maxLength - targetRoleName('').length} letters, digits and characters of '+=,.@_-', got '${name}'`,
  }];
}

function accountProblems(scope: Construct, path: string, expected: string): PropertyProblem[] {
  const { account } = Stack.of(scope);
  if (Token.isUnresolved(account) || Token.isUnresolved(expected) || account === expected) return [];
  return [{ path, message: `is ${expected}, and this stack is deployed to ${account}` }];
}
