import { throwValueProblems } from '../private/errors';
import { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { ProblemSeverity, type Problem } from '../validation/problem';
import { conversionLibrary } from './conversion-library';
import type { Fields, SourceDocuments } from './source-document';

/**
 * Options for converting the configuration of an OpenTelemetry collector.
 */
export interface OpenTelemetryConversionOptions {
  /**
   * The values of the environment variables that the configuration refers to, as in `${env:CLUSTER_NAME}`.
   *
   * @default - no values; a reference without a default is an error
   */
  readonly environment?: { [name: string]: string };

  /**
   * The names of the receivers to convert, such as `prometheus/application`.
   *
   * @default - all receivers of the type `prometheus`
   */
  readonly receivers?: string[];
}

/**
 * The configuration of an OpenTelemetry collector, such as the AWS Distro for OpenTelemetry (ADOT).
 *
 * Its `prometheus` receivers are converted to a scrape configuration: `$$` becomes `$`, environment variables are resolved, and
 * processors that filter or rename metrics or add labels become metric relabelings and external labels. Parts without an equivalent are
 * reported.
 *
 * @see https://opentelemetry.io/docs/collector/configuration/
 */
export class OpenTelemetryConfiguration {
  /**
   * Reads a configuration from a file: the collector's own, an OpenTelemetryCollector object, a ConfigMap, or the values of a Helm chart.
   *
   * Throws if the file cannot be read.
   *
   * @param path the path of the file; a relative path starts at the current folder
   */
  public static fromFile(path: string): OpenTelemetryConfiguration {
    return new OpenTelemetryConfiguration(conversionLibrary().readFiles([path]));
  }

  /**
   * Reads a configuration from YAML text.
   *
   * @param text the configuration, or an object or Helm values that hold it
   */
  public static fromYaml(text: string): OpenTelemetryConfiguration {
    return new OpenTelemetryConfiguration(conversionLibrary().readDocuments(text));
  }

  /**
   * Takes a configuration as an object.
   *
   * @param value for example `{ receivers: { prometheus: { config: … } } }`
   */
  public static fromObject(value: { [field: string]: unknown }): OpenTelemetryConfiguration {
    return new OpenTelemetryConfiguration({ documents: [conversionLibrary().objectDocument(value)], problems: [] });
  }

  private constructor(private readonly source: SourceDocuments) {}

  /**
   * Returns what cannot be carried over, with its place and reason. An error means that the conversion throws. Never throws.
   *
   * @param options the options of the conversion
   */
  public problems(options: OpenTelemetryConversionOptions = {}): Problem[] {
    return this.convert(options).problems;
  }

  /**
   * Returns the scrape configuration of the `prometheus` receivers.
   *
   * Throws if there is none, or if an environment variable has no value. The configuration itself is validated by the construct
   * that uses it.
   *
   * @param options the options of the conversion
   */
  public toScrapeConfiguration(options: OpenTelemetryConversionOptions = {}): ScrapeConfiguration {
    const { configuration, problems } = this.convert(options);
    throwValueProblems('the OpenTelemetry configuration', problems.filter(({ severity }) => severity === ProblemSeverity.ERROR));
    return ScrapeConfiguration.fromObject({ ...configuration });
  }

  private convert(options: OpenTelemetryConversionOptions): { readonly configuration: Fields; readonly problems: Problem[] } {
    const { convertCollectors } = conversionLibrary();
    const { configuration, receivers, problems } = convertCollectors(this.source.documents, { environment: {}, ...options });
    const missing = receivers.length > 0 || this.source.problems.length > 0
      ? []
      : [{ ruleId: 'open-telemetry-receiver', severity: ProblemSeverity.ERROR, path: 'receivers', message: 'found no receiver of the type prometheus' }];
    return { configuration, problems: [...this.source.problems, ...missing, ...problems] };
  }
}
