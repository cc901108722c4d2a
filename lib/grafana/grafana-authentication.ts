import { type Duration, Token } from 'aws-cdk-lib';
import type { CfnWorkspace } from 'aws-cdk-lib/aws-grafana';
import { durationProblems, MINUTES } from '../private/durations';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';

/**
 * Options of authentication with SAML 2.0. Specify `metadataUrl` or `metadataXml`.
 *
 * @see https://docs.aws.amazon.com/grafana/latest/userguide/authentication-in-AMG-SAML.html
 */
export interface GrafanaSamlOptions {
  /**
   * The URL of the metadata of the identity provider.
   *
   * @default - `metadataXml`
   */
  readonly metadataUrl?: string;

  /**
   * The metadata of the identity provider as XML.
   *
   * @default - `metadataUrl`
   */
  readonly metadataXml?: string;

  /**
   * The values of the role attribute that make a user an administrator of Grafana.
   *
   * @default - none, so nobody is an administrator by SAML
   */
  readonly adminRoles?: string[];

  /**
   * The values of the role attribute that make a user an editor.
   *
   * @default - none
   */
  readonly editorRoles?: string[];

  /**
   * The attribute of the assertion that has the user's role.
   *
   * @default - none
   */
  readonly roleAttribute?: string;

  /**
   * The attribute of the assertion that has the user's login name.
   *
   * @default - `mail`, the default of the service
   */
  readonly loginAttribute?: string;

  /**
   * The attribute of the assertion that has the user's full name.
   *
   * @default - `displayName`, the default of the service
   */
  readonly nameAttribute?: string;

  /**
   * The attribute of the assertion that has the user's e-mail address.
   *
   * @default - `mail`, the default of the service
   */
  readonly emailAttribute?: string;

  /**
   * The attribute of the assertion that has the user's groups.
   *
   * @default - none
   */
  readonly groupsAttribute?: string;

  /**
   * The attribute of the assertion that has the user's organization.
   *
   * @default - none
   */
  readonly organizationAttribute?: string;

  /**
   * The organizations whose users may sign in, by the organization attribute.
   *
   * @default - all
   */
  readonly allowedOrganizations?: string[];

  /**
   * The time after which a user has to sign in again, in whole minutes.
   *
   * @default - 1 day, the default of the service
   */
  readonly loginValidity?: Duration;
}

/**
 * A way in which users sign in to a Grafana workspace.
 */
export class GrafanaAuthentication {
  /**
   * Authenticates users with IAM Identity Center, which must be enabled in the account or its organization.
   *
   * A new workspace has no users; assign them in the console or with `aws grafana update-permissions`.
   */
  public static identityCenter(): GrafanaAuthentication {
    return new GrafanaAuthentication('AWS_SSO');
  }

  /**
   * Authenticates users with an identity provider that speaks SAML 2.0.
   *
   * @param options the identity provider and the attributes of its assertions
   */
  public static saml(options: GrafanaSamlOptions): GrafanaAuthentication {
    return new GrafanaAuthentication('SAML', options);
  }

  private constructor(private readonly provider: 'AWS_SSO' | 'SAML', private readonly options?: GrafanaSamlOptions) {}

  /** @internal */
  public _render(): { readonly provider: string; readonly saml?: CfnWorkspace.SamlConfigurationProperty } {
    return { provider: this.provider, saml: this.options && renderSaml(this.options) };
  }

  /** @internal */
  public _problems(path: string): PropertyProblem[] {
    if (this.options === undefined) return [];
    const { metadataUrl, metadataXml, loginValidity } = this.options;
    const given = [metadataUrl, metadataXml].filter(each => each !== undefined).length;
    return [
      ...given === 1 ? [] : [{ path, message: `specify metadataUrl or metadataXml, got ${given === 0 ? 'neither' : 'both'}` }],
      ...metadataUrl === undefined || Token.isUnresolved(metadataUrl) || URL.canParse(metadataUrl)
        ? []
        : [{ path: `${path}.metadataUrl`, message: `must be a URL, got '${metadataUrl}'` }],
      ...durationProblems(`${path}.loginValidity`, loginValidity, MINUTES, LIMITS.grafana.loginMinutes),
    ];
  }
}

function renderSaml(options: GrafanaSamlOptions): CfnWorkspace.SamlConfigurationProperty {
  const { adminRoles, editorRoles } = options;
  const attributes = {
    role: options.roleAttribute, login: options.loginAttribute, name: options.nameAttribute,
    email: options.emailAttribute, groups: options.groupsAttribute, org: options.organizationAttribute,
  };
  return {
    idpMetadata: { url: options.metadataUrl, xml: options.metadataXml },
    assertionAttributes: Object.values(attributes).some(value => value !== undefined) ? attributes : undefined,
    roleValues: adminRoles === undefined && editorRoles === undefined ? undefined : { admin: adminRoles, editor: editorRoles },
    allowedOrganizations: options.allowedOrganizations,
    loginValidityDuration: options.loginValidity?.toMinutes(),
  };
}
