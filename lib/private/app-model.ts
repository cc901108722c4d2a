import { CfnResource, Stage } from 'aws-cdk-lib';
import type { CfnAnomalyDetector, CfnResourcePolicy, CfnRuleGroupsNamespace, CfnScraper, CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import type { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnSecurityGroup, CfnSecurityGroupEgress, CfnSecurityGroupIngress, CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';
import type { CfnNodegroup } from 'aws-cdk-lib/aws-eks';
import type { IConstruct } from 'constructs';
import { groupedBy } from './grouped-by';

/** The L1s of the resources whose properties this library reads. */
interface ResourceTypes {
  readonly 'AWS::APS::AnomalyDetector': CfnAnomalyDetector;
  readonly 'AWS::APS::ResourcePolicy': CfnResourcePolicy;
  readonly 'AWS::APS::RuleGroupsNamespace': CfnRuleGroupsNamespace;
  readonly 'AWS::APS::Scraper': CfnScraper;
  readonly 'AWS::APS::Workspace': CfnWorkspace;
  readonly 'AWS::CloudWatch::Alarm': CfnAlarm;
  readonly 'AWS::EC2::SecurityGroup': CfnSecurityGroup;
  readonly 'AWS::EC2::SecurityGroupEgress': CfnSecurityGroupEgress;
  readonly 'AWS::EC2::SecurityGroupIngress': CfnSecurityGroupIngress;
  readonly 'AWS::EC2::VPCEndpoint': CfnVPCEndpoint;
  readonly 'AWS::EKS::Nodegroup': CfnNodegroup;
}

/** The constructs of an app at one moment, read once for all checks that need the whole app. */
export class AppModel {
  public readonly constructs: ReadonlySet<IConstruct>;
  private readonly resources: ReadonlyMap<string, readonly CfnResource[]>;
  private readonly derived = new Map<unknown, unknown>();

  constructor(public readonly root: IConstruct) {
    this.constructs = new Set(root.node.findAll());
    const resources = [...this.constructs].filter(construct => CfnResource.isCfnResource(construct));
    this.resources = groupedBy(resources, ({ cfnResourceType }) => cfnResourceType);
  }

  /** Returns the CloudFormation resources of a type in the tree's order. */
  public resourcesOfType<Type extends keyof ResourceTypes>(type: Type): ReadonlyArray<ResourceTypes[Type]>;
  public resourcesOfType(type: string): readonly CfnResource[];
  public resourcesOfType(type: string): readonly CfnResource[] {
    return this.resources.get(type) ?? [];
  }

  /** Returns the result of a function of the app, which is called once. */
  public derive<T>(read: (app: AppModel) => T): T {
    if (!this.derived.has(read)) this.derived.set(read, read(this));
    return this.derived.get(read) as T;
  }
}

const MODEL = Symbol('cdk-managed-prometheus.app-model');

/** A stage, which the CDK synthesizes by itself, with the model that its last validation read. */
interface Holder extends IConstruct {
  [MODEL]?: AppModel;
}

/** Calls a function in each synthesis once the app has created everything, Aspects included. The function must not add constructs. */
export function whenComplete(construct: IConstruct, act: (app: AppModel) => void): void {
  validateWhenComplete(construct, (app) => {
    act(app);
    return [];
  });
}

/**
 * Fails synthesis with the messages that a function returns once the app has created everything, Aspects included.
 *
 * The checks of one validation share a model of the app. A validation calls each check once, so a check that has seen the model already
 * is called by the next validation, for which the app may have changed.
 */
export function validateWhenComplete(construct: IConstruct, check: (app: AppModel) => string[]): void {
  const holder: Holder = Stage.of(construct) ?? construct.node.root;
  let seen = holder[MODEL];
  construct.node.addValidation({
    validate: () => {
      seen = unseenModel(holder, construct, seen);
      return check(seen);
    },
  });
}

function unseenModel(holder: Holder, construct: IConstruct, seen: AppModel | undefined): AppModel {
  const held = holder[MODEL];
  if (held !== undefined && held !== seen && held.constructs.has(construct)) return held;
  const model = new AppModel(construct.node.root);
  Object.defineProperty(holder, MODEL, { value: model, configurable: true });
  return model;
}
