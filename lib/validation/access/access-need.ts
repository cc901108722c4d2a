import type { LocatedMessage } from '../located-message';

/** A rule of a ClusterRole, in Kubernetes's own spelling. */
export interface AccessRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

/** A part of the cluster that a job reads, and the rule that allows it. */
export interface AccessNeed extends LocatedMessage {
  readonly rule: AccessRule;
  /** True if AWS's documented access allows it. */
  readonly isDocumented: boolean;
  /** True if the job reads it whatever the labels and annotations of its targets are. */
  readonly isCertain: boolean;
}
