import { ACCOUNT, REGION, type EmulatedScraper } from '../emulator/aws';
import type { EmulatedCluster } from '../emulator/eks-api';

export const SCRAPER_ID = 's-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';
export const WORKSPACE_ID = 'ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';
export const WORKSPACE_ARN = `arn:aws:aps:${REGION}:${ACCOUNT}:workspace/${WORKSPACE_ID}`;
export const DATASET_ARN = `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:dataset/default`;
export const DOMAIN_ARN = `arn:aws:es:${REGION}:${ACCOUNT}:domain/search`;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/scraper.aps.amazonaws.com/AWSServiceRoleForAmazonPrometheusScraper_94e9c92f-32c2-4`;
export const LOG_GROUP = '/aws/vendedlogs/prometheus/platform';

/** A scraper that runs, with what differs. */
export function scraper(differences: Partial<EmulatedScraper> = {}): EmulatedScraper {
  const { scraperId = SCRAPER_ID } = differences;
  return {
    alias: 'platform',
    scraperId,
    arn: `arn:aws:aps:${REGION}:${ACCOUNT}:scraper/${scraperId}`,
    roleArn: ROLE,
    status: { statusCode: 'ACTIVE' },
    source: {
      eksConfiguration: {
        clusterArn: `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/production`,
        subnetIds: ['subnet-0a1b2c3d4e5f60718', 'subnet-1a1b2c3d4e5f60718'],
        securityGroupIds: ['sg-0a1b2c3d4e5f60718'],
      },
    },
    destination: { ampConfiguration: { workspaceArn: WORKSPACE_ARN } },
    configuration: 'scrape_configs: []\n',
    ...differences,
  };
}

/** A scraper of an OpenSearch domain, which writes to CloudWatch. */
export const OPEN_SEARCH: Partial<EmulatedScraper> = {
  source: { vpcConfiguration: { subnetIds: ['subnet-0a1b2c3d', 'subnet-1a1b2c3d'], securityGroupIds: ['sg-0a1b2c3d'] } },
  destination: { cloudWatchConfiguration: { datasetArn: DATASET_ARN } },
  exporters: [{ openSearchConfiguration: { domainArn: DOMAIN_ARN } }],
  configuration: 'scrape_configs: [{ job_name: opensearch-exporter }]\n',
};

/** Logs of a scraper, turned on. */
export const LOGGING = {
  loggingDestination: { cloudWatchLogs: { logGroupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${LOG_GROUP}:*` } },
  scraperComponents: [{ type: 'SERVICE_DISCOVERY' }, { type: 'COLLECTOR', config: { options: { loggingLevel: 'DEBUG' } } }],
};

/** A cluster that lets the scraper in, with what differs. */
export function cluster(differences: Partial<EmulatedCluster['cluster']> = {}, accessEntries?: EmulatedCluster['accessEntries']): EmulatedCluster {
  return {
    cluster: {
      name: 'production',
      status: 'ACTIVE',
      accessConfig: { authenticationMode: 'API' },
      resourcesVpcConfig: { endpointPrivateAccess: true },
      ...differences,
    },
    accessEntries: accessEntries ?? { [ROLE]: ['arn:aws:eks::aws:cluster-access-policy/AmazonPrometheusScraperPolicy'] },
  };
}
