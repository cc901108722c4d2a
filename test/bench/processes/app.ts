/**
 * One app, three times: collectors by this library, the same with a configuration that the app chose and that is validated,
 * or the same resources by the L1s. Run by `synth.ts`, a process each:
 *
 *     node dist/test/bench/processes/app.js library|chosen|l1 COUNT [OUTDIR]
 */
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnScraper, CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, DefaultCapacityType, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import type * as library from 'cdk-managed-prometheus';
import { eksDefaultText } from '../../../lib/scrape-configuration/eks-default-text';
import { wrongUse } from './wrong-use';

const VARIANTS = ['library', 'chosen', 'l1'] as const;
type Variant = typeof VARIANTS[number];

function synthesize(variant: Variant, count: number, outdir: string | undefined): void {
  const app = new App({ outdir });
  const stack = new Stack(app, 'Bench', { env: { account: '111122223333', region: 'us-east-1' } });
  const cluster = new Cluster(stack, 'Cluster', {
    vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }),
    version: KubernetesVersion.V1_35,
    defaultCapacityType: DefaultCapacityType.NODEGROUP,
  });
  const add = variant === 'l1' ? byL1(stack, cluster) : byLibrary(stack, cluster, variant === 'chosen');
  for (let index = 0; index < count; index++) add(index);
  app.synth();
}

function byLibrary(stack: Stack, cluster: Cluster, isChosen: boolean): (index: number) => void {
  const { EksCollector, ScrapeConfiguration } = require('cdk-managed-prometheus') as typeof library;
  const scrapeConfiguration = isChosen ? ScrapeConfiguration.eksDefault({ externalLabels: { cluster: cluster.clusterName } }) : undefined;
  return index => new EksCollector(stack, `Collector${index}`, { cluster, scrapeConfiguration });
}

/** A hand-written app without mistakes, with the text that the library writes. */
function byL1(stack: Stack, cluster: Cluster): (index: number) => void {
  return (index) => {
    const workspace = new CfnWorkspace(stack, `Workspace${index}`, { tags: [{ key: 'AMPAgentlessScraper', value: '' }] });
    workspace.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const scraper = new CfnScraper(stack, `Scraper${index}`, {
      source: {
        eksConfiguration: {
          clusterArn: cluster.clusterArn,
          subnetIds: cluster.vpc.privateSubnets.map(subnet => subnet.subnetId),
          securityGroupIds: [cluster.clusterSecurityGroupId],
        },
      },
      destination: { ampConfiguration: { workspaceArn: workspace.attrArn } },
      scrapeConfiguration: { configurationBlob: eksDefaultText({ clusterName: cluster.clusterName }) },
    });
    scraper.node.addDependency(cluster.node.defaultChild ?? cluster);
  };
}

const [, , given, count, outdir] = process.argv;
const variant = VARIANTS.find(each => each === given);
if (variant === undefined || !(Number(count) >= 0)) wrongUse(`${VARIANTS.join('|')} COUNT [OUTDIR]`);
else synthesize(variant, Number(count), outdir);
