import { throwUnusable, throwValueProblems } from '../private/errors';
import { replaceTokens } from '../private/tokens';
import { kubernetesObjects, type KubernetesObject } from '../prometheus/discovery/kubernetes-object';
import type { EffectiveJob } from '../prometheus/scrape-config/effective';
import { ProblemSeverity, type Problem } from '../validation/problem';
import { validationLibrary } from '../validation/validation-library';
import { SUBJECT } from './source/configuration-source';

/**
 * A target that a job scrapes.
 */
export interface ScrapeTarget {
  /** The URL of the scrape: `http://10.0.0.23:8080/metrics`. */
  readonly url: string;

  /** The labels that the target adds to every series, among them `job` and `instance`. Without the external labels. */
  readonly labels: { readonly [name: string]: string };

  /** The labels of the target before relabeling, as discovery finds them. */
  readonly discoveredLabels: { readonly [name: string]: string };
}

/**
 * Targets as discovery finds them, before relabeling: for `ScrapeConfiguration.targetsFor`.
 */
export class DiscoveredTargets {
  /**
   * The targets that the job discovers in a cluster with these Kubernetes objects: pods, services, endpoints, endpoint slices, nodes and
   * ingresses. The namespaces and the selectors of the job apply.
   *
   * @param objects objects of the Kubernetes API, or lists of them, as `kubectl get --output json` prints them
   * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config
   */
  public static fromKubernetesObjects(...objects: Array<{ [field: string]: unknown }>): DiscoveredTargets {
    return new DiscoveredTargets(objects.flatMap(kubernetesObjects), []);
  }

  /**
   * Targets with these labels, whichever discovery finds them.
   *
   * @param labels the labels of each target: `__address__`, and for example `__meta_kubernetes_pod_name`
   */
  public static fromLabels(...labels: Array<{ [name: string]: string }>): DiscoveredTargets {
    return new DiscoveredTargets([], labels.map(target => new Map(Object.entries(target))));
  }

  private constructor(
    /** @internal */
    public readonly _objects: readonly KubernetesObject[],
    /** @internal */
    public readonly _labels: ReadonlyArray<ReadonlyMap<string, string>>,
  ) {}
}

/** Returns the targets that a job of a configuration scrapes. */
export function targetsFor(yaml: string, jobName: string, discovered: DiscoveredTargets | undefined): ScrapeTarget[] {
  const tokens = new TokenPlaceholders();
  const { configuration, problems } = validationLibrary().validateConfiguration(tokens.hide(yaml));
  throwValueProblems(SUBJECT, configuration === undefined ? problems : problems.filter(isOfPrometheus));
  if (configuration === undefined) return [];
  const job = jobNamed(tokens.hide(jobName), configuration.jobs);
  const { relabelTarget, staticTargetsOf, targetsOfObjects } = validationLibrary();
  const targets = [
    ...staticTargetsOf(job) ?? onlyKnownLater(jobName),
    ...targetsOfObjects(job, discovered?._objects ?? []).targets.map(({ labels }) => labels),
    ...discovered?._labels ?? [],
  ];
  return targets.flatMap((discoveredLabels) => {
    const { url, labels } = relabelTarget(configuration, job, discoveredLabels) ?? onlyKnownLater(jobName);
    if (url === undefined || labels === undefined) return [];
    return [{ url: tokens.show(url), labels: tokens.showLabels(labels), discoveredLabels: tokens.showLabels(discoveredLabels) }];
  });
}

/** The limits of collectors depend on the collector, which is not known here. */
function isOfPrometheus({ ruleId, severity }: Problem): boolean {
  return severity === ProblemSeverity.ERROR && !validationLibrary().isServiceLimit(ruleId);
}

function jobNamed(jobName: string, jobs: readonly EffectiveJob[]): EffectiveJob {
  const names = jobs.map(({ name }) => `'${name ?? ''}'`).join(', ');
  return jobs.find(({ name }) => name === jobName)
    ?? throwUnusable(SUBJECT, { path: 'jobName', message: `no job is named '${jobName}'; the jobs are ${names === '' ? 'none' : names}` });
}

function onlyKnownLater(jobName: string): never {
  return throwUnusable(SUBJECT, { path: '', message: `a part of the job '${jobName}' is known only at deployment` });
}

/** Replaces tokens by texts that are known, so that relabeling copies them, and puts them back into the result. */
class TokenPlaceholders {
  private readonly tokens: string[] = [];

  public hide(text: string): string {
    return replaceTokens(text, (token) => {
      const index = this.tokens.includes(token) ? this.tokens.indexOf(token) : this.tokens.push(token) - 1;
      return `\ue000${index}\ue001`;
    });
  }

  public show(text: string): string {
    return text.replaceAll(/\ue000(\d+)\ue001/g, (_, index: string) => this.tokens[Number(index)] ?? '');
  }

  public showLabels(labels: ReadonlyMap<string, string>): Record<string, string> {
    return Object.fromEntries([...labels].map(([name, value]) => [name, this.show(value)]));
  }
}
