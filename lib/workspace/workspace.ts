import { ArnFormat, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as aps from 'aws-cdk-lib/aws-aps';
import type { AddToResourcePolicyResult, IResourceWithPolicyV2, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import { arnProblems } from '../private/arns';
import { aliasProblems, renderTags, tagProblems } from '../private/checks';
import { throwProblems } from '../private/errors';
import { LIMITS } from '../private/limits';
import { plainTextProblems } from '../private/plain-text';
import type { PropertyProblem } from '../private/property-problem';
import { warn, WARNINGS } from '../private/warnings';
import { renderWorkspaceConfiguration, rulesMissLateSamples, workspaceConfigurationProblems } from './workspace-configuration';
import { WorkspaceGrants } from './workspace-grants';
import type { IWorkspace, WorkspaceAttributes } from './workspace-interface';
import { loggingProblems, workspaceLogging } from './workspace-logging';
import { WorkspaceMetrics } from './workspace-metrics';
import { addToWorkspacePolicy } from './workspace-policy';
import type { WorkspaceProps } from './workspace-props';

/** The service adds it, with no value, to every workspace that a collector writes to. */
const COLLECTOR_TAG = 'AMPAgentlessScraper';

abstract class WorkspaceBase extends WorkspaceMetrics implements IWorkspace {
  public abstract readonly workspaceArn: string;
  public abstract override readonly workspaceId: string;
  public abstract readonly prometheusEndpoint: string;
  public abstract readonly encryptionKey?: IKeyRef;
  public readonly grants = WorkspaceGrants.fromWorkspace(this);

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

/** Made of the id, since the endpoint that the service gives is documented with and without a path at its end. */
function baseUrl(workspace: IWorkspace): string {
  return `https://aps-workspaces.${workspace.env.region}.${Aws.URL_SUFFIX}/workspaces/${workspace.workspaceId}`;
}

/**
 * A workspace of Amazon Managed Service for Prometheus: where metrics are kept and queried.
 *
 * It is kept when it leaves the stack, since the metrics go with it.
 *
 * @resource AWS::APS::Workspace
 */
@propertyInjectable
export class Workspace extends WorkspaceBase implements IResourceWithPolicyV2 {
  /** The name by which an organisation injects defaults into every workspace. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.Workspace';

  /**
   * A workspace that exists already, by its ARN.
   *
   * @param scope the parent
   * @param id the id under it
   * @param workspaceArn the ARN
   */
  public static fromWorkspaceArn(scope: Construct, id: string, workspaceArn: string): IWorkspace {
    return Workspace.fromWorkspaceAttributes(scope, id, { workspaceArn });
  }

  /**
   * A workspace that exists already.
   *
   * @param scope the parent
   * @param id the id under it
   * @param attributes what is known of it
   */
  public static fromWorkspaceAttributes(scope: Construct, id: string, attributes: WorkspaceAttributes): IWorkspace {
    throwProblems(scope, id, arnProblems('workspaceArn', attributes.workspaceArn, 'workspace'));
    class Import extends WorkspaceBase {
      public readonly workspaceArn = attributes.workspaceArn;
      public readonly workspaceId = Stack.of(scope).splitArn(attributes.workspaceArn, ArnFormat.SLASH_RESOURCE_NAME).resourceName ?? '';
      public readonly encryptionKey = attributes.encryptionKey;
      public readonly prometheusEndpoint: string = attributes.prometheusEndpoint ?? `${baseUrl(this)}/`;
    }
    return new Import(scope, id, { environmentFromArn: attributes.workspaceArn });
  }

  public readonly encryptionKey?: IKeyRef;
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
    const logging = workspaceLogging(this, props);
    this.resource = new aps.CfnWorkspace(this, 'Resource', {
      alias: props.alias,
      kmsKeyArn: props.encryptionKey?.keyRef.keyArn,
      alertManagerDefinition: props.alertManagerDefinition,
      workspaceConfiguration: renderWorkspaceConfiguration(props),
      ...logging.properties,
      tags: renderTags({ [COLLECTOR_TAG]: '', ...props.tags }),
    });
    this.resource.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this.resource.node.addDependency(...logging.permissions);

    if (rulesMissLateSamples(props)) {
      warn(this, WARNINGS.ruleQueryOffset,
        'ruleQueryOffset is shorter than outOfOrderTimeWindow (each is one minute where it is not given): rules do not see samples that come later');
    }
  }

  /**
   * Lets others reach the workspace by a policy of its own, for example from another account. The policy counts for what
   * Prometheus itself can do: writing, querying, rules and alerts.
   *
   * @param statement its resource is this workspace, and may be left out
   */
  public addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult {
    return addToWorkspacePolicy(this, this.workspaceArn, statement);
  }
}

function workspaceProblems(scope: Construct, props: WorkspaceProps): PropertyProblem[] {
  return [
    ...aliasProblems(props.alias, LIMITS.workspaceAlias),
    ...tagProblems(props.tags, COLLECTOR_TAG),
    ...workspaceConfigurationProblems(props),
    ...loggingProblems(scope, props),
    ...plainTextProblems('alertManagerDefinition', props.alertManagerDefinition, 'alertmanager_config'),
  ];
}
