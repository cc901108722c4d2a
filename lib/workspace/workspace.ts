import { ArnFormat, Aws, type IResource, RemovalPolicy, Resource, Stack } from 'aws-cdk-lib';
import * as aps from 'aws-cdk-lib/aws-aps';
import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import { aliasProblems } from '../private/checks';
import { throwProblems } from '../private/errors';
import { LIMITS } from '../private/limits';
import { WorkspaceGrants } from './workspace-grants';

/**
 * A workspace of Amazon Managed Service for Prometheus: where metrics are kept and queried.
 */
export interface IWorkspace extends IResource, aps.IWorkspaceRef {
  /**
   * The ARN of the workspace.
   *
   * @attribute
   */
  readonly workspaceArn: string;

  /**
   * The id of the workspace: `ws-…`.
   *
   * @attribute
   */
  readonly workspaceId: string;

  /**
   * The workspace's endpoint, ending with a slash: `https://aps-workspaces.REGION.amazonaws.com/workspaces/ws-…/`.
   *
   * @attribute
   */
  readonly prometheusEndpoint: string;

  /** Where instant queries go, signed with SigV4 for the service `aps`. */
  readonly queryUrl: string;

  /** Where agents write, signed with SigV4 for the service `aps`. A collector needs no URL. */
  readonly remoteWriteUrl: string;

  /** What others may do with the workspace. */
  readonly grants: WorkspaceGrants;
}

/**
 * Properties of a workspace.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps-workspace.html
 */
export interface WorkspaceProps {
  /**
   * A name for people. It need not be unique. 1 to 100 characters.
   *
   * @default - none
   */
  readonly alias?: string;

  /**
   * The customer managed key that encrypts the metrics. It cannot be changed: another key makes another, empty workspace.
   *
   * A collector writes to such a workspace only with roles of its own.
   *
   * @default - a key that AWS owns
   */
  readonly encryptionKey?: IKeyRef;

  /**
   * What becomes of the workspace, and the metrics in it, when it leaves the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Tags of the workspace.
   *
   * The tag `AMPAgentlessScraper` is there in any case: a collector adds it to the workspace that it writes to, and a
   * workspace that did not declare it would differ from its template from then on.
   *
   * @default - only the tag of the collectors
   */
  readonly tags?: { readonly [key: string]: string };
}

/**
 * What is known of a workspace that exists already.
 */
export interface WorkspaceAttributes {
  /**
   * The ARN of the workspace.
   */
  readonly workspaceArn: string;

  /**
   * The workspace's endpoint.
   *
   * @default - the endpoint that workspaces of this Region have
   */
  readonly prometheusEndpoint?: string;
}

/** The service adds it, with no value, to every workspace that a collector writes to. */
const COLLECTOR_TAG = 'AMPAgentlessScraper';

abstract class WorkspaceBase extends Resource implements IWorkspace {
  public abstract readonly workspaceArn: string;
  public abstract readonly workspaceId: string;
  public abstract readonly prometheusEndpoint: string;
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
export class Workspace extends WorkspaceBase {
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
    class Import extends WorkspaceBase {
      public readonly workspaceArn = attributes.workspaceArn;
      public readonly workspaceId = Stack.of(scope).splitArn(attributes.workspaceArn, ArnFormat.SLASH_RESOURCE_NAME).resourceName ?? '';
      public readonly prometheusEndpoint: string = attributes.prometheusEndpoint ?? `${baseUrl(this)}/`;
    }
    return new Import(scope, id, { environmentFromArn: attributes.workspaceArn });
  }

  public readonly workspaceArn: string;
  public readonly workspaceId: string;
  public readonly prometheusEndpoint: string;

  constructor(scope: Construct, id: string, props: WorkspaceProps = {}) {
    throwProblems(scope, id, aliasProblems(props.alias, LIMITS.workspaceAlias));
    super(scope, id);

    const resource = new aps.CfnWorkspace(this, 'Resource', {
      alias: props.alias,
      kmsKeyArn: props.encryptionKey?.keyRef.keyArn,
      tags: Object.entries({ [COLLECTOR_TAG]: '', ...props.tags }).map(([key, value]) => ({ key, value })),
    });
    resource.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);

    this.workspaceArn = resource.attrArn;
    this.workspaceId = resource.attrWorkspaceId;
    this.prometheusEndpoint = resource.attrPrometheusEndpoint;
  }
}
