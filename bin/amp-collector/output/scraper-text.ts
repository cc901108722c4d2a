import type { Destination, ScraperDescription, Source } from '@aws-sdk/client-amp';
import { parseArn } from '../aws/arn';

/** `cluster production`, or the network that is scraped. */
export function sourceText(source: Source | undefined): string {
  if (source?.eksConfiguration !== undefined) return `cluster ${nameIn(source.eksConfiguration.clusterArn)}`;
  if (source?.vpcConfiguration !== undefined) return `VPC, subnets ${(source.vpcConfiguration.subnetIds ?? []).join(', ')}`;
  return 'a source that this version does not know';
}

export function destinationText(destination: Destination | undefined): string {
  const arn = destination?.ampConfiguration?.workspaceArn;
  return arn === undefined ? 'a destination that this version does not know' : `workspace ${nameIn(arn)}`;
}

/** What there is to say about a scraper, with names. */
export function scraperFacts(scraper: ScraperDescription): Array<readonly [name: string, value: string]> {
  const network = scraper.source?.eksConfiguration ?? scraper.source?.vpcConfiguration;
  const { sourceRoleArn, targetRoleArn } = scraper.roleConfiguration ?? {};
  const facts: Array<readonly [string, string | undefined]> = [
    ['ARN', scraper.arn],
    ['scrapes', sourceText(scraper.source)],
    ['writes to', destinationText(scraper.destination)],
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
