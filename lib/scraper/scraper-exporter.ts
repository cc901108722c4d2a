import { Validations } from 'aws-cdk-lib';
import type { CfnScraper } from 'aws-cdk-lib/aws-aps';
import type { IDomainRef } from 'aws-cdk-lib/aws-opensearchservice';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';
import { CollectorExporter } from '../validation/collector-target';
import type { ScraperSource } from './scraper-source';

/**
 * An exporter that a scraper runs, for targets without a Prometheus endpoint.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_ExporterConfiguration.html
 */
export class ScraperExporter {
  /**
   * Exports the metrics of an OpenSearch domain in a VPC.
   *
   * The scrape configuration needs a job with the name `opensearch-exporter` and without targets.
   *
   * @param domain the domain, created or imported, or an L1
   * @see https://docs.aws.amazon.com/prometheus/latest/userguide/prom-opensearch-integration.html
   */
  public static openSearch(domain: IDomainRef): ScraperExporter {
    return new ScraperExporter(CollectorExporter.OPEN_SEARCH, { openSearchConfiguration: { domainArn: domain.domainRef.domainArn } });
  }

  private constructor(
    /** @internal */
    public readonly _kind: CollectorExporter,
    private readonly property: CfnScraper.ExporterConfigurationProperty,
  ) {}

  /** @internal */
  public _render(): CfnScraper.ExporterConfigurationProperty {
    return this.property;
  }
}

/**
 * Acknowledges the aws-cdk-lib rule about unknown properties: its schema of AWS::APS::Scraper is older than `Exporters`.
 */
export function acknowledgeExporters(scraper: CfnScraper): void {
  Validations.of(scraper).acknowledge({
    id: 'CloudFormation-Validate::F3002',
    reason: 'The schema that this rule reads does not have the property Exporters of AWS::APS::Scraper yet',
  });
}

export function exporterProblems(exporters: readonly ScraperExporter[] | undefined, source: ScraperSource): PropertyProblem[] {
  if (exporters === undefined || exporters.length === 0) return [];
  const problems: PropertyProblem[] = [];
  if (exporters.length > LIMITS.exporters.max) {
    problems.push({ path: 'exporters', message: `specify at most ${LIMITS.exporters.max} exporter, got ${exporters.length}` });
  }
  if (source._cluster !== undefined) {
    problems.push({ path: 'exporters', message: 'a scraper with an exporter requires a VPC as its source; use ScraperSource.vpc()' });
  }
  return problems;
}
