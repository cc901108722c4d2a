import { Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { IConstruct } from 'constructs';
import { readablePlaceholder, templateText } from '../../private/template-text';

/** The workspace whose alert manager uses topics, secrets and keys. */
export interface AlertingWorkspace {
  readonly construct: IConstruct;
  readonly arn: string;
}

const SERVICE = 'aps.amazonaws.com';

/** https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-receiver-AWSSNS.html */
const OPT_IN_REGIONS = new Set([
  'af-south-1', 'ap-east-1', 'ap-southeast-5', 'ap-southeast-7', 'eu-south-1', 'eu-central-2', 'me-central-1',
]);

/** A permission for the service, and whether it may name the workspace. */
export interface ServicePermission {
  readonly actions: string[];
  readonly resources: string[];
  /** The Region of the resource, where requests from another Region come from another principal. */
  readonly region?: string;
  /** Limits the statement to this workspace, which only a policy can do that the workspace does not depend on. */
  readonly namesWorkspace: boolean;
}

/**
 * Returns the statement that lets the service use something for the alert manager of the workspace, or of all workspaces of the account
 * and Region.
 */
export function serviceStatement({ construct, arn }: AlertingWorkspace, permission: ServicePermission): PolicyStatement {
  const stack = Stack.of(construct);
  const { actions, resources, region, namesWorkspace } = permission;
  const any = stack.formatArn({ service: 'aps', resource: 'workspace', resourceName: '*' });
  return new PolicyStatement({
    principals: principals(stack.region, region).map(service => new ServicePrincipal(service)),
    actions,
    resources,
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ...namesWorkspace ? { ArnEquals: { 'aws:SourceArn': arn } } : { ArnLike: { 'aws:SourceArn': any } },
    },
  });
}

/** From a Region that accounts must enable, the service reaches topics in other Regions by its Regional principal only. */
function principals(workspaceRegion: string, region = workspaceRegion): string[] {
  const isOther = !Token.isUnresolved(workspaceRegion) && region !== workspaceRegion;
  return isOther && OPT_IN_REGIONS.has(workspaceRegion) ? [SERVICE, `${workspaceRegion}.${SERVICE}`] : [SERVICE];
}

/** The statement as JSON to paste, with `${AWS::AccountId}` and the like for what only the deployment knows. */
export function statementText(construct: IConstruct, statement: PolicyStatement): string {
  const stack = Stack.of(construct);
  const text = JSON.stringify(readable(stack.resolve(statement.toStatementJson())), undefined, 2);
  const partition = Token.isUnresolved(stack.region) ? undefined : RegionInfo.get(stack.region).partition;
  return partition === undefined ? text : text.replaceAll('${AWS::Partition}', partition);
}

function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  const [name, ...others] = Object.keys(value);
  if (name !== undefined && others.length === 0 && /^(?:Ref$|Fn::)/.test(name)) return templateText(value, readablePlaceholder);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readable(item)]));
}
