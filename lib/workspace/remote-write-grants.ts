/** A resource of a template with a policy: a role, a policy, or the policy of a workspace. */
export interface PolicyResource {
  readonly logicalId: string;
  /** The properties as JSON. */
  readonly text: string;
}

/** A workspace, with the roles by which its own scrapers write. */
export interface WrittenWorkspace {
  readonly logicalId: string;
  /** The role configurations of its scrapers as JSON. */
  readonly scraperRoles: readonly string[];
}

/** The types of resources that may have a policy. */
export const POLICY_TYPES: readonly string[] = [
  'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::RolePolicy', 'AWS::IAM::UserPolicy',
];

const ALLOWS_WRITING = /aps:(?:\*|Remote)|AmazonPrometheus(?:RemoteWrite|FullAccess)/;
const ANY_WORKSPACE = /"Resource":\[?"\*"|workspace\/\*|AmazonPrometheus(?:RemoteWrite|FullAccess)/;

/** Returns true if a text of a policy names remote writing. */
export function allowsRemoteWrite(text: string): boolean {
  return ALLOWS_WRITING.test(text);
}

/** Returns true if a policy allows something else than the scrapers of a workspace to write to it. */
export function grantsRemoteWrite({ logicalId, text }: PolicyResource, workspace: WrittenWorkspace): boolean {
  if (!allowsRemoteWrite(text) || !(text.includes(workspace.logicalId) || ANY_WORKSPACE.test(text))) return false;
  // A reference from another stack has the ID in the name of an export.
  const roles = [`"${logicalId}"`, `FnGetAtt${logicalId}Arn`, ...attachedRoles(text)];
  return !workspace.scraperRoles.some(configuration => roles.some(role => configuration.includes(role)));
}

/** The logical IDs of the roles to which a policy is attached. */
function attachedRoles(text: string): string[] {
  const [, roles = ''] = /"Roles":\[([^\]]*)\]/.exec(text) ?? [];
  return [...roles.matchAll(/"Ref":"([^"]+)"/g)].flatMap(([, id]) => id === undefined ? [] : [`"${id}"`, `FnGetAtt${id}Arn`]);
}
