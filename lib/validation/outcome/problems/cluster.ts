import { ClusterCompute } from '../../validation-target';
import { faultyRun, writer, type RunProblem, type Runs } from '../runs';
import type { SampleRun } from '../targets/run-sample';

interface Component {
  readonly name: string;
  readonly pod: RegExp;
  readonly service: RegExp;
  /** The value of its pods' label `k8s-app`. */
  readonly app: string;
  readonly absentFrom: readonly ClusterCompute[];
}

/** The components that run as pods in clusters with node groups, and where they do not. */
const COMPONENTS: readonly Component[] = [
  { name: 'kube-proxy', pod: /^kube-proxy/, service: /^kube-proxy/, app: 'kube-proxy', absentFrom: [ClusterCompute.AUTO_MODE, ClusterCompute.FARGATE] },
  { name: 'the VPC CNI', pod: /^aws-node/, service: /^aws-node/, app: 'aws-node', absentFrom: [ClusterCompute.AUTO_MODE, ClusterCompute.FARGATE] },
  { name: 'CoreDNS', pod: /^coredns/, service: /^(?:kube-dns|coredns)/, app: 'kube-dns', absentFrom: [ClusterCompute.AUTO_MODE] },
];

const WORDS: Readonly<Record<ClusterCompute, string>> = {
  [ClusterCompute.AUTO_MODE]: 'EKS Auto Mode, whose nodes run it as a process',
  [ClusterCompute.FARGATE]: 'Fargate, which runs no DaemonSets',
};

/** The metrics of the scheduler and the controller manager exist from this minor version of Kubernetes 1 on. */
const CONTROL_PLANE_SINCE = 28;
const CONTROL_PLANE_PATH = /^\/apis\/metrics\.eks\.amazonaws\.com\/v1\/(?:kcm|ksh)\//;

/** Finds jobs for what the cluster does not have. */
export function absentComponent(all: Runs): RunProblem | undefined {
  return absentPods(all) ?? absentControlPlane(all);
}

function absentPods({ discovery, runs, facts: { cluster: { compute } } }: Runs): RunProblem | undefined {
  if (compute === undefined || discovery === undefined) return undefined;
  const component = COMPONENTS
    .find(({ absentFrom, ...component }) => absentFrom.includes(compute) && runs.every(run => belongsTo(run, component)));
  if (component === undefined) return undefined;
  const message = `the job finds nothing: the cluster has no pods of ${component.name}, since it runs on ${WORDS[compute]}; remove the job`;
  return { ruleId: 'absent-component', place: discovery.value.placeOf('role'), message };
}

function belongsTo({ discovered }: SampleRun, { pod, service, app }: Pick<Component, 'pod' | 'service' | 'app'>): boolean {
  const label = (name: string) => discovered.get(`__meta_kubernetes_${name}`) ?? '';
  return pod.test(label('pod_name')) || service.test(label('service_name')) || label('pod_label_k8s_app') === app || label('service_label_k8s_app') === app;
}

function absentControlPlane(all: Runs): RunProblem | undefined {
  const { job, facts: { cluster: { kubernetesVersion } } } = all;
  const [, minor] = /^1\.(\d+)/.exec(kubernetesVersion ?? '') ?? [];
  if (minor === undefined || Number(minor) >= CONTROL_PLANE_SINCE) return undefined;
  const run = faultyRun(all.runs, ({ relabeled }: SampleRun) => CONTROL_PLANE_PATH.test(relabeled.get('__metrics_path__') ?? ''));
  if (run === undefined) return undefined;
  const place = writer('__metrics_path__', run, all)?.place ?? job.value.placeOf('metrics_path');
  const message = `EKS has these metrics from Kubernetes 1.${CONTROL_PLANE_SINCE} on, and the cluster has ${kubernetesVersion ?? ''}: update the cluster, `
    + 'or remove the job';
  return { ruleId: 'absent-component', place, message };
}
