import type { MetricSource } from '../../validation/coherence/metric-source';
import type { Component } from './definition';

/** Names of jobs that scrape a component: those of the ready-made jobs, of AWS's default configuration and samples, and of Prometheus's. */
const USUAL_NAMES: Readonly<Record<Component, readonly string[]>> = {
  apiServer: ['apiserver', 'kubernetes-apiservers', 'kube-apiserver'],
  cadvisor: ['kubelet-cadvisor', 'cadvisor', 'kubernetes-cadvisor', 'kubernetes-nodes-cadvisor'],
  controllerManager: ['kube-controller-manager', 'kcm-metrics'],
  coreDns: ['coredns', 'kube-dns'],
  kubelet: ['kubelet', 'kubernetes-nodes', 'kubernetes-kubelet'],
  kubeStateMetrics: ['kube-state-metrics'],
  nodeExporter: ['node-exporter', 'node_exporter', 'prometheus-node-exporter'],
  scheduler: ['kube-scheduler', 'ksh-metrics'],
};

export const COMPONENTS = Object.keys(USUAL_NAMES) as Component[];

/** Jobs whose targets come and go with the applications of a cluster. */
const OF_APPLICATIONS = ['pods', 'kubernetes-pods', 'pod_exporter', 'kubernetes-service-endpoints'];

/** The value of the label `job` by component. */
export type JobLabels = ReadonlyMap<Component, string>;

/** Finds the job of each component: by the given name, or by its usual names. */
export function jobLabels(sources: readonly MetricSource[], names: Readonly<Partial<Record<Component, string>>>): JobLabels {
  return new Map(COMPONENTS.flatMap((component) => {
    const given = names[component];
    const source = (given === undefined ? USUAL_NAMES[component] : [given])
      .flatMap(name => sources.find(({ jobName }) => jobName === name) ?? [])[0];
    return source === undefined ? [] : [[component, labelOf(source)] as const];
  }));
}

/** The values of the label `job` whose targets should always exist. */
export function lastingJobs(sources: readonly MetricSource[]): string[] {
  return [...new Set(sources.filter(({ jobName }) => !OF_APPLICATIONS.includes(jobName)).map(labelOf))];
}

function labelOf({ jobName, jobLabels: labels }: MetricSource): string {
  const [only, ...others] = labels ?? [];
  return only === undefined || others.length > 0 ? jobName : only;
}
