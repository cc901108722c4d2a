import { literal } from './typescript-literal';
import type { ScraperProperties } from './scraper-properties';

/** The logical id of the scraper, for the resource mapping. */
export const LOGICAL_ID = 'Scraper';

/** Generates a CDK app that describes the scraper as it is, as an ES module or CommonJS. */
export function cdkCode(scraper: ScraperProperties): string {
  const { region, account, alias, scraperId } = scraper;
  return `// The scraper ${alias === undefined ? '' : `${literal(alias)}, `}${literal(scraperId)}. To import it into a stack, run in this folder:
//
//     npx cdk import --app 'npx tsx app.ts' --resource-mapping import.json
${imports(scraper).join('\n')}

const app = new App();
const stack = new Stack(app, 'Collector', { env: { account: ${literal(account)}, region: ${literal(region)} } });

const scraper = new Scraper(stack, 'Scraper', {
${properties(scraper).map(line => `  ${line}`).join('\n')}
});

const resource = scraper.node.defaultChild as CfnScraper;
// The logical id in import.json.
resource.overrideLogicalId(${literal(LOGICAL_ID)});
${loggingStatement(scraper)}`;
}

function imports({ clusterArn, destination, domainArn, roles, securityGroupIds }: ScraperProperties): string[] {
  return [
    `import { dirname, join } from 'node:path';`,
    `import { App, Stack } from 'aws-cdk-lib';`,
    `import type { CfnScraper } from 'aws-cdk-lib/aws-aps';`,
    `import { ${[...securityGroupIds.length === 0 ? [] : ['SecurityGroup'], 'Subnet'].join(', ')} } from 'aws-cdk-lib/aws-ec2';`,
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
    `scrapeConfiguration: ScrapeConfiguration.fromFile(join(dirname(process.argv[1] ?? '.'), 'prometheus.yml')),`,
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

/** Logging is set on the L1: the construct would add a resource policy, and an import accepts no new resources. */
function loggingStatement({ logging }: ScraperProperties): string {
  if (logging === undefined) return '';
  const value = {
    loggingDestination: { cloudWatchLogs: { logGroupArn: logging.logGroupArn } },
    scraperComponents: logging.components.map(({ type, options }) => options === undefined ? { type } : { type, config: { options } }),
  };
  return `resource.scraperLoggingConfiguration = ${literal(value)};\n`;
}
