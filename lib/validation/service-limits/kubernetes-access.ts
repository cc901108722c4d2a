import type { Place } from '../../prometheus/decode/place';
import type { EffectiveConfiguration, EffectiveJob, EffectiveKubernetes } from '../../prometheus/scrape-config/effective';
import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';
import { CollectorSource } from '../collector-target';

/** A rule of a ClusterRole, in Kubernetes's own spelling. */
interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

/** A part of the cluster that a job reads, and the rule that allows it. */
export interface Need extends LocatedMessage {
  readonly rule: Rule;
  /** True if AWS's documented access allows it. */
  readonly isDocumented: boolean;
}

const WATCH = ['get', 'list', 'watch'];

/** The resources that discovery can watch: the API group, and whether the documented access has it. */
const RESOURCES: Readonly<Record<string, readonly [apiGroup: string, isDocumented: boolean]>> = {
  nodes: ['', true],
  services: ['', true],
  endpoints: ['', true],
  pods: ['', true],
  ingresses: ['networking.k8s.io', true],
  endpointslices: ['discovery.k8s.io', false],
  namespaces: ['', false],
  deployments: ['apps', false],
  jobs: ['batch', false],
  cronjobs: ['batch', false],
};

/** The resources that each role watches: https://github.com/prometheus/prometheus/blob/main/discovery/kubernetes/kubernetes.go */
const WATCHED_BY_ROLE: Readonly<Record<string, readonly string[]>> = {
  node: ['nodes'],
  service: ['services'],
  pod: ['pods'],
  endpoints: ['endpoints', 'services', 'pods'],
  endpointslice: ['endpointslices', 'services', 'pods'],
  ingress: ['ingresses'],
};

/** Paths of the API server that the documented access has, and the rule that allows each. */
const DOCUMENTED_PATHS: ReadonlyArray<readonly [path: RegExp, rule: Rule]> = [
  [/^\/metrics$/, { nonResourceURLs: ['/metrics'], verbs: ['get'] }],
  [/^\/api\/v1\/nodes\/[^/]+\/proxy(?:\/|$)/, { apiGroups: [''], resources: ['nodes/proxy'], verbs: ['get'] }],
  ...['kcm', 'ksh'].map(component => [
    new RegExp(`^/apis/metrics\\.eks\\.amazonaws\\.com/v1/${component}/container/metrics$`),
    { apiGroups: ['metrics.eks.amazonaws.com'], resources: [`${component}/metrics`], verbs: ['get'] },
  ] as const),
];

/** The path of a proxied pod or service: `/api/v1/namespaces/NAMESPACE/pods/NAME/proxy/…`. */
const PROXIED = /^\/api\/v1\/namespaces\/[^/]+\/(pods|services)\/[^/]+\/proxy(?:\/|$)/;

/** Returns the needs of the jobs that AWS's documented access does not cover. */
export function needsBeyondDocumented({ jobs }: EffectiveConfiguration): Need[] {
  return jobs.flatMap(needsOf).filter(({ isDocumented }) => !isDocumented);
}

/** Returns the same needs for clusters in which AMP's own policy decides what the collector may read. */
export function ungrantedObjects({ configuration, target: { source, grantsAccess } }: ValidationContext): LocatedMessage[] {
  return source === CollectorSource.EKS && !grantsAccess ? needsBeyondDocumented(configuration) : [];
}

/**
 * Returns the rules that the jobs need within AWS's documented access. A need is assumed where the configuration leaves it open: a
 * permission too few stops a job, and all of these are documented.
 */
export function documentedNeeds({ jobs }: EffectiveConfiguration): Rule[] {
  return jobs.flatMap(job => [
    ...job.kubernetes.flatMap(watchedNeeds).filter(({ isDocumented }) => isDocumented).map(({ rule }) => rule),
    ...pathsOf(job).flatMap(({ path }) => documentedRule(path) ?? []).filter(rule => rule.nonResourceURLs === undefined),
    ...asksApiServer(job) || hasCredentials(job) ? AUTHENTICATED_NEEDS : [],
  ]);
}

/** Kubelets, and exporters behind an authorizing proxy, ask the API server whether the collector may read these. */
const AUTHENTICATED_NEEDS: readonly Rule[] = [
  { nonResourceURLs: ['/metrics'], verbs: ['get'] },
  { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
];

function hasCredentials({ value }: EffectiveJob): boolean {
  return ['authorization', 'bearer_token_file', 'bearer_token'].some(field => value.has(field));
}

/** Returns what a job reads of the cluster's API server, as far as its configuration tells. */
export function needsOf(job: EffectiveJob): Need[] {
  return [...job.kubernetes.flatMap(watchedNeeds), ...pathNeeds(job)];
}

function watchedNeeds({ value, role = '' }: EffectiveKubernetes): Need[] {
  const attached = value.struct('attach_metadata');
  const attachments = ['node', 'namespace', 'deployment', 'job', 'cronjob'].filter(name => attached?.flag(name) === true);
  return [
    ...(WATCHED_BY_ROLE[role] ?? []).map(resource => watchedNeed(resource, value.placeOf('role'), 'use the role endpoints')),
    ...attachments.map(name => watchedNeed(`${name}s`, attached?.placeOf(name) ?? value.place, `leave attach_metadata.${name} out`)),
  ];
}

function watchedNeed(resource: string, place: Place, instead: string): Need {
  const [apiGroup, isDocumented] = RESOURCES[resource] ?? ['', false];
  return {
    place,
    message: `a collector may not list ${resource}, so it finds nothing; ${instead}`,
    rule: { apiGroups: [apiGroup], resources: [resource], verbs: WATCH },
    isDocumented,
  };
}

/** Only what certainly goes to the API server: its own endpoint, or its name. */
function pathNeeds(job: EffectiveJob): Need[] {
  if (!asksApiServer(job)) return [];
  return pathsOf(job).filter(({ path }) => path !== '').map(({ path, place }) => {
    const documented = documentedRule(path);
    const message = `a collector may not read ${path} of the API server`;
    return { place, message, rule: documented ?? undocumentedRule(path), isDocumented: documented !== undefined };
  });
}

function documentedRule(path: string): Rule | undefined {
  return DOCUMENTED_PATHS.find(([known]) => known.test(path))?.[1];
}

function undocumentedRule(path: string): Rule {
  const [, proxied] = PROXIED.exec(path) ?? [];
  return proxied === undefined
    ? { nonResourceURLs: [path.includes('$') ? `${path.slice(0, path.indexOf('$'))}*` : path], verbs: ['get'] }
    : { apiGroups: [''], resources: [`${proxied}/proxy`], verbs: ['get'] };
}

function asksApiServer({ relabelings, staticGroups }: EffectiveJob): boolean {
  return relabelings.some(({ rule }) => rule?.targetLabel === '__address__' && rule.replacement.startsWith('kubernetes.default.svc'))
    || relabelings.some(({ rule }) => rule?.action === 'keep' && /^default;kubernetes;https$/.test(rule.regex))
    || staticGroups.some(({ targets }) => targets.some(({ text }) => text?.startsWith('kubernetes.default.svc')));
}

/** The job's own path, unless a rule writes another. */
function pathsOf({ value, metricsPath, relabelings }: EffectiveJob): Array<{ readonly path: string; readonly place: Place }> {
  const written = relabelings.filter(({ rule }) => rule?.targetLabel === '__metrics_path__');
  if (written.length > 0) {
    return written.map(({ value: rule, rule: known }) => ({ path: known?.replacement ?? '', place: rule.placeOf('replacement') }));
  }
  return [{ path: metricsPath ?? '', place: value.placeOf('metrics_path') }];
}
