import { ScrapeJob } from '../../scrape-configuration/scrape-job';
import { fieldsOf, listOf, type Fields } from '../source-document';
import type { Endpoint, Monitor } from './monitor';
import { relabelingOf } from './relabelings';

/** A component of every cluster whose monitor needs a Service that a managed collector does not have, or reaches in another way. */
interface Component {
  readonly name: string;
  readonly labels: ReadonlyArray<readonly [key: string, value: string]>;
  /** The ready-made job of each path; other paths are left out. */
  readonly jobs: Readonly<Record<string, () => ScrapeJob>>;
}

const COMPONENTS: readonly Component[] = [
  {
    name: 'the kubelet',
    labels: [['app.kubernetes.io/name', 'kubelet'], ['k8s-app', 'kubelet']],
    jobs: { '/metrics': () => ScrapeJob.kubelet(), '/metrics/cadvisor': () => ScrapeJob.cadvisor() },
  },
  { name: 'the API server', labels: [['component', 'apiserver']], jobs: { '/metrics': () => ScrapeJob.apiServer() } },
  {
    name: 'the scheduler',
    labels: [['app.kubernetes.io/name', 'kube-scheduler'], ['k8s-app', 'kube-scheduler'], ['component', 'kube-scheduler']],
    jobs: { '/metrics': () => ScrapeJob.kubeScheduler() },
  },
  {
    name: 'the controller manager',
    labels: [['app.kubernetes.io/name', 'kube-controller-manager'], ['k8s-app', 'kube-controller-manager'], ['component', 'kube-controller-manager']],
    jobs: { '/metrics': () => ScrapeJob.kubeControllerManager() },
  },
  {
    name: 'kube-proxy',
    labels: [['app.kubernetes.io/name', 'kube-proxy'], ['k8s-app', 'kube-proxy']],
    jobs: { '/metrics': () => ScrapeJob.kubeProxy() },
  },
];

/** A replacement for an endpoint. */
export interface Replacement {
  /** In words, for the report. */
  readonly component: string;
  /** The job with Prometheus's field names; `undefined` where no ready-made job has the path. */
  readonly job?: Fields;
}

/** Returns the replacement for an endpoint of the kubelet or the control plane; nothing for all others. */
export function replacementOf({ monitor, fields }: Endpoint): Replacement | undefined {
  const component = componentOf(monitor);
  if (component === undefined) return undefined;
  const path = typeof fields.path === 'string' && fields.path !== '' ? fields.path : '/metrics';
  const job = component.jobs[path]?.()._render();
  if (job === undefined) return { component: component.name };
  const own = listOf(fields.metricRelabelings).map(relabelingOf);
  return {
    component: component.name,
    job: own.length === 0 ? job : { ...job, metric_relabel_configs: [...listOf(job.metric_relabel_configs), ...own] },
  };
}

function componentOf({ kind, spec }: Monitor): Component | undefined {
  if (kind !== 'ServiceMonitor') return undefined;
  const labels = fieldsOf(fieldsOf(spec.selector).matchLabels);
  return COMPONENTS.find(component => component.labels.some(([key, value]) => labels[key] === value));
}
