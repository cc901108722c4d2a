import { Failure } from './failure';

const ROLE_ARN = /^(arn:[\w-]+:iam::\d{12}:role)\/(?:[^/]+\/)*([^/]+)$/;

/**
 * The ARN as the cluster's authenticator knows the role: STS presents `assumed-role/NAME/SESSION`, in which the
 * role's path is lost, so a mapping that keeps the path never matches.
 *
 * @see https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/arn/arn.go
 */
export function withoutPath(roleArn: string): string {
  const [, start, name] = ROLE_ARN.exec(roleArn) ?? [];
  if (start === undefined || name === undefined) throw new Failure(`expected the ARN of an IAM role, got: ${roleArn}`);
  return `${start}/${name}`;
}

/** The name in a role's ARN. */
export function roleName(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}

/**
 * Returns true if both are one role to the authenticator: it lowers the case of the ARN and changes nothing else, so the
 * path of a mapping that has one stays, and keeps it from matching.
 *
 * @see https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/mapper/configmap/configmap.go
 */
export function isSameRole(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
