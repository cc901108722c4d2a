import { type CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { CfnScraper, IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import type { IRoleRef } from 'aws-cdk-lib/aws-iam';
import type { PropertyProblem } from '../private/property-problem';
import { keyArnOf } from '../private/workspace-key';

/**
 * The roles with which a scraper writes, instead of its service-linked role. `CrossAccountRoles` makes them.
 *
 * They are needed where the destination is in another account, and where the workspace has a customer managed key.
 * Whoever deploys needs `iam:PassRole` on both for `aps.amazonaws.com`.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_RoleConfiguration.html
 */
export interface ScraperRoles {
  /**
   * The role in the scraper's account that the scraper takes first; it may take the target role.
   */
  readonly sourceRole: IRoleRef;

  /**
   * The role in the destination's account that may write.
   */
  readonly targetRole: IRoleRef;
}

export function renderRoles({ sourceRole, targetRole }: ScraperRoles): CfnScraper.RoleConfigurationProperty {
  return { sourceRoleArn: sourceRole.roleRef.roleArn, targetRoleArn: targetRole.roleRef.roleArn };
}

/** A scraper writes when the policies of its roles are there. Those of another stack are its own to deploy first. */
export function dependOnRoles(scraper: CfnResource, { sourceRole, targetRole }: ScraperRoles): void {
  const stack = Stack.of(scraper);
  scraper.node.addDependency(...[sourceRole, targetRole].filter(role => Stack.of(role) === stack));
}

/** What does not fit between the roles of a scraper, its account and its workspace. Only what is known at synth is compared. */
export function roleProblems(
  roles: ScraperRoles | undefined,
  scraper: { readonly account: string },
  { path, workspace }: { readonly path: string; readonly workspace: IWorkspaceRef | undefined },
): PropertyProblem[] {
  if (roles === undefined) return keyProblems(path, workspace);
  return [
    ...accountProblems('roleConfiguration.sourceRole', 'the scraper\'s', roles.sourceRole.env.account, scraper.account),
    ...accountProblems('roleConfiguration.targetRole', 'the workspace\'s', roles.targetRole.env.account, workspace?.env.account),
  ];
}

function accountProblems(path: string, whose: string, theirs: string, ours: string | undefined): PropertyProblem[] {
  if (ours === undefined || Token.isUnresolved(theirs) || Token.isUnresolved(ours) || theirs === ours) return [];
  return [{ path, message: `must be in ${whose} account ${ours}, got ${theirs}` }];
}

/** @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html */
function keyProblems(path: string, workspace: IWorkspaceRef | undefined): PropertyProblem[] {
  if (workspace === undefined || keyArnOf(workspace) === undefined) return [];
  return [{
    path,
    message: 'has a customer managed key, and the service-linked role of a scraper may not write to such a workspace; '
      + 'give roleConfiguration, with CrossAccountRoles.inOneAccount() for example',
  }];
}
