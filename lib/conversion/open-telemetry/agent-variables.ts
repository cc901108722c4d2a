import { fieldsOf, isFields, listOf, type Fields, type Path } from '../source-document';
import type { Environment } from './variables';

/** A job without its references to the pod and the node of the agent. */
export interface ClusterWideJob {
  /** Absent if the job scrapes the agent itself. */
  readonly job?: Fields;
  readonly changes: ReadonlyArray<{ readonly at: Path; readonly message: string }>;
}

/** Names that agents give to the fields of their own pod, as in `valueFrom: { fieldRef: { fieldPath: status.podIP } }`. */
const OF_POD = /(?<!\$)\$\{?(?:env:)?((?:[A-Z0-9]+_)?(?:POD|NODE|HOST)_?(?:IP|NAME)|HOSTNAME)\b/;

/**
 * Removes what limits a job to the pod or the node of the agent. An agent runs on each node; a collector runs once, and scrapes all nodes.
 *
 * @param environment variables that have a value are left as they are
 */
export function clusterWideJob(job: Fields, environment: Environment): ClusterWideJob {
  const variable = (value: unknown) => {
    const name = typeof value === 'string' ? OF_POD.exec(value)?.[1] : undefined;
    return name === undefined || Object.hasOwn(environment, name) ? undefined : name;
  };
  const own = listOf(job.static_configs).flatMap(config => listOf(fieldsOf(config).targets)).map(variable).find(name => name !== undefined);
  if (own !== undefined && listOf(job.kubernetes_sd_configs).length === 0) {
    const message = `the job '${String(job.job_name)}' scrapes the pod or node of the agent (${own}), which a collector does not have; it is left out`;
    return { changes: [{ at: ['static_configs'], message }] };
  }
  const changes: Array<{ at: Path; message: string }> = [];
  const isLimit = (value: unknown, at: Path) => {
    const name = variable(value);
    if (name !== undefined) changes.push({ at, message: `the limit to the pod or node of the agent (${name}) is removed: a collector scrapes all nodes` });
    return name !== undefined;
  };
  const discoveries = listOf(job.kubernetes_sd_configs).map((discovery, index) => {
    if (!isFields(discovery) || !Array.isArray(discovery.selectors)) return discovery;
    const { selectors, ...others } = discovery;
    const kept = listOf(selectors).filter((selector, position) =>
      !isLimit(fieldsOf(selector).field, ['kubernetes_sd_configs', index, 'selectors', position]));
    return kept.length === 0 ? others : { ...others, selectors: kept };
  });
  const relabelings = listOf(job.relabel_configs).filter((relabeling, index) => {
    const { action, regex } = fieldsOf(relabeling);
    return action !== 'keep' || !isLimit(regex, ['relabel_configs', index]);
  });
  const changed = {
    ...job.kubernetes_sd_configs !== undefined && { kubernetes_sd_configs: discoveries },
    ...job.relabel_configs !== undefined && { relabel_configs: relabelings },
  };
  return { job: changes.length === 0 ? job : { ...job, ...changed }, changes };
}
