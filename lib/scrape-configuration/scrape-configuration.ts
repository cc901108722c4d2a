import { Fn, Token } from 'aws-cdk-lib';
import type { EffectiveConfiguration } from '../prometheus/scrape-config/effective';
import { readBytes } from '../private/read-bytes';
import { withAlikeTokens } from '../private/tokens';
import type { CollectorTarget } from '../validation/collector-target';
import type { Problem } from '../validation/problem';
import { validationLibrary } from '../validation/validation-library';
import type { ValidationTarget } from '../validation/validation-target';
import { allowlistRelabeling } from './allowlist-relabeling';
import { eksDefaultProps } from './eks-default';
import type { ClusterDefaultOptions } from './eks-default-text';
import type { EksDefaultOptions, ScrapeConfigurationProps } from './scrape-configuration-props';
import type { ScrapeJob } from './scrape-job';
import { type DiscoveredTargets, type ScrapeTarget, targetsFor } from './scrape-targets';
import { ClusterDefaultSource } from './source/cluster-default-source';
import { type ConfigurationSource, SUBJECT } from './source/configuration-source';
import { ObjectSource } from './source/object-source';
import { TextSource } from './source/text-source';
import { TypedSource } from './source/typed-source';

/**
 * A scrape configuration: the targets that a collector scrapes, how often, and the labels that it adds.
 *
 * Write it with typed properties, or use an existing Prometheus configuration with `fromFile`, `fromYaml` or `fromObject`. A
 * configuration is immutable: `withJobs` returns a new one.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export class ScrapeConfiguration {
  /**
   * Uses a configuration given as YAML text. The template contains the text unchanged, comments included.
   *
   * Does not throw if the text is invalid: see `problems()`.
   *
   * @param text plain YAML, not base64
   */
  public static fromYaml(text: string): ScrapeConfiguration {
    return ScrapeConfiguration.of(new TextSource(text));
  }

  /**
   * Uses the configuration in a YAML file, which is read immediately. The template contains its text unchanged, comments included.
   *
   * Throws if the file cannot be read. Does not throw if its text is invalid: see `problems()`.
   *
   * @param path the path of the file; a relative path starts at the current working directory of the app
   */
  public static fromFile(path: string): ScrapeConfiguration {
    return ScrapeConfiguration.of(new TextSource(readBytes(SUBJECT, path), path));
  }

  /**
   * Uses a configuration given as an object with Prometheus's field names.
   *
   * Does not throw if the object is invalid: see `problems()`.
   *
   * @param value for example `{ scrape_configs: [{ job_name: 'app' }] }`
   */
  public static fromObject(value: { [field: string]: unknown }): ScrapeConfiguration {
    return ScrapeConfiguration.of(new ObjectSource(value));
  }

  /**
   * AWS's default configuration for EKS: every port of every pod, cAdvisor, the API server and kube-proxy, every 30 seconds.
   *
   * It equals the output of `aws amp get-default-scraper-configuration`, except that its kube-proxy relabeling is corrected. AWS doubles
   * the backslashes of `(\\:\\d+)?`, so a port that a pod declares is never replaced.
   */
  public static eksDefault(options: EksDefaultOptions = {}): ScrapeConfiguration {
    return new ScrapeConfiguration(eksDefaultProps(options));
  }

  /**
   * Returns the configuration used when the app specifies none: AWS's default, with the label `cluster`.
   *
   * @internal
   */
  public static _clusterDefault(options: ClusterDefaultOptions): ScrapeConfiguration {
    return ScrapeConfiguration.of(new ClusterDefaultSource(options));
  }

  private static of(source: ConfigurationSource): ScrapeConfiguration {
    const configuration = new ScrapeConfiguration({ jobs: [] });
    configuration.source = source;
    return configuration;
  }

  private source: ConfigurationSource;

  constructor(props: ScrapeConfigurationProps) {
    this.source = new TypedSource(props);
  }

  /**
   * Returns the configuration as YAML, as the template contains it. A given text is returned unchanged.
   *
   * Typed properties are written in a stable order, without line wrapping, and quoted so that Prometheus reads every value as given.
   */
  public toYaml(): string {
    return this.source.toYaml();
  }

  /**
   * Returns the configuration as base64, as the API and the AWS CLI require it. A template contains plain YAML instead.
   *
   * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_ScrapeConfiguration.html
   */
  public toBase64(): string {
    const yaml = this.toYaml();
    return Token.isUnresolved(yaml) ? Fn.base64(yaml) : Buffer.from(yaml, 'utf8').toString('base64');
  }

  /**
   * Returns a configuration with jobs added after the existing ones. A given text is otherwise unchanged, comments included.
   *
   * Throws if a given text or object has no place for jobs, or if adding them would change what Prometheus reads elsewhere in the text.
   */
  public withJobs(...jobs: ScrapeJob[]): ScrapeConfiguration {
    return ScrapeConfiguration.of(this.source.withJobs(jobs));
  }

  /**
   * Returns a configuration whose jobs write only the metrics with these names: a metric relabeling after the job's own keeps them. The
   * metrics `up` and `scrape_*` are always written. A given text is otherwise unchanged, comments included.
   *
   * Throws if no name is given, and if a given text or object has no place for the relabeling.
   *
   * @param metricNames the names of metrics, or RE2 regular expressions that match whole names, such as `metricNames` of an `Allowlist`
   */
  public withAllowlist(metricNames: string[]): ScrapeConfiguration {
    return ScrapeConfiguration.of(this.source.withMetricRelabeling(allowlistRelabeling(metricNames)));
  }

  /**
   * Returns all problems of the configuration: errors, which Prometheus or the collector would refuse, and warnings about what is legal
   * and probably does not work as intended. Never throws.
   *
   * A construct that uses a configuration with errors throws one error that lists them; warnings become warnings of the construct.
   *
   * @param target the collector; by default of an EKS cluster, with a workspace as its destination
   */
  public problems(target: CollectorTarget = {}): Problem[] {
    return this._problems(target);
  }

  /**
   * Returns the targets that a job scrapes, with their labels after relabeling: its static targets, and those of the discovered targets
   * that its relabelings keep. For unit tests of an app's jobs. Tokens stay tokens.
   *
   * Throws if there is no such job, if Prometheus refuses the configuration, or if a part of the job is known only at deployment.
   *
   * @param jobName the name of the job
   * @param discovered the targets that discovery finds; by default none
   */
  public targetsFor(jobName: string, discovered?: DiscoveredTargets): ScrapeTarget[] {
    return targetsFor(this.toYaml(), jobName, discovered);
  }

  /**
   * Returns all problems, with those that depend on what an app knows of the cluster and the workspace.
   *
   * @internal
   */
  public _problems(target: ValidationTarget): Problem[] {
    return [...this.source.problems(target)];
  }

  /**
   * Returns the configuration with Prometheus's defaults; nothing if it cannot be read.
   *
   * @internal
   */
  public _effective(): EffectiveConfiguration | undefined {
    return validationLibrary().validateConfiguration(withAlikeTokens(this.toYaml())).configuration;
  }
}
