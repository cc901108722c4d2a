import type { PolicyRule } from '../../kubernetes/policy-rule';

/**
 * The properties of the custom resource: what the construct writes into the template, and what the function reads.
 * All of it is text and lists of text, which is how CloudFormation hands it on.
 */
export interface ResourceProperties {
  /** In the Region and the account of the function. */
  readonly ClusterName: string;

  /** The role to let in, with or without its path. */
  readonly RoleArn: string;

  /** The name under which the cluster knows the role. */
  readonly Username: string;

  /** What the user may do. Without it, somebody else looks after the ClusterRole and its binding, and their names are not read. */
  readonly Rules?: readonly PolicyRule[];

  readonly ClusterRoleName?: string;

  /** A binding cannot be pointed at another role, so make another name of another `ClusterRoleName`. */
  readonly ClusterRoleBindingName?: string;
}
