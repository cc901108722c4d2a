/** A kind of resource of the service, as it is called in ARNs. */
export type ResourceKind = 'workspace' | 'rulegroupsnamespace' | 'anomalydetector';

const OTHER_KINDS: Readonly<Record<string, readonly ResourceKind[]>> = {
  createrulegroupsnamespace: ['rulegroupsnamespace'],
  deleterulegroupsnamespace: ['rulegroupsnamespace'],
  describerulegroupsnamespace: ['rulegroupsnamespace'],
  putrulegroupsnamespace: ['rulegroupsnamespace'],
  deleteanomalydetector: ['workspace', 'anomalydetector'],
  describeanomalydetector: ['workspace', 'anomalydetector'],
  putanomalydetector: ['workspace', 'anomalydetector'],
};

/** Actions that no workspace limits: on the account, or on scrapers. */
const FOREIGN_ACTION = /^(?:createworkspace|listworkspaces|listscrapers|getdefaultscraperconfiguration|(?:create|delete|describe|update)scraper.*)$/;

/** Actions that are not Prometheus-compatible APIs, which the service refuses in the policy of a workspace. */
const CONTROL_PLANE_ACTION = new RegExp([
  '^(?:create|delete|describe|update|put|list|tag|untag)',
  '(?:workspaces?|workspacealias|workspaceconfiguration|alertmanagerdefinition|rulegroupsnamespaces?|loggingconfiguration|queryloggingconfiguration',
  '|resourcepolicy|anomalydetectors?|scrapers?|scraperloggingconfiguration|resource|tagsforresource)$',
].join(''));

/**
 * Returns the kinds of resources on which an action is granted; undefined if a workspace does not limit the action.
 *
 * @param action an action such as `aps:QueryMetrics`; `*` stands for any characters
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonmanagedserviceforprometheus.html
 */
export function resourceKindsOf(action: string): readonly ResourceKind[] | undefined {
  const name = nameOf(action);
  if (name === undefined || FOREIGN_ACTION.test(name)) return undefined;
  if (/[*?]/.test(name)) return ['workspace', 'rulegroupsnamespace', 'anomalydetector'];
  return OTHER_KINDS[name] ?? ['workspace'];
}

/**
 * Returns whether the service refuses an action in the policy of a workspace: wildcards, other services, and everything that is not a
 * Prometheus-compatible API. An action that this version does not know is not refused.
 */
export function isRefusedInPolicy(action: string): boolean {
  const name = nameOf(action);
  return name === undefined || /[*?]/.test(name) || CONTROL_PLANE_ACTION.test(name);
}

/** IAM compares actions without regard to case. */
function nameOf(action: string): string | undefined {
  const [, name] = /^aps:(.+)$/i.exec(action) ?? [];
  return name?.toLowerCase();
}
