import { Validations } from 'aws-cdk-lib';
import type { CfnScraper } from 'aws-cdk-lib/aws-aps';
import type { IDomainRef } from 'aws-cdk-lib/aws-opensearchservice';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';
import type { ScraperSource } from './scraper-source';

/**
 * An exporter that the scraper itself runs, for what has no Prometheus endpoint of its own.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_ExporterConfiguration.html
 */
export abstract class ScraperExporter {
  /**
   * The metrics of an OpenSearch domain in a VPC. The configuration needs a job with the name `opensearch-exporter` and no targets.
   *
   * @param domain created or imported, or the L1
   * @see https://docs.aws.amazon.com/prometheus/latest/userguide/prom-opensearch-integration.html
   */
  public static openSearch(domain: IDomainRef): ScraperExporter {
    return new OpenSearchExporter(domain);
  }

  /** @internal */
  public abstract _render(): CfnScraper.ExporterConfigurationProperty;
}

class OpenSearchExporter extends ScraperExporter {
  constructor(private readonly domain: IDomainRef) {
    super();
  }

  public _render(): CfnScraper.ExporterConfigurationProperty {
    return { openSearchConfiguration: { domainArn: this.domain.domainRef.domainArn } };
  }
}

/**
 * Takes back what aws-cdk-lib's own rules say of `Exporters`: they are of a schema that is older than the property.
 */
export function acknowledgeExporters(scraper: CfnScraper): void {
  Validations.of(scraper).acknowledge({
    id: 'CloudFormation-Validate::F3002',
    reason: 'AWS::APS::Scraper has the property Exporters, which the schema in these rules does not know yet',
  });
}

export function exporterProblems(exporters: readonly ScraperExporter[] | undefined, source: ScraperSource): PropertyProblem[] {
  if (exporters === undefined || exporters.length === 0) return [];
  const problems: PropertyProblem[] = [];
  if (exporters.length > LIMITS.exporters.max) {
    problems.push({ path: 'exporters', message: `a scraper takes at most ${LIMITS.exporters.max} exporter, got ${exporters.length}` });
  }
  if (source._cluster !== undefined) {
    problems.push({ path: 'exporters', message: 'an exporter reaches its target through a VPC; use ScraperSource.vpc()' });
  }
  return problems;
}
