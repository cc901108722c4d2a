import type * as aps from 'aws-cdk-lib/aws-aps';
import { Grant, type IGrantable, type IResourceWithPolicyV2 } from 'aws-cdk-lib/aws-iam';
import { KeyGrants } from 'aws-cdk-lib/aws-kms';
import { KEY_ACTIONS } from '../private/workspace-key';
import type { IWorkspace } from './workspace-interface';

/**
 * What others may do with a workspace. Who has no policy of their own in this account, such as a role of another account, is
 * let in by the policy of the workspace, where this app makes the workspace.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonmanagedserviceforprometheus.html
 */
export class WorkspaceGrants {
  /**
   * The grants of any workspace, one written by hand with the L1 included.
   *
   * @param workspace the workspace that is granted
   */
  public static fromWorkspace(workspace: aps.IWorkspaceRef): WorkspaceGrants {
    return new WorkspaceGrants(workspace);
  }

  private constructor(private readonly workspace: aps.IWorkspaceRef) {}

  /**
   * Lets somebody query metrics: `aps:QueryMetrics`, `aps:GetSeries`, `aps:GetLabels` and `aps:GetMetricMetadata`, and with the
   * customer managed key of the workspace `kms:Decrypt`.
   *
   * @param grantee who may
   */
  public query(grantee: IGrantable): Grant {
    return this.withKey(
      this.actions(grantee, 'aps:QueryMetrics', 'aps:GetSeries', 'aps:GetLabels', 'aps:GetMetricMetadata'), grantee, KEY_ACTIONS.query,
    );
  }

  /**
   * Lets somebody write metrics: `aps:RemoteWrite`, and with the customer managed key of the workspace `kms:GenerateDataKey` and
   * `kms:Decrypt`. A collector in the workspace's account needs no grant.
   *
   * @param grantee who may
   */
  public remoteWrite(grantee: IGrantable): Grant {
    return this.withKey(this.actions(grantee, 'aps:RemoteWrite'), grantee, KEY_ACTIONS.write);
  }

  /**
   * Lets somebody do anything else with the workspace.
   *
   * @param grantee who may
   * @param actions what, for example `aps:DescribeWorkspace`
   */
  public actions(grantee: IGrantable, ...actions: string[]): Grant {
    const grant = { grantee, actions, resourceArns: [this.workspace.workspaceRef.workspaceArn] };
    return hasPolicy(this.workspace)
      ? Grant.addToPrincipalOrResource({ ...grant, resource: this.workspace })
      : Grant.addToPrincipal(grant);
  }

  private withKey(grant: Grant, grantee: IGrantable, actions: readonly string[]): Grant {
    const { encryptionKey } = this.workspace as Partial<IWorkspace>;
    return encryptionKey ? grant.combine(KeyGrants.fromKey(encryptionKey).actions(grantee, ...actions)) : grant;
  }
}

function hasPolicy(workspace: aps.IWorkspaceRef): workspace is aps.IWorkspaceRef & IResourceWithPolicyV2 {
  return 'addToResourcePolicy' in workspace;
}
