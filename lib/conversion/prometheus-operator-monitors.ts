import { Duration } from 'aws-cdk-lib';
import { throwValueProblems } from '../private/errors';
import { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { ProblemSeverity, type Problem } from '../validation/problem';
import { conversionLibrary } from './conversion-library';
import type { ConvertedJobs } from './monitors/convert';
import type { SourceDocuments } from './source-document';

/**
 * Options for converting monitors of the Prometheus Operator.
 */
export interface MonitorConversionOptions {
  /**
   * The scrape interval of jobs whose monitor specifies none. At least 30 seconds.
   *
   * @default Duration.seconds(60)
   */
  readonly scrapeInterval?: Duration;

  /**
   * Labels for every metric, such as the name of the cluster.
   *
   * @default - no labels are added
   */
  readonly externalLabels?: { [name: string]: string };

  /**
   * The namespace of monitors that specify none.
   *
   * @default 'default'
   */
  readonly defaultNamespace?: string;

  /**
   * Raises intervals below 30 seconds to 30 seconds. Otherwise they are errors, since a managed collector does not scrape
   * more often.
   *
   * @default false
   */
  readonly raiseShortIntervals?: boolean;

  /**
   * Leaves out endpoints that a managed collector cannot scrape. Otherwise the conversion throws an error that lists them.
   *
   * @default false
   */
  readonly omitUnsupported?: boolean;
}

/**
 * ServiceMonitor and PodMonitor objects of the Prometheus Operator, converted to scrape jobs at synth.
 *
 * The result is static: monitors that are created in the cluster later are not scraped.
 *
 * Monitors of the kubelet and of the control plane become the ready-made jobs (`ScrapeJob.kubelet()` and the like). Objects of
 * other kinds are
 * ignored, so the output of `helm template` can be used as it is.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/
 */
export class PrometheusOperatorMonitors {
  /**
   * Reads monitors from YAML or JSON files. For a folder, reads all such files in it and in its subfolders.
   *
   * Throws if a file cannot be read.
   *
   * @param paths files and folders; relative paths start at the current folder
   */
  public static fromFiles(...paths: string[]): PrometheusOperatorMonitors {
    return new PrometheusOperatorMonitors(conversionLibrary().readFiles(paths));
  }

  /**
   * Reads monitors from YAML text, with one or several documents.
   *
   * @param text for example the output of `helm template`
   */
  public static fromYaml(text: string): PrometheusOperatorMonitors {
    return new PrometheusOperatorMonitors(conversionLibrary().readDocuments(text));
  }

  /**
   * Takes monitors as objects.
   *
   * @param objects ServiceMonitor and PodMonitor objects, with `apiVersion`, `kind`, `metadata` and `spec`
   */
  public static fromObjects(...objects: Array<{ [field: string]: unknown }>): PrometheusOperatorMonitors {
    return new PrometheusOperatorMonitors({ documents: objects.map(conversionLibrary().objectDocument), problems: [] });
  }

  private constructor(private readonly source: SourceDocuments) {}

  /**
   * Returns what the conversion changes or leaves out, with the object, the field and the reason. Errors are endpoints that a
   * managed collector
   * cannot scrape. Never throws.
   *
   * @param options the options of the conversion
   */
  public problems(options: MonitorConversionOptions = {}): Problem[] {
    const { problems } = this.convert(options);
    return [...this.source.problems, ...problems];
  }

  /**
   * Returns a scrape configuration with one job for each endpoint of each monitor.
   *
   * Throws if an endpoint cannot be converted, unless `omitUnsupported` is set, and if there is no monitor.
   *
   * @param options the options of the conversion
   */
  public toScrapeConfiguration(options: MonitorConversionOptions = {}): ScrapeConfiguration {
    const { jobs, problems } = this.convert(options);
    const errors = problems.filter(({ severity }) => severity === ProblemSeverity.ERROR);
    throwValueProblems('the conversion of monitors', [...this.source.problems, ...options.omitUnsupported === true ? [] : errors]);
    if (jobs.length === 0 && problems.length === 0) {
      throwValueProblems('the conversion of monitors', [{ path: '', message: 'found no ServiceMonitor and no PodMonitor in the input' }]);
    }
    const interval = options.scrapeInterval ?? Duration.seconds(60);
    return ScrapeConfiguration.fromObject({
      global: { scrape_interval: `${interval.toSeconds()}s`, ...options.externalLabels && { external_labels: options.externalLabels } },
      scrape_configs: jobs,
    });
  }

  private convert({ defaultNamespace = 'default', raiseShortIntervals = false }: MonitorConversionOptions): ConvertedJobs {
    return conversionLibrary().convertMonitors(this.source.documents, { defaultNamespace, raiseShortIntervals });
  }
}
