import { Relabeling } from '../relabeling';
import type { ScrapeJobProps, StandardJobOptions } from '../scrape-job-props';

/** Applies a user's options to a ready-made job: settings replace the job's own, relabelings run after them. */
export function withOptions(job: ScrapeJobProps, options: StandardJobOptions): ScrapeJobProps {
  const { jobName = job.jobName, relabelings, metricRelabelings, ...settings } = options;
  return {
    ...job,
    ...settings,
    jobName,
    relabelings: concat(job.relabelings, relabelings),
    metricRelabelings: concat(job.metricRelabelings, metricRelabelings),
  };
}

function concat(own?: Relabeling[], added?: Relabeling[]): Relabeling[] | undefined {
  return own || added ? [...own ?? [], ...added ?? []] : undefined;
}

/** Copies a label of service discovery to a label of the target. */
export function copyLabel(sourceLabel: string, targetLabel: string): Relabeling {
  return Relabeling.replace({ sourceLabels: [sourceLabel], targetLabel });
}

/** Sets a label of the target to a constant. */
export function setLabel(targetLabel: string, value: string): Relabeling {
  return Relabeling.replace({ targetLabel, replacement: value });
}

/** The labels by which kube-prometheus identifies a pod. */
export const POD_LABELS: readonly Relabeling[] = [
  copyLabel('__meta_kubernetes_namespace', 'namespace'),
  copyLabel('__meta_kubernetes_pod_name', 'pod'),
];

/** The labels by which kube-prometheus identifies a container of a pod and its port. */
export const CONTAINER_LABELS: readonly Relabeling[] = [
  ...POD_LABELS,
  copyLabel('__meta_kubernetes_pod_container_name', 'container'),
];
