import type { Place } from '../prometheus/decode/place';
import type { EffectiveConfiguration, EffectiveJob, EffectiveKubernetes } from '../prometheus/effective';
import type { Finding } from './finding';
import { CollectorSource, type CollectorTarget } from './target';

/** A rule of a ClusterRole, in Kubernetes's own spelling. */
interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

/** Something that a job reads of the cluster beyond what AWS's documented access allows, and what would allow it. */
export interface Need extends Finding {
  readonly rule: Rule;
}

const READ = ['get', 'list', 'watch'];

/** What a role or an attachment of Kubernetes discovery watches, where the documented access has it not. */
const WATCHED: Readonly<Record<string, readonly [apiGroup: string, resource: string]>> = {
  endpointslice: ['discovery.k8s.io', 'endpointslices'],
  namespace: ['', 'namespaces'],
  deployment: ['apps', 'deployments'],
  job: ['batch', 'jobs'],
  cronjob: ['batch', 'cronjobs'],
};

/** Paths of the API server that the documented access has. */
const GRANTED_PATHS = [
  /^\/metrics$/,
  /^\/api\/v1\/nodes\/[^/]+\/proxy(?:\/|$)/,
  /^\/apis\/metrics\.eks\.amazonaws\.com\/v1\/(?:kcm|ksh)\/container\/metrics$/,
];

/** Of a proxied pod or service: `/api/v1/namespaces/NAMESPACE/pods/NAME/proxy/…`. */
const PROXIED = /^\/api\/v1\/namespaces\/[^/]+\/(pods|services)\/[^/]+\/proxy(?:\/|$)/;

/** What the jobs read beyond AWS's documented access. */
export function needsBeyondDocumented({ jobs }: EffectiveConfiguration): Need[] {
  return jobs.flatMap(job => [...job.kubernetes.flatMap(watchedNeeds), ...pathNeeds(job)]);
}

/** The same as findings, for clusters in which AMP's own policy decides what the collector may read. */
export function ungrantedObjects(configuration: EffectiveConfiguration, { source, grantsAccess }: Required<CollectorTarget>): Finding[] {
  return source === CollectorSource.EKS && !grantsAccess ? needsBeyondDocumented(configuration) : [];
}

function watchedNeeds({ value, role }: EffectiveKubernetes): Need[] {
  const attached = value.struct('attach_metadata');
  const attachments = ['namespace', 'deployment', 'job', 'cronjob'].filter(name => attached?.flag(name) === true);
  return [
    ...role === 'endpointslice' ? [watchedNeed(role, value.placeOf('role'), 'use the role endpoints')] : [],
    ...attachments.map(name => watchedNeed(name, attached?.placeOf(name) ?? value.place, `leave attach_metadata.${name} out`)),
  ];
}

function watchedNeed(name: string, place: Place, instead: string): Need {
  const [apiGroup = '', resource = name] = WATCHED[name] ?? [];
  return {
    place,
    message: `a collector may not list ${resource}, so it finds nothing; ${instead}`,
    rule: { apiGroups: [apiGroup], resources: [resource], verbs: READ },
  };
}

/** Only what certainly goes to the API server: its own endpoint, or its name. */
function pathNeeds(job: EffectiveJob): Need[] {
  if (!asksApiServer(job)) return [];
  return pathsOf(job).filter(({ path }) => path !== '' && !GRANTED_PATHS.some(granted => granted.test(path))).map(({ path, place }) => {
    const [, proxied] = PROXIED.exec(path) ?? [];
    return {
      place,
      message: `a collector may not read ${path} of the API server`,
      rule: proxied === undefined
        ? { nonResourceURLs: [path.replace(/\$.*$/, '*')], verbs: ['get'] }
        : { apiGroups: [''], resources: [`${proxied}/proxy`], verbs: ['get'] },
    };
  });
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
