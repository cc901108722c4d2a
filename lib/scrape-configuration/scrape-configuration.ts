import { Fn, Token } from 'aws-cdk-lib';
import { throwUnusable } from '../private/errors';
import { readBytes } from '../private/read-bytes';
import { withAlikeTokens } from '../private/tokens';
import type { CollectorTarget } from '../validation/collector-target';
import { eksDefaultProps } from './eks-default';
import type { ValidationResult } from '../validation/validate';
import { validationLibrary } from '../validation/validation-library';
import { ProblemSeverity, type Problem } from '../validation/problem';
import { toFields } from './writer/fields';
import type { EksDefaultOptions, ScrapeConfigurationProps } from './scrape-configuration-props';
import type { ScrapeJob } from './scrape-job';
import { SETTINGS_FIELDS } from './scrape-settings';
import { appendJobs } from './writer/append-jobs';
import { decoded } from '../prometheus/yaml/text-of-file';
import { unwritable } from './writer/unwritable';
import { writeYaml } from './writer/write-yaml';

const GLOBAL_FIELDS = { ...SETTINGS_FIELDS, externalLabels: 'external_labels' } as const;

/**
 * A scrape configuration: what a collector scrapes, how often, and which labels it adds.
 *
 * Written with types, or taken from a configuration that exists. The value does not change: `withJobs` gives a new one.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export class ScrapeConfiguration {
  /**
   * A configuration as YAML text. It reaches the template unchanged, comments included.
   *
   * A bad text does not throw here: see `problems()`.
   *
   * @param text plain YAML, not base64
   */
  public static fromYaml(text: string): ScrapeConfiguration {
    return new GivenText(text);
  }

  /**
   * A configuration from a YAML file, read at once. It reaches the template unchanged, comments included.
   *
   * Throws where the file cannot be read; a bad text does not throw here: see `problems()`.
   *
   * @param path the file's path; a relative one starts at the folder in which the app runs
   */
  public static fromFile(path: string): ScrapeConfiguration {
    return new GivenText(readBytes('the scrape configuration', path), path);
  }

  /**
   * A configuration as an object with Prometheus's field names.
   *
   * A bad object does not throw here: see `problems()`.
   *
   * @param value for example `{ scrape_configs: [{ job_name: 'app' }] }`
   */
  public static fromObject(value: { [field: string]: unknown }): ScrapeConfiguration {
    return new GivenObject(value);
  }

  /**
   * AWS's default configuration for EKS: every port of every pod, cAdvisor, the API server and kube-proxy, every 30 seconds.
   *
   * It is what `aws amp get-default-scraper-configuration` answers, with its kube-proxy rule corrected: there the
   * backslashes of `(\\:\\d+)?` are doubled, so a port that a pod declares is never replaced.
   */
  public static eksDefault(options: EksDefaultOptions = {}): ScrapeConfiguration {
    return new ScrapeConfiguration(eksDefaultProps(options));
  }

  private readonly props: ScrapeConfigurationProps;
  private text?: string;

  constructor(props: ScrapeConfigurationProps) {
    this.props = { ...props, jobs: [...props.jobs] };
  }

  /**
   * The configuration as YAML: what a template carries. A given text comes back as it was given.
   *
   * Typed values are written in a stable order, long lines unbroken, and quoted so that Prometheus reads what was meant.
   */
  public toYaml(): string {
    return this.text ??= this._write();
  }

  /**
   * The configuration as base64: what the API and the AWS CLI take. A template takes plain YAML instead.
   *
   * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_ScrapeConfiguration.html
   */
  public toBase64(): string {
    const yaml = this.toYaml();
    return Token.isUnresolved(yaml) ? Fn.base64(yaml) : Buffer.from(yaml, 'utf8').toString('base64');
  }

  /**
   * A configuration with jobs added after those it has. Comments of a given text are kept.
   *
   * Throws where what was given has no place for a job.
   */
  public withJobs(...jobs: ScrapeJob[]): ScrapeConfiguration {
    return new ScrapeConfiguration({ ...this.props, jobs: [...this.props.jobs, ...jobs] });
  }

  /**
   * Everything that Prometheus or a collector would refuse, and what both accept but probably was not meant. Never throws.
   *
   * A construct that gets a configuration with errors throws one error that lists them all; warnings become its warnings.
   *
   * @param target for which collector; an EKS cluster's that writes to a workspace where nothing is said
   */
  public problems(target: CollectorTarget = {}): Problem[] {
    return [...this._judge(target).problems];
  }

  /** @internal */
  protected _write(): string {
    const { jobs, additionalFields, ...settings } = this.props;
    const list = jobs.length === 0 ? ' []\n' : `\n${jobs.map(job => job._toYamlItem()).join('')}`;
    return `${writeYaml({ global: toFields(settings, GLOBAL_FIELDS, additionalFields) })}scrape_configs:${list}`;
  }

  /**
   * A text that nobody wrote has no lines to point to, and may be judged with its tokens alike.
   *
   * @internal
   */
  public _judge(target: CollectorTarget): ValidationResult {
    const { problems, configuration } = validationLibrary().validateConfiguration(withAlikeTokens(this.toYaml()), target);
    return { configuration, problems: problems.map(({ line, column, ...problem }) => problem) };
  }
}

/** A configuration that was given as an object. */
class GivenObject extends ScrapeConfiguration {
  constructor(private readonly value: { readonly [field: string]: unknown }) {
    super({ jobs: [] });
  }

  public override withJobs(...jobs: ScrapeJob[]): ScrapeConfiguration {
    const given = this.value.scrape_configs ?? [];
    if (!Array.isArray(given)) {
      return throwUnusable('the scrape configuration', { path: 'scrape_configs', message: `must be a list, got ${JSON.stringify(given)}` });
    }
    return new GivenObject({ ...this.value, scrape_configs: [...given as unknown[], ...jobs.map(job => job._render())] });
  }

  public override _judge(target: CollectorTarget): ValidationResult {
    const problems = unwritable(this.value);
    return problems.length === 0
      ? super._judge(target)
      : {
          problems: problems.map(problem => ({ ruleId: 'unwritable-value', severity: ProblemSeverity.ERROR, ...problem })),
        };
  }

  protected override _write(): string {
    return writeYaml(this.value);
  }
}

/** A configuration that was given as text, or as the bytes of a file that turned out to be none. */
class GivenText extends ScrapeConfiguration {
  private readonly given: string | Buffer;

  constructor(given: string | Buffer, private readonly file?: string) {
    super({ jobs: [] });
    this.given = typeof given === 'string' ? given : decoded(given);
  }

  public override withJobs(...jobs: ScrapeJob[]): ScrapeConfiguration {
    return new GivenText(appendJobs(this.toYaml(), jobs.map(job => job._render())));
  }

  protected override _write(): string {
    return this.given.toString();
  }

  public override _judge(target: CollectorTarget): ValidationResult {
    const { problems, configuration } = validationLibrary().validateConfiguration(this.given, target);
    return { configuration, problems: this.file === undefined ? problems : problems.map(problem => ({ ...problem, file: this.file })) };
  }
}
