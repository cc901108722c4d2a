import type {
  CfnAnomalyDetector, CfnResourcePolicy, CfnRuleGroupsNamespace, CfnScraper, CfnWorkspace, IWorkspaceRef,
} from 'aws-cdk-lib/aws-aps';
import type { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import type { AppModel } from '../private/app-model';
import { propertyAt } from '../private/property-values';
import { referencedConstructs, referenceKey } from '../private/reference-key';

/** Everything that an app creates for one workspace, whether with the constructs of this library or with L1s. */
export interface WorkspaceMembers {
  /** The L1 of the workspace, if this app creates it. */
  readonly resource?: CfnWorkspace;
  /** The constructs that represent the workspace: the L2, imports, and the L1. */
  readonly constructs: readonly IWorkspaceRef[];
  /** The scrapers that write to the workspace. */
  readonly scrapers: readonly CfnScraper[];
  readonly ruleGroupsNamespaces: readonly CfnRuleGroupsNamespace[];
  readonly anomalyDetectors: readonly CfnAnomalyDetector[];
  readonly policies: readonly CfnResourcePolicy[];
  /** The alarms on metrics of the workspace. */
  readonly alarms: readonly CfnAlarm[];
}

/** The members of a workspace while the tree is read. */
class Members implements WorkspaceMembers {
  public resource?: CfnWorkspace;
  public readonly constructs: IWorkspaceRef[] = [];
  public readonly scrapers: CfnScraper[] = [];
  public readonly ruleGroupsNamespaces: CfnRuleGroupsNamespace[] = [];
  public readonly anomalyDetectors: CfnAnomalyDetector[] = [];
  public readonly policies: CfnResourcePolicy[] = [];
  public readonly alarms: CfnAlarm[] = [];
}

/**
 * Returns the members of every workspace that an app creates, imports or refers to, by a key that is equal for all references to the same
 * workspace. Properties that are known only at deployment are skipped.
 */
export function workspacesOf(app: AppModel): ReadonlyMap<string, WorkspaceMembers> {
  return app.derive(readWorkspaces);
}

function readWorkspaces(app: AppModel): ReadonlyMap<string, WorkspaceMembers> {
  const workspaces = new Map<string, Members>();
  const at = (scope: IConstruct, workspaceArn: unknown): Members | undefined => {
    if (typeof workspaceArn !== 'string') return undefined;
    const key = referenceKey(scope, workspaceArn);
    const members = workspaces.get(key) ?? new Members();
    workspaces.set(key, members);
    return members;
  };
  for (const construct of [...app.constructs].filter(isWorkspace)) {
    at(construct, construct.workspaceRef.workspaceArn)?.constructs.push(construct);
  }
  for (const workspace of app.resourcesOfType('AWS::APS::Workspace')) {
    const members = at(workspace, workspace.attrArn);
    if (members) members.resource = workspace;
  }
  for (const scraper of app.resourcesOfType('AWS::APS::Scraper')) {
    at(scraper, propertyAt(scraper.destination, 'ampConfiguration', 'workspaceArn'))?.scrapers.push(scraper);
  }
  for (const namespace of app.resourcesOfType('AWS::APS::RuleGroupsNamespace')) {
    at(namespace, namespace.workspace)?.ruleGroupsNamespaces.push(namespace);
  }
  for (const detector of app.resourcesOfType('AWS::APS::AnomalyDetector')) {
    at(detector, detector.workspace)?.anomalyDetectors.push(detector);
  }
  for (const policy of app.resourcesOfType('AWS::APS::ResourcePolicy')) {
    at(policy, policy.workspaceArn)?.policies.push(policy);
  }
  const ids = [...workspaces].flatMap(([key, members]) => idsIn(key).map(id => ({ id, members })));
  for (const alarm of app.resourcesOfType('AWS::CloudWatch::Alarm')) {
    const texts = textsIn([alarm.dimensions, alarm.metrics]);
    // A workspace is known by its ID in the dimensions and in the queries of an alarm.
    const referenced = texts.flatMap(referencedConstructs).flatMap(({ node }) => workspaces.get(node.path) ?? []);
    const named = ids.filter(({ id }) => texts.some(text => text === id || text.includes(`'${id}'`))).map(({ members }) => members);
    for (const members of new Set([...referenced, ...named])) members.alarms.push(alarm);
  }
  return workspaces;
}

/** Returns the ID in the ARN of a workspace; nothing for a reference. */
function idsIn(key: string): string[] {
  const [, id] = /^arn:[^{}]*:workspace\/(ws-[\w-]+)$/.exec(key) ?? [];
  return id === undefined ? [] : [id];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function isWorkspace(construct: IConstruct): construct is IWorkspaceRef {
  return 'workspaceRef' in construct;
}

/** Returns the members of the workspace that a construct represents. */
export function membersOf(workspace: IWorkspaceRef, app: AppModel): WorkspaceMembers | undefined {
  return workspacesOf(app).get(referenceKey(workspace, workspace.workspaceRef.workspaceArn));
}

/** Returns the construct that reports the problems of a workspace; undefined if the app has only L1s of the workspace. */
export function reporterOf({ constructs }: WorkspaceMembers): IWorkspaceRef | undefined {
  return constructs.find(construct => 'grants' in construct);
}

/** A rule groups namespace whose name another namespace of the same workspace has. */
export interface RepeatedNamespace {
  readonly namespace: CfnRuleGroupsNamespace;
  readonly message: string;
}

export function repeatedNamespaces({ ruleGroupsNamespaces }: WorkspaceMembers): RepeatedNamespace[] {
  // Namespaces with conditions may exclude each other.
  const namespaces = ruleGroupsNamespaces.filter(({ cfnOptions }) => cfnOptions.condition === undefined);
  return namespaces.flatMap((namespace, index) => {
    const first = namespaces.find(({ name }) => name === namespace.name);
    if (first === undefined || namespaces.indexOf(first) === index) return [];
    return [{
      namespace,
      message: `${namespace.node.path} has the name '${namespace.name}' of ${first.node.path}; `
        + 'the rule groups namespaces of a workspace must have different names',
    }];
  });
}
