import { Aws, Fn, RemovalPolicy, type ResourceProps, Stack } from 'aws-cdk-lib';
import type * as aps from 'aws-cdk-lib/aws-aps';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { AddToResourcePolicyResult, IResourceWithPolicyV2, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type IKeyRef, Key } from 'aws-cdk-lib/aws-kms';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import { validateWhenComplete } from '../private/app-model';
import { arnProblems } from '../private/arns';
import { aliasProblems, renderTags, tagProblems } from '../private/checks';
import { throwProblems } from '../private/errors';
import { LIMITS } from '../private/limits';
import { ownResource } from '../private/own-resource';
import type { PropertyProblem } from '../private/property-problem';
import { forbidSecretTokens } from '../private/secret-tokens';
import { warn, WARNINGS } from '../private/warnings';
import { addAlertManager, alertManagerProblems } from './alert-manager';
import { warnOfEncryptionKey } from './encryption-key';
import { ValidatedWorkspace } from './validated-workspace';
import { renderWorkspaceConfiguration, rulesMissLateSamples, workspaceConfigurationProblems } from './workspace-configuration';
import { WorkspaceGrants } from './workspace-grants';
import type { IWorkspace, WorkspaceAttributes } from './workspace-interface';
import { loggingProblems, workspaceLogging } from './workspace-logging';
import { WorkspaceMetrics } from './workspace-metrics';
import { workspaceMemberProblems } from './workspace-member-problems';
import { WorkspacePolicy } from './workspace-policy';
import type { WorkspaceProps } from './workspace-props';

/** The service adds this tag, without a value, to every workspace that a collector writes to. */
const COLLECTOR_TAG = 'AMPAgentlessScraper';

abstract class WorkspaceBase extends WorkspaceMetrics implements IWorkspace {
  public abstract readonly workspaceArn: string;
  public abstract override readonly workspaceId: string;
  public abstract readonly prometheusEndpoint: string;
  public abstract readonly encryptionKey?: IKeyRef;

  /**
   * The statement of the app about other writers than its scrapers; undefined if it makes none.
   *
   * @internal
   */
  public abstract readonly _otherWriters?: boolean;

  public readonly grants = WorkspaceGrants.fromWorkspace(this);

  constructor(scope: Construct, id: string, props: ResourceProps = {}) {
    super(scope, id, props);
    validateWhenComplete(this, app => workspaceMemberProblems(this, app));
  }

  public get workspaceRef(): aps.WorkspaceReference {
    return { workspaceArn: this.workspaceArn };
  }

  public get queryUrl(): string {
    return `${baseUrl(this)}/api/v1/query`;
  }

  public get remoteWriteUrl(): string {
    return `${baseUrl(this)}/api/v1/remote_write`;
  }
}

/** Formatted from the ID, because AWS documents the endpoint with and without a path at its end. */
function baseUrl(workspace: IWorkspace): string {
  return `https://aps-workspaces.${workspace.env.region}.${Aws.URL_SUFFIX}/workspaces/${workspace.workspaceId}`;
}

/**
 * A workspace of Amazon Managed Service for Prometheus, which stores metrics and answers queries.
 *
 * By default the workspace is retained when it is removed from the stack, and deleted when its creation fails.
 *
 * Synthesis validates everything that the app creates in a workspace: two rule groups namespaces of one name are an error.
 *
 * @stateful
 * @resource AWS::APS::Workspace
 */
@propertyInjectable
export class Workspace extends WorkspaceBase implements IResourceWithPolicyV2 {
  /** Uniquely identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.Workspace';

  /**
   * Imports an existing workspace by its ARN.
   *
   * @param scope the construct's scope
   * @param id the construct's ID
   * @param workspaceArn the ARN of the workspace
   */
  public static fromWorkspaceArn(scope: Construct, id: string, workspaceArn: string): IWorkspace {
    return Workspace.fromWorkspaceAttributes(scope, id, { workspaceArn });
  }

  /**
   * Imports an existing workspace of the stack's account and Region by its ID.
   *
   * @param scope the construct's scope
   * @param id the construct's ID
   * @param workspaceId the ID of the workspace: `ws-…`
   */
  public static fromWorkspaceId(scope: Construct, id: string, workspaceId: string): IWorkspace {
    const workspaceArn = Stack.of(scope).formatArn({ service: 'aps', resource: 'workspace', resourceName: workspaceId });
    return Workspace.fromWorkspaceAttributes(scope, id, { workspaceArn });
  }

  /**
   * Imports an existing workspace.
   *
   * @param scope the construct's scope
   * @param id the construct's ID
   * @param attributes the attributes of the workspace
   */
  public static fromWorkspaceAttributes(scope: Construct, id: string, attributes: WorkspaceAttributes): IWorkspace {
    throwProblems(scope, id, arnProblems('workspaceArn', attributes.workspaceArn, 'workspace'));
    return new ImportedWorkspace(scope, id, attributes, { environmentFromArn: attributes.workspaceArn });
  }

  /**
   * Returns a workspace for a reference: the construct itself, or a new one for an L1.
   *
   * @internal
   */
  public static _fromReference(scope: Construct, id: string, reference: aps.IWorkspaceRef): IWorkspace {
    if ('queryUrl' in reference) return reference as IWorkspace;
    return new ImportedWorkspace(scope, id, reference.workspaceRef, { ...reference.env }, reference);
  }

  public readonly encryptionKey?: IKeyRef;

  /** @internal */
  public readonly _otherWriters?: boolean;

  /** The alarm for notifications of the alert manager that fail; add actions to it. There is none without an alert manager definition. */
  public readonly notificationsFailedAlarm?: Alarm;

  private readonly resource: aps.CfnWorkspace;

  public get workspaceArn(): string {
    return this.resource.attrArn;
  }

  public get workspaceId(): string {
    return this.resource.attrWorkspaceId;
  }

  public get prometheusEndpoint(): string {
    return this.resource.attrPrometheusEndpoint;
  }

  constructor(scope: Construct, id: string, props: WorkspaceProps = {}) {
    throwProblems(scope, id, workspaceProblems(scope, props));
    super(scope, id);

    this.encryptionKey = props.encryptionKey;
    this._otherWriters = props.otherWriters;
    const logging = workspaceLogging(this, props);
    const definition = props.alertManager?.toYaml();
    this.resource = new ValidatedWorkspace(this, 'Resource', {
      alias: props.alias,
      kmsKeyArn: props.encryptionKey?.keyRef.keyArn,
      alertManagerDefinition: definition,
      workspaceConfiguration: renderWorkspaceConfiguration(props),
      ...logging.properties,
      tags: renderTags({ [COLLECTOR_TAG]: '', ...props.tags }),
    }, definition);
    if (definition !== undefined) forbidSecretTokens(this, 'alertManager', definition, 'alert-manager-definition');
    this.resource.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.resource.node.addDependency(...logging.permissions);

    recordWriters(this, props.otherWriters);
    this.notificationsFailedAlarm = props.alertManager && addAlertManager(this, props.alertManager);
    warnOfEncryptionKey(this, props.encryptionKey);
    if (rulesMissLateSamples(props)) {
      warn(this, WARNINGS.ruleQueryOffset,
        'ruleQueryOffset is shorter than outOfOrderTimeWindow (the default of each is one minute), so rules do not see samples that arrive later');
    }
  }

  /**
   * Adds a statement to the resource policy of the workspace, for example to share the workspace with another account.
   *
   * Throws an error that lists what the service refuses: a statement without principal or action, `NotAction`, `NotResource`, wildcards,
   * actions that are not Prometheus-compatible APIs, and other resources than the workspace.
   *
   * @param statement the statement; its resource is this workspace, and may be left out
   */
  public addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult {
    const policy = this.node.tryFindChild('Policy') as WorkspacePolicy | undefined ?? new WorkspacePolicy(this, 'Policy', { workspace: this });
    policy.addStatements(statement);
    return { statementAdded: true, policyDependable: policy };
  }
}

class ImportedWorkspace extends WorkspaceBase {
  public readonly workspaceArn: string;
  public readonly workspaceId: string;
  public readonly prometheusEndpoint: string;
  public readonly encryptionKey?: IKeyRef;
  /** @internal */
  public readonly _otherWriters?: boolean;

  constructor(scope: Construct, id: string, attributes: WorkspaceAttributes, props: ResourceProps, reference?: aps.IWorkspaceRef) {
    super(scope, id, props);
    this.workspaceArn = attributes.workspaceArn;
    const resource = ownResource(reference, 'AWS::APS::Workspace') as aps.CfnWorkspace | undefined;
    this._otherWriters = attributes.otherWriters;
    recordWriters(this, attributes.otherWriters);
    this.workspaceId = resource?.attrWorkspaceId ?? Fn.select(1, Fn.split('/', attributes.workspaceArn));
    this.encryptionKey = resource?.kmsKeyArn === undefined ? attributes.encryptionKey : Key.fromKeyArn(this, 'Key', resource.kmsKeyArn);
    this.prometheusEndpoint = attributes.prometheusEndpoint ?? `${baseUrl(this)}/`;
  }
}

/** Records the statement of the app for `amp-collector validate cdk.out`. */
function recordWriters(workspace: WorkspaceBase, otherWriters: boolean | undefined): void {
  if (otherWriters === undefined) return;
  workspace.node.addMetadata('cdk-managed-prometheus:writers', { workspaceArn: workspace.workspaceArn, otherWriters });
}

function workspaceProblems(scope: Construct, props: WorkspaceProps): PropertyProblem[] {
  return [
    ...aliasProblems(props.alias, LIMITS.workspaceAlias),
    ...tagProblems(props.tags, COLLECTOR_TAG),
    ...workspaceConfigurationProblems(props),
    ...loggingProblems(scope, props),
    ...alertManagerProblems(scope, props.alertManager),
  ];
}
