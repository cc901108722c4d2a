import type { PropertyProblem } from '../private/property-problem';
import { countProblems } from './cluster-size';

/**
 * The users of Amazon Managed Grafana in a month. A user is charged for each Grafana workspace and month in which they sign in or call its
 * API.
 */
export interface GrafanaUsers {
  /**
   * The users who are editors or administrators.
   *
   * @default 0
   */
  readonly editors?: number;

  /**
   * The users who are viewers.
   *
   * @default 0
   */
  readonly viewers?: number;

  /**
   * The service accounts that are editors or administrators, which are charged as such. `GrafanaProvisioning` keeps one in each Grafana
   * workspace, which is charged in each month with a deployment that changes the provisioning.
   *
   * @default 0
   */
  readonly serviceAccounts?: number;

  /**
   * The Grafana workspaces. Each has at least one editor, who is charged even if nobody signs in.
   *
   * @default 1
   */
  readonly workspaces?: number;
}

/** The prices of a month. */
export interface GrafanaPrices {
  /** The price of an editor or administrator. */
  readonly editorPerMonth: number;
  /** The price of a viewer. */
  readonly viewerPerMonth: number;
}

export function grafanaUserProblems(users: GrafanaUsers = {}): PropertyProblem[] {
  return Object.entries(users).flatMap(([name, count]) => countProblems(`grafanaUsers.${name}`, count as number | undefined));
}

export function grafanaCost(
  { editorPerMonth, viewerPerMonth }: GrafanaPrices, { editors = 0, viewers = 0, serviceAccounts = 0, workspaces = 1 }: GrafanaUsers,
): number {
  return Math.max(editors + serviceAccounts, workspaces) * editorPerMonth + viewers * viewerPerMonth;
}
