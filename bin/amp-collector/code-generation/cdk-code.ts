import { literal } from './typescript-literal';
import type { ScraperProperties } from './scraper-properties';

/** The logical id that the code gives the scraper, for the mapping. */
export const LOGICAL_ID = 'Scraper';

/** A CDK app whose template describes the scraper as it is. */
export function cdkCode(facts: ScraperProperties): string {
  const { region, account } = facts;
  return `/**
 * The scraper ${facts.alias === undefined ? '' : `${facts.alias}, `}${facts.scraperId}, as it is. To take it over:
 *
 *     npx cdk import --app 'npx tsx app.ts' --resource-mapping import.json
 */
${imports(facts).join('\n')}

const app = new App();
const stack = new Stack(app, 'Collector', { env: { account: ${literal(account)}, region: ${literal(region)} } });

const scraper = new Scraper(stack, 'Scraper', {
${properties(facts).map(line => `  ${line}`).join('\n')}
});

const resource = scraper.node.defaultChild as CfnScraper;
// The name by which import.json knows it.
resource.overrideLogicalId(${literal(LOGICAL_ID)});
${loggingStatement(facts)}`;
}

function imports({ clusterArn, destination, domainArn, roles }: ScraperProperties): string[] {
  return [
    `import { join } from 'node:path';`,
    `import { App, Stack } from 'aws-cdk-lib';`,
    `import type { CfnScraper } from 'aws-cdk-lib/aws-aps';`,
    `import { SecurityGroup, Subnet } from 'aws-cdk-lib/aws-ec2';`,
    ...clusterArn === undefined ? [] : [`import { CfnCluster } from 'aws-cdk-lib/aws-eks';`],
    ...roles === undefined ? [] : [`import { Role } from 'aws-cdk-lib/aws-iam';`],
    ...domainArn === undefined ? [] : [`import { CfnDomain } from 'aws-cdk-lib/aws-opensearchservice';`],
    `import { ${[
      'ScrapeConfiguration', 'Scraper', 'ScraperDestination', ...domainArn === undefined ? [] : ['ScraperExporter'], 'ScraperSource',
      ...'workspaceArn' in destination ? ['Workspace'] : [],
    ].join(', ')} } from 'cdk-managed-prometheus';`,
  ];
}

function properties({ alias, clusterArn, subnetIds, securityGroupIds, destination, domainArn, roles, tags }: ScraperProperties): string[] {
  return [
    ...alias === undefined ? [] : [`alias: ${literal(alias)},`],
    `source: ScraperSource.${clusterArn === undefined ? 'vpc' : 'eks'}({`,
    ...clusterArn === undefined ? [] : [`  cluster: CfnCluster.fromClusterArn(stack, 'Cluster', ${literal(clusterArn)}),`],
    `  subnets: ${literal(subnetIds)}.map(id => Subnet.fromSubnetId(stack, id, id)),`,
    ...securityGroupIds.length === 0 ? [] : [`  securityGroups: ${literal(securityGroupIds)}.map(id => SecurityGroup.fromSecurityGroupId(stack, id, id)),`],
    '}),',
    'workspaceArn' in destination
      ? `destination: ScraperDestination.workspace(Workspace.fromWorkspaceArn(stack, 'Workspace', ${literal(destination.workspaceArn)})),`
      : `destination: ScraperDestination.cloudWatchDataset({ datasetArn: ${literal(destination.datasetArn)} }),`,
    ...domainArn === undefined ? [] : [`exporters: [ScraperExporter.openSearch(CfnDomain.fromDomainArn(stack, 'Domain', ${literal(domainArn)}))],`],
    `scrapeConfiguration: ScrapeConfiguration.fromFile(join(__dirname, 'prometheus.yml')),`,
    ...roles === undefined
      ? []
      : [
          'roleConfiguration: {',
          `  sourceRole: Role.fromRoleArn(stack, 'SourceRole', ${literal(roles.source)}),`,
          `  targetRole: Role.fromRoleArn(stack, 'TargetRole', ${literal(roles.target)}),`,
          '},',
        ],
    ...Object.keys(tags).length === 0 ? [] : [`tags: ${literal(tags)},`],
  ];
}

/** An import takes no resource that is new, and the construct would make the policy that lets logs in: it is there already. */
function loggingStatement({ logging }: ScraperProperties): string {
  if (logging === undefined) return '';
  const value = {
    loggingDestination: { cloudWatchLogs: { logGroupArn: logging.logGroupArn } },
    scraperComponents: logging.components.map(({ type, options }) => options === undefined ? { type } : { type, config: { options } }),
  };
  return `resource.scraperLoggingConfiguration = ${literal(value)};\n`;
}
