/**
 * The environment variables of the function. They hold what the deployer decides: the caller of the function chooses none of it.
 */
export interface FunctionEnvironment {
  /** The cluster that the function serves, in its own Region and account. */
  readonly CLUSTER_NAME: string;

  /** Set to `true` for a function that manages the ClusterRole of the collector, and its binding. */
  readonly MANAGES_RBAC: 'true' | 'false';

  /** The role that the cluster knows, where that is not the function's own: the function assumes it. */
  readonly ACCESS_ROLE_ARN?: string;
}
