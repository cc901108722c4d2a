import type { CfnWorkspaceProps } from 'aws-cdk-lib/aws-grafana';
import type { PropertyProblem } from '../private/property-problem';

/**
 * Options of access to the accounts of an organization.
 */
export interface GrafanaOrganizationOptions {
  /** The IDs of the organizational units, such as `ou-ab12-cdef3456`, or `r-ab12` for the root. */
  readonly organizationalUnits: string[];

  /**
   * The name of the role that the workspace assumes in the accounts.
   *
   * @default - none
   */
  readonly organizationRoleName?: string;

  /**
   * The name of the stack set that creates the role in the accounts.
   *
   * @default - none
   */
  readonly stackSetName?: string;
}

/**
 * The accounts whose resources a Grafana workspace may read.
 */
export class GrafanaAccountAccess {
  /** Reads resources of the workspace's own account, and of accounts whose roles its role assumes. */
  public static currentAccount(): GrafanaAccountAccess {
    return new GrafanaAccountAccess();
  }

  /**
   * Reads resources of organizational units.
   *
   * @param options the organizational units
   */
  public static organization(options: GrafanaOrganizationOptions): GrafanaAccountAccess {
    return new GrafanaAccountAccess(options);
  }

  private constructor(private readonly organization?: GrafanaOrganizationOptions) {}

  /** @internal */
  public _render(): Pick<CfnWorkspaceProps, 'accountAccessType' | 'organizationalUnits' | 'organizationRoleName' | 'stackSetName'> {
    return this.organization === undefined ? { accountAccessType: 'CURRENT_ACCOUNT' } : { accountAccessType: 'ORGANIZATION', ...this.organization };
  }

  /** @internal */
  public _problems(path: string): PropertyProblem[] {
    return this.organization?.organizationalUnits.length === 0
      ? [{ path: `${path}.organizationalUnits`, message: 'specify at least one organizational unit, or GrafanaAccountAccess.currentAccount()' }]
      : [];
  }
}
