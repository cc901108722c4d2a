import { parseArn } from '../aws/arn';
import type { Exporter, NewerDestination, NewerSource, Scraper } from '../aws/scraper-description';

/** `cluster production`, or the network that is scraped. */
export function sourceText(source: NewerSource | undefined): string {
  if (source?.eksConfiguration !== undefined) return `cluster ${nameIn(source.eksConfiguration.clusterArn)}`;
  if (source?.vpcConfiguration !== undefined) return `VPC, subnets ${(source.vpcConfiguration.subnetIds ?? []).join(', ')}`;
  return 'a source that this version does not know';
}

export function destinationText(destination: NewerDestination | undefined): string {
  if (destination?.ampConfiguration !== undefined) return `workspace ${nameIn(destination.ampConfiguration.workspaceArn)}`;
  if (destination?.cloudWatchConfiguration !== undefined) return `CloudWatch dataset ${nameIn(destination.cloudWatchConfiguration.datasetArn)}`;
  return 'a destination that this version does not know';
}

function exporterText({ openSearchConfiguration }: Exporter): string {
  return openSearchConfiguration === undefined ? 'one that this version does not know' : `OpenSearch domain ${nameIn(openSearchConfiguration.domainArn)}`;
}

/** What there is to say about a scraper, with names. */
export function scraperDetails(scraper: Scraper): Array<readonly [name: string, value: string]> {
  const network = scraper.source?.eksConfiguration ?? scraper.source?.vpcConfiguration;
  const { sourceRoleArn, targetRoleArn } = scraper.roleConfiguration ?? {};
  const facts: Array<readonly [string, string | undefined]> = [
    ['ARN', scraper.arn],
    ['scrapes', sourceText(scraper.source)],
    ['writes to', destinationText(scraper.destination)],
    ['exporter', scraper.exporters?.map(exporterText).join(', ')],
    ['subnets', network?.subnetIds?.join(', ')],
    ['security groups', network?.securityGroupIds?.join(', ')],
    ['role', scraper.roleArn],
    ['source role', sourceRoleArn],
    ['target role', targetRoleArn],
    ['created', scraper.createdAt?.toISOString()],
    ['last modified', scraper.lastModifiedAt?.toISOString()],
  ];
  return facts.flatMap(([name, value]) => value === undefined || value === '' ? [] : [[name, value]]);
}

function nameIn(arn: string | undefined): string {
  return parseArn(arn ?? '')?.name ?? arn ?? '?';
}
