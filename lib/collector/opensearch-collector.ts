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
import { allowIngress, knownIds } from './target-security-groups';
import { VpcCollectorBase, type VpcCollectorOptions } from './vpc-collector-base';

/**
 * Properties for defining a collector of an OpenSearch domain.
 */
export interface OpenSearchCollectorProps extends VpcCollectorOptions {
  /**
   * The domain to scrape, created or imported, or an L1. It requires VPC access. If the domain is replaced, replace its scraper too.
   */
  readonly domain: IDomainRef;

  /**
   * The security groups of the domain, which will allow ingress from the collector at port 443.
   *
   * @default - the security groups of the domain, if this app creates them
   */
  readonly domainSecurityGroups?: ISecurityGroup[];

  /**
   * The scrape interval.
   *
   * @default - one minute
   */
  readonly scrapeInterval?: Duration;

  /**
   * The labels of every metric.
   *
   * @default - `domain_name` with the name of the domain
   */
  readonly externalLabels?: { readonly [name: string]: string };

  /**
   * The relabelings of metrics before they are stored.
   *
   * @default - every metric is stored
   */
  readonly metricRelabelings?: Relabeling[];

  /**
   * A scrape configuration of your own, with a job called `opensearch-exporter` that has no targets.
   *
   * @default - that job, with the properties above
   */
  readonly scrapeConfiguration?: ScrapeConfiguration;
}

/** The name of the job for which the collector runs its exporter. */
const JOB = 'opensearch-exporter';

const HTTPS = 443;

/**
 * Agentless Prometheus monitoring of an Amazon OpenSearch Service domain. A domain has no Prometheus endpoint, so the collector runs the
 * exporter.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/prom-opensearch-integration.html
 */
@propertyInjectable
export class OpenSearchCollector extends VpcCollectorBase {
  /** Uniquely identifies this class for property injection. */
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
    if (!allowIngress(this, { securityGroups: props.domainSecurityGroups, construct: props.domain, groupIds, id: 'Domain' }, HTTPS)) {
      warn(this, WARNINGS.openSearchSecurityGroups,
        `the security groups of the domain are not in this app: allow ingress from the collector at port ${HTTPS}, or specify domainSecurityGroups`);
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
  return [{ path: 'domain', message: 'requires VPC access; specify the vpc of the domain' }];
}
