import type { Evidence, JobEvidence } from './evidence';
import type { JobState } from './job-state';
import { ruleText } from './rbac-rules';
import { deniedRules, roleAccessOf } from './role-access';

/** A cause that concerns one job. */
interface Cause {
  readonly when: (job: JobEvidence, state: JobState, evidence: Evidence) => boolean;
  readonly message: string;
}

const CONTROL_PLANE = '/apis/metrics.eks.amazonaws.com/';
const RUNS_IN_AUTO_MODE = /kube-?proxy|core-?dns/i;

const someAddress = (pattern: RegExp): Cause['when'] => ({ name }, _, { series: { down } }) => (down.get(name) ?? []).some(instance => pattern.test(instance));
/** Returns whether the scraper's permissions are known, so that nothing needs to be guessed. */
const hasKnownPermissions = (evidence: Evidence) => roleAccessOf(evidence)?.permissions !== undefined;
const isDown = (state: JobState) => state === 'down' || state === 'partly down';

/** The first that matches counts. */
const CAUSES: readonly Cause[] = [
  {
    when: ({ name }, state, { cluster }) => state === 'never discovered' && cluster?.isAutoMode === true && RUNS_IN_AUTO_MODE.test(name),
    message: 'configuration: EKS Auto Mode runs this as a system service, so there is no pod to discover',
  },
  {
    when: ({ roles }, state, evidence) => state === 'never discovered' && roles.includes('endpointslice') && !hasKnownPermissions(evidence),
    message: 'access: the permissions that AWS documents do not include endpoint slices; use role: endpoints',
  },
  {
    when: ({ path }, state, evidence) => state !== 'up' && path.startsWith(CONTROL_PLANE) && !hasKnownPermissions(evidence),
    message: 'access: the ClusterRole must have kcm/metrics and ksh/metrics, which AWS documents since November 2024, and the cluster must run Kubernetes 1.28 or later',
  },
  {
    when: someAddress(/:\d+:\d+$/),
    message: 'configuration: the address has two ports, usually because of doubled backslashes in a regular expression',
  },
  {
    when: someAddress(/^[a-z][\w-]*(?:\.[\w-]+)+(?::\d+)?$/i),
    message: 'configuration: the only name that collectors resolve is kubernetes.default.svc; use IP addresses',
  },
  {
    when: ({ roles, isFiltered }, state) => isDown(state) && roles.includes('pod') && !isFiltered,
    message: 'configuration: the job scrapes every port of every pod, and some have no metrics; filter by an annotation or a port name',
  },
  {
    when: (_, state) => isDown(state),
    message: 'network or configuration: check that security groups allow the port, that scheme and path are right, and that the response has status 200 and at most 50 MB',
  },
  {
    when: ({ roles, isFiltered }, _, { series: { own } }) => roles.length > 0 && isFiltered && own.size > 0,
    message: 'configuration: other jobs have targets, so its relabelings drop them all or there are no such objects; try them with amp-collector targets',
  },
];

/** Returns the likely cause, beginning with its layer; nothing if no cause concerns this job alone. */
export function causeOf(job: JobEvidence, state: JobState, evidence: Evidence): string | undefined {
  if (state === 'up') return undefined;
  const denied = deniedRules([job], roleAccessOf(evidence));
  if (denied.length > 0) return `access: the scraper has no permission to ${denied.map(ruleText).join('; ')}`;
  return CAUSES.find(({ when }) => when(job, state, evidence))?.message;
}
