import type { Evidence, JobEvidence } from './evidence';
import type { JobState } from './job-state';
import { ruleText } from './rbac-rules';
import { deniedTo, roleAccessOf } from './role-access';

/** Why one job has no metrics, where something about the job itself tells. */
interface Cause {
  readonly when: (job: JobEvidence, state: JobState, evidence: Evidence) => boolean;
  readonly says: string;
}

const CONTROL_PLANE = '/apis/metrics.eks.amazonaws.com/';
const RUNS_IN_AUTO_MODE = /kube-?proxy|core-?dns/i;

const someAddress = (pattern: RegExp): Cause['when'] => ({ name }, _, { series: { down } }) => (down.get(name) ?? []).some(instance => pattern.test(instance));
/** Whether the cluster told what the scraper may do, so that nothing need be guessed. */
const isRead = (evidence: Evidence) => roleAccessOf(evidence)?.rights !== undefined;
const isDown = (state: JobState) => state === 'down' || state === 'partly down';

/** The first that fits counts. */
const CAUSES: readonly Cause[] = [
  {
    when: ({ name }, state, { cluster }) => state === 'never discovered' && cluster?.isAutoMode === true && RUNS_IN_AUTO_MODE.test(name),
    says: 'configuration: EKS Auto Mode runs this as a system service, so there is no pod to find',
  },
  {
    when: ({ roles }, state, evidence) => state === 'never discovered' && roles.includes('endpointslice') && !isRead(evidence),
    says: 'access: the documented access does not include endpoint slices; use the role endpoints',
  },
  {
    when: ({ path }, state, evidence) => state !== 'flowing' && path.startsWith(CONTROL_PLANE) && !isRead(evidence),
    says: 'access: kcm/metrics and ksh/metrics are in the ClusterRole only since November 2024, and the cluster must run Kubernetes 1.28 or later',
  },
  {
    when: someAddress(/:\d+:\d+$/),
    says: 'configuration: the address has two ports; doubled backslashes in a regular expression are the usual reason',
  },
  {
    when: someAddress(/^[a-z][\w-]*(?:\.[\w-]+)+(?::\d+)?$/i),
    says: 'configuration: collectors resolve no names but kubernetes.default.svc; give IP addresses',
  },
  {
    when: ({ roles, isFiltered }, state) => isDown(state) && roles.includes('pod') && !isFiltered,
    says: 'configuration: the job takes every port of every pod, and some give no metrics; narrow it by an annotation or a port name',
  },
  {
    when: (_, state) => isDown(state),
    says: 'network or configuration: security groups must let the scraper reach the port; scheme and path must be right, the status 200, the body at most 50 MB',
  },
  {
    when: ({ roles, isFiltered }, _, { series: { own } }) => roles.length > 0 && isFiltered && own.size > 0,
    says: 'configuration: other jobs find targets, so its own rules keep none, or there is nothing of the kind: amp-collector relabel tries a target',
  },
];

/** The likely cause, beginning with its layer; nothing where only the whole tells. */
export function causeOf(job: JobEvidence, state: JobState, evidence: Evidence): string | undefined {
  if (state === 'flowing') return undefined;
  const denied = deniedTo([job], roleAccessOf(evidence));
  if (denied.length > 0) return `access: the scraper may not ${denied.map(ruleText).join('; ')}`;
  return CAUSES.find(({ when }) => when(job, state, evidence))?.says;
}
