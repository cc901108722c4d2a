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
 * Properties for defining the roles of scrapers that write to another account.
 */
export interface CrossAccountRolesProps {
  /**
   * The prefix of the names of both roles: `NAME-scraper-source` and `NAME-scraper-target`.
   *
   * The roles refer to each other by name, so use a different prefix for each Region.
   */
  readonly name: string;

  /**
   * The account of the scraper and its source.
   */
  readonly sourceAccount: string;

  /**
   * The account of the workspace or dataset.
   */
  readonly targetAccount: string;

  /**
   * The Region of the scraper, the workspace or dataset, and both stacks.
   */
  readonly region: string;

  /**
   * The ID of the only scraper that is allowed to use the roles. It is known after the scraper was created, so a second deployment can
   * specify it.
   *
   * @default - every scraper of the source account in this Region
   */
  readonly scraperId?: string;
}

/**
 * The roles with which scrapers of one account write to a workspace or dataset of another account.
 *
 * A scraper assumes the source role, which assumes the target role, which writes. The roles trust a pattern of scrapers and refer to each
 * other by name, so you can create them in both accounts in any order, in one app or in two.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export class CrossAccountRoles {
  /**
   * Creates both roles in the scraper's account, for a workspace with a customer managed key.
   *
   * @param scope the construct's scope
   * @param id the prefix of the roles' construct IDs
   * @param destination the destination of the scraper
   */
  public static inOneAccount(scope: Construct, id: string, destination: ScraperDestination): ScraperRoles {
    const { account, region, partition } = Stack.of(scope);
    const scrapers = `arn:${partition}:aps:${region}:${account}:scraper/*`;
    const sourceRole = makeSourceRole(scope, `${id}Source`, { account, scrapers });
    const targetRole = makeTargetRole(scope, `${id}Target`, { account, scrapers, sourceRoleArn: sourceRole.roleArn, destination });
    sourceRole.addToPolicy(assume(targetRole.roleArn));
    return { sourceRole, targetRole };
  }

  /** The ARN of the source role, which may not exist yet. */
  public readonly sourceRoleArn: string;

  /** The ARN of the target role, which may not exist yet. */
  public readonly targetRoleArn: string;

  private readonly scrapers: string;

  constructor(private readonly props: CrossAccountRolesProps) {
    throwValueProblems('CrossAccountRoles', propertyProblems(props));
    const { name, sourceAccount, targetAccount, region, scraperId } = props;
    this.sourceRoleArn = `arn:${Aws.PARTITION}:iam::${sourceAccount}:role/${sourceRoleName(name)}`;
    this.targetRoleArn = `arn:${Aws.PARTITION}:iam::${targetAccount}:role/${targetRoleName(name)}`;
    this.scrapers = `arn:${Aws.PARTITION}:aps:${region}:${sourceAccount}:scraper/${scraperId ?? '*'}`;
  }

  /**
   * Creates the source role in a stack of the source account, and returns both roles for the scraper.
   *
   * @param scope the construct's scope
   * @param id the construct's ID
   */
  public createSourceRole(scope: Construct, id: string): ScraperRoles {
    const { name, sourceAccount: account, region } = this.props;
    throwProblems(scope, id, [...accountProblems(scope, 'sourceAccount', account), ...regionProblems(scope, region)]);
    const sourceRole = makeSourceRole(scope, id, { roleName: sourceRoleName(name), account, scrapers: this.scrapers });
    sourceRole.addToPolicy(assume(this.targetRoleArn));
    return { sourceRole, targetRole: Role.fromRoleArn(scope, `${id}Target`, this.targetRoleArn, { mutable: false }) };
  }

  /**
   * Creates the target role in a stack of the target account.
   *
   * @param scope the construct's scope
   * @param id the construct's ID
   * @param destination the destination of the scraper
   */
  public createTargetRole(scope: Construct, id: string, destination: ScraperDestination): Role {
    const { name, sourceAccount, targetAccount, region } = this.props;
    throwProblems(scope, id, [
      ...accountProblems(scope, 'targetAccount', targetAccount),
      ...regionProblems(scope, region),
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
    description: 'Assumed by Prometheus collectors, before the role that writes their metrics',
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
 * Returns the source role as a principal with a condition: IAM refuses a principal that does not exist yet, and loses one that is created
 * again. `StringLike`, because `StringEquals` compares the `*` of the scrapers' pattern literally.
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

function propertyProblems({ name, sourceAccount, targetAccount, region, scraperId }: CrossAccountRolesProps): PropertyProblem[] {
  return [
    ...nameProblems(name),
    ...patternProblems('sourceAccount', sourceAccount, /^\d{12}$/, 'an account of 12 digits'),
    ...patternProblems('targetAccount', targetAccount, /^\d{12}$/, 'an account of 12 digits'),
    ...patternProblems('region', region, /^[a-z][a-z0-9-]+$/, 'a Region, such as us-east-1'),
    ...patternProblems('scraperId', scraperId, /^s-[\w-]+$/, 'the ID of a scraper (s-…), not its ARN or alias'),
  ];
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

function patternProblems(path: string, value: string | undefined, pattern: RegExp, allowed: string): PropertyProblem[] {
  if (value === undefined || Token.isUnresolved(value) || pattern.test(value)) return [];
  return [{ path, message: `must be ${allowed}, got '${value}'` }];
}

function accountProblems(scope: Construct, path: string, expected: string): PropertyProblem[] {
  return stackProblems(path, Stack.of(scope).account, expected);
}

function regionProblems(scope: Construct, expected: string): PropertyProblem[] {
  return stackProblems('region', Stack.of(scope).region, expected);
}

function stackProblems(path: string, ours: string, expected: string): PropertyProblem[] {
  if (Token.isUnresolved(ours) || Token.isUnresolved(expected) || ours === expected) return [];
  return [{ path, message: `is ${expected}, and this stack is deployed to ${ours}` }];
}
