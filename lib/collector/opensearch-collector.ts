import { type Duration, Stack } from 'aws-cdk-lib';
import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { CfnDomain, IDomainRef } from 'aws-cdk-lib/aws-opensearchservice';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import { environmentProblems } from '../private/environment';
import { ownResource } from '../private/own-resource';
import type { PropertyProblem } from '../private/property-problem';
import { warn, WARNINGS } from '../private/warnings';
import type { Relabeling } from '../scrape-configuration/relabeling';
import { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { ScrapeJob } from '../scrape-configuration/scrape-job';
import { scraperHome } from '../scraper/common-problems';
import { ScraperExporter } from '../scraper/scraper-exporter';
import { knownIds, open } from './opening';
import { VpcCollectorBase, type VpcCollectorOptions } from './vpc-collector-base';

/**
 * Properties of a collector of an OpenSearch domain.
 */
export interface OpenSearchCollectorProps extends VpcCollectorOptions {
  /**
   * The domain that is scraped: created or imported, or the L1. It needs VPC access. Made anew, it needs its scraper made anew too.
   */
  readonly domain: IDomainRef;

  /**
   * The domain's security groups, which are opened for the collector (HTTPS).
   *
   * @default - the domain's own, where this app makes them
   */
  readonly domainSecurityGroups?: ISecurityGroup[];

  /**
   * How often the domain is asked.
   *
   * @default - one minute
   */
  readonly scrapeInterval?: Duration;

  /**
   * Labels that every metric gets.
   *
   * @default - `domain_name` with the domain's name
   */
  readonly externalLabels?: { readonly [name: string]: string };

  /**
   * Rules that rewrite, keep or drop metrics before they are stored.
   *
   * @default - every metric is stored
   */
  readonly metricRelabelings?: Relabeling[];

  /**
   * A configuration of one's own, with a job called `opensearch-exporter` that has no targets.
   *
   * @default - that job, with the properties above
   */
  readonly scrapeConfiguration?: ScrapeConfiguration;
}

/** The one name that the service looks for. */
const JOB = 'opensearch-exporter';

const HTTPS = 443;

/**
 * Agentless Prometheus monitoring of an Amazon OpenSearch Service domain, which has no Prometheus endpoint: the collector runs
 * the exporter itself.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/prom-opensearch-integration.html
 */
@propertyInjectable
export class OpenSearchCollector extends VpcCollectorBase {
  /** The name by which an organisation injects defaults into every collector of OpenSearch. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.OpenSearchCollector';

  constructor(scope: Construct, id: string, props: OpenSearchCollectorProps) {
    super(scope, id, props, {
      scrapeConfiguration: props.scrapeConfiguration ?? defaultConfiguration(props),
      exporters: [ScraperExporter.openSearch(props.domain)],
      problems: [
        ...environmentProblems(scraperHome(Stack.of(scope)), { path: 'domain', construct: props.domain, anyAccount: true }),
        ...domainProblems(ownDomain(props.domain)),
      ],
    });

    const groupIds = knownIds(ownDomain(props.domain)?.vpcOptions, 'securityGroupIds');
    if (!open(this, { securityGroups: props.domainSecurityGroups, construct: props.domain, groupIds, id: 'Domain' }, HTTPS)) {
      warn(this, WARNINGS.openSearchSecurityGroups,
        `the domain's security groups are not this app's: let the collector in at the port ${HTTPS}, or give domainSecurityGroups`);
    }
  }
}

function defaultConfiguration(props: OpenSearchCollectorProps): ScrapeConfiguration {
  const { domain, scrapeInterval, externalLabels, metricRelabelings } = props;
  return new ScrapeConfiguration({
    externalLabels: externalLabels ?? { domain_name: domain.domainRef.domainName },
    jobs: [new ScrapeJob({ jobName: JOB, scrapeInterval, metricRelabelings })],
  });
}

function ownDomain(domain: IDomainRef): CfnDomain | undefined {
  return ownResource(domain, 'AWS::OpenSearchService::Domain') as CfnDomain | undefined;
}

function domainProblems(domain: CfnDomain | undefined): PropertyProblem[] {
  if (domain === undefined || domain.vpcOptions !== undefined) return [];
  return [{ path: 'domain', message: 'has public access, and a collector reaches only domains with VPC access; give it a vpc' }];
}
