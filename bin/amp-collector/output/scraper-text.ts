import { parseArn } from '../aws/arn';
import type { Exporter, ScraperDestination, ScraperSource, Scraper } from '../aws/scraper-description';

/** `cluster production`, or the subnets of a VPC. */
export function sourceText(source: ScraperSource | undefined): string {
  if (source?.eksConfiguration !== undefined) return `cluster ${nameIn(source.eksConfiguration.clusterArn)}`;
  if (source?.vpcConfiguration !== undefined) return `VPC, subnets ${(source.vpcConfiguration.subnetIds ?? []).join(', ')}`;
  return 'unknown to this version';
}

export function destinationText(destination: ScraperDestination | undefined): string {
  if (destination?.ampConfiguration !== undefined) return `workspace ${nameIn(destination.ampConfiguration.workspaceArn)}`;
  if (destination?.cloudWatchConfiguration !== undefined) return `CloudWatch dataset ${nameIn(destination.cloudWatchConfiguration.datasetArn)}`;
  return 'unknown to this version';
}

function exporterText({ openSearchConfiguration, kafkaConfiguration }: Exporter): string {
  if (openSearchConfiguration !== undefined) return `OpenSearch domain ${nameIn(openSearchConfiguration.domainArn)}`;
  return kafkaConfiguration === undefined ? 'unknown to this version' : `Kafka, cluster ${kafkaConfiguration.clusterArn ?? '?'}`;
}

/** The properties of a scraper with their names. */
export function scraperDetails(scraper: Scraper): Array<readonly [name: string, value: string]> {
  const network = scraper.source?.eksConfiguration ?? scraper.source?.vpcConfiguration;
  const { sourceRoleArn, targetRoleArn } = scraper.roleConfiguration ?? {};
  const details: Array<readonly [string, string | undefined]> = [
    ['ARN', scraper.arn],
    ['source', sourceText(scraper.source)],
    ['destination', destinationText(scraper.destination)],
    ['exporter', scraper.exporters?.map(exporterText).join(', ')],
    ['subnets', network?.subnetIds?.join(', ')],
    ['security groups', network?.securityGroupIds?.join(', ')],
    ['role', scraper.roleArn],
    ['source role', sourceRoleArn],
    ['target role', targetRoleArn],
    ['created', scraper.createdAt?.toISOString()],
    ['last modified', scraper.lastModifiedAt?.toISOString()],
  ];
  return details.flatMap(([name, value]) => value === undefined || value === '' ? [] : [[name, value]]);
}

function nameIn(arn: string | undefined): string {
  return parseArn(arn ?? '')?.name ?? arn ?? '?';
}
