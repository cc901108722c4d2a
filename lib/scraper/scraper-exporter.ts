import type { CfnResource } from 'aws-cdk-lib';
import type { IDomainRef } from 'aws-cdk-lib/aws-opensearchservice';
import { LIMITS } from '../private/limits';
import { acknowledgeNewProperty } from '../private/new-property';
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
    return new ScraperExporter(CollectorExporter.OPEN_SEARCH, { OpenSearchConfiguration: { DomainArn: domain.domainRef.domainArn } });
  }

  private constructor(
    /** @internal */
    public readonly _kind: CollectorExporter,
    private readonly property: object,
  ) {}

  /**
   * Returns the exporter as CloudFormation expects it.
   *
   * @internal
   */
  public _render(): object {
    return this.property;
  }
}

/**
 * Adds exporters to a scraper: by an override, since `CfnScraper` has the property from aws-cdk-lib 2.276 only. The schema that
 * aws-cdk-lib validates templates with does not have it at all.
 */
export function addExporters(scraper: CfnResource, exporters: readonly ScraperExporter[]): void {
  scraper.addPropertyOverride('Exporters', exporters.map(exporter => exporter._render()));
  acknowledgeNewProperty(scraper, 'Exporters');
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
