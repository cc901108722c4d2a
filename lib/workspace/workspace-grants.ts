import { Aws, Fn, Token } from 'aws-cdk-lib';
import type * as aps from 'aws-cdk-lib/aws-aps';
import { Grant, type IGrantable, type IResourceWithPolicyV2 } from 'aws-cdk-lib/aws-iam';
import { type IKeyRef, KeyGrants } from 'aws-cdk-lib/aws-kms';
import { throwProblems } from '../private/errors';
import { warn, WARNINGS } from '../private/warnings';
import { KEY_ACTIONS } from '../private/workspace-key';
import { isRefusedInPolicy, type ResourceKind, resourceKindsOf } from './workspace-actions';

const ALLOW_IN_POLICY = 'allow the principal in the policy of the workspace, with WorkspacePolicy, and give it the same permissions in its '
  + 'own account';
const USE_A_ROLE = 'a workspace shares only Prometheus-compatible APIs with other accounts; let the principal assume a role of this account';

/**
 * Grants permissions on a workspace.
 *
 * Permissions are added to the policy of the principal. For a principal of another account they are added to the policy of the workspace
 * too, if this app creates the workspace. The policy of an imported workspace is not changed: use `WorkspacePolicy`.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonmanagedserviceforprometheus.html
 */
export class WorkspaceGrants {
  /**
   * Creates the grants of a workspace.
   *
   * @param workspace the workspace, created or imported, or an L1
   */
  public static fromWorkspace(workspace: aps.IWorkspaceRef): WorkspaceGrants {
    return new WorkspaceGrants(workspace);
  }

  private constructor(private readonly workspace: aps.IWorkspaceRef) {}

  /**
   * Grants `aps:QueryMetrics`, `aps:GetSeries`, `aps:GetLabels` and `aps:GetMetricMetadata`, and `kms:Decrypt` with the customer managed
   * key of the workspace.
   *
   * @param grantee the principal
   */
  public query(grantee: IGrantable): Grant {
    return this.withKey(
      this.actions(grantee, 'aps:QueryMetrics', 'aps:GetSeries', 'aps:GetLabels', 'aps:GetMetricMetadata'), grantee, KEY_ACTIONS.query,
    );
  }

  /**
   * Grants `aps:RemoteWrite`, and `kms:GenerateDataKey` and `kms:Decrypt` with the customer managed key of the workspace. A collector in
   * the account of the workspace needs no grant.
   *
   * @param grantee the principal
   */
  public remoteWrite(grantee: IGrantable): Grant {
    return this.withKey(this.actions(grantee, 'aps:RemoteWrite'), grantee, KEY_ACTIONS.write);
  }

  /**
   * Grants any actions on the workspace, its rule groups namespaces and its anomaly detectors.
   *
   * Throws if a workspace does not limit an action, such as `aps:ListWorkspaces` or `aps:DescribeScraper`.
   *
   * @param grantee the principal
   * @param actions the actions, such as `aps:DescribeWorkspace` or `aps:PutRuleGroupsNamespace`
   */
  public actions(grantee: IGrantable, ...actions: string[]): Grant {
    throwProblems(this.workspace, '', actions.filter(action => resourceKindsOf(action) === undefined).map(action => ({
      path: 'actions', message: `must be actions on a workspace, such as aps:DescribeWorkspace; '${action}' needs a policy statement of its own`,
    })));
    const [shared, own] = [actions.filter(action => !isRefusedInPolicy(action)), actions.filter(isRefusedInPolicy)];
    const grants = [
      ...shared.length > 0 ? [this.sharedActions(grantee, shared)] : [],
      ...[...byKinds(own)].map(([kinds, names]) => this.principalActions(grantee, names, kinds.split(',') as ResourceKind[])),
    ];
    const [first = Grant.drop(grantee, 'no actions'), ...others] = grants;
    return others.reduce((combined, grant) => combined.combine(grant), first);
  }

  /** Grants actions of the Prometheus-compatible API, which the policy of a workspace can grant. */
  private sharedActions(grantee: IGrantable, actions: string[]): Grant {
    const grant = { grantee, actions, resourceArns: [this.workspace.workspaceRef.workspaceArn] };
    return hasPolicy(this.workspace)
      ? Grant.addToPrincipalOrResource({ ...grant, resource: this.workspace })
      : this.withWarning(Grant.addToPrincipal(grant), grantee, actions, ALLOW_IN_POLICY);
  }

  private principalActions(grantee: IGrantable, actions: string[], kinds: ResourceKind[]): Grant {
    const grant = Grant.addToPrincipal({ grantee, actions, resourceArns: kinds.map(kind => this.arnOf(kind)) });
    return this.withWarning(grant, grantee, actions, USE_A_ROLE);
  }

  private arnOf(kind: ResourceKind): string {
    const { workspaceArn } = this.workspace.workspaceRef;
    if (kind === 'workspace') return workspaceArn;
    const { account, region } = this.workspace.env;
    return `arn:${Aws.PARTITION}:aps:${region}:${account}:${kind}/${Fn.select(1, Fn.split('/', workspaceArn))}/*`;
  }

  private withWarning(grant: Grant, grantee: IGrantable, actions: string[], fix: string): Grant {
    if (!grant.success || isOfAnotherAccount(grantee, this.workspace)) {
      warn(this.workspace, WARNINGS.grantWithoutEffect,
        `the grant of ${actions.join(', ')} to a principal outside of this account has no effect: ${fix}`);
    }
    return grant;
  }

  private withKey(grant: Grant, grantee: IGrantable, actions: readonly string[]): Grant {
    const { encryptionKey } = this.workspace as { readonly encryptionKey?: IKeyRef };
    return encryptionKey ? grant.combine(KeyGrants.fromKey(encryptionKey).actions(grantee, ...actions)) : grant;
  }
}

function hasPolicy(workspace: aps.IWorkspaceRef): workspace is aps.IWorkspaceRef & IResourceWithPolicyV2 {
  return 'addToResourcePolicy' in workspace;
}

/** Groups actions by the kinds of resources that they are granted on. */
function byKinds(actions: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const action of actions) {
    const kinds = (resourceKindsOf(action) ?? []).join();
    groups.set(kinds, [...groups.get(kinds) ?? [], action]);
  }
  return groups;
}

function isOfAnotherAccount({ grantPrincipal: { principalAccount } }: IGrantable, workspace: aps.IWorkspaceRef): boolean {
  const accounts = [principalAccount, workspace.env.account];
  return accounts.every(account => account !== undefined && !Token.isUnresolved(account)) && accounts[0] !== accounts[1];
}
