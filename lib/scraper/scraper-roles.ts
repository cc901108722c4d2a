import { type CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { CfnScraper, IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import type { IRoleRef } from 'aws-cdk-lib/aws-iam';
import type { PropertyProblem } from '../private/property-problem';
import { keyArnOf } from '../private/workspace-key';

/**
 * The roles with which a scraper writes, in place of its service-linked role. `CrossAccountRoles` creates them.
 *
 * Required for a destination in another account, and for a workspace with a customer managed key. The deployment needs `iam:PassRole` on
 * both roles for `aps.amazonaws.com`.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_RoleConfiguration.html
 */
export interface ScraperRoles {
  /**
   * The role in the scraper's account that the scraper assumes first. It must be allowed to assume the target role.
   */
  readonly sourceRole: IRoleRef;

  /**
   * The role in the account of the destination that is allowed to write.
   */
  readonly targetRole: IRoleRef;
}

export function renderRoles({ sourceRole, targetRole }: ScraperRoles): CfnScraper.RoleConfigurationProperty {
  return { sourceRoleArn: sourceRole.roleRef.roleArn, targetRoleArn: targetRole.roleRef.roleArn };
}

/** Makes a scraper depend on the roles of its stack and their policies. Deploy roles of other stacks first. */
export function dependOnRoles(scraper: CfnResource, { sourceRole, targetRole }: ScraperRoles): void {
  const stack = Stack.of(scraper);
  scraper.node.addDependency(...[sourceRole, targetRole].filter(role => Stack.of(role) === stack));
}

/** Checks the roles of a scraper against its account and its workspace, as far as they are known at synthesis. */
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
    message: 'has a customer managed key, and the service-linked role of a scraper is not allowed to write to such a workspace; '
      + 'specify roleConfiguration, for example with CrossAccountRoles.inOneAccount()',
  }];
}
