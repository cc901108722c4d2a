import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aws, Fn, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { CfnScraper, type CfnScraperProps } from 'aws-cdk-lib/aws-aps';
import type { Construct } from 'constructs';
import { tool } from '../../setup/tool';

/** A scraper with this text, as somebody may write it by hand. */
function scraper(scope: Construct, configurationBlob: string, differences: Partial<CfnScraperProps> = {}): void {
  new CfnScraper(scope, 'Scraper', {
    source: { eksConfiguration: { clusterArn: 'arn:aws:eks:us-east-1:111122223333:cluster/c', subnetIds: ['subnet-1', 'subnet-2'] } },
    destination: { ampConfiguration: { workspaceArn: 'arn:aws:aps:us-east-1:111122223333:workspace/ws-1' } },
    scrapeConfiguration: { configurationBlob },
    ...differences,
  });
}

function job(name: string, more = ''): string {
  return `scrape_configs: [{ job_name: ${name}, kubernetes_sd_configs: [{ role: pod, namespaces: { names: [a] } }]${more} }]`;
}

/** By which metrics of several clusters are told apart. */
const LABELS = 'global: { external_labels: { cluster: production } }\n';

const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
beforeAll(() => {
  // As the CDK's command line asks for it.
  const app = new App({ outdir: directory, context: { 'aws:cdk:enable-path-metadata': true } });
  scraper(new Stack(app, 'Joined'), `global: { external_labels: { region: "${Aws.REGION}" } }\n${job('joined')}`);
  scraper(new Stack(app, 'Substituted'), Fn.sub('global: { external_labels: { account: "${AWS::AccountId}" } }\n' + job('substituted')));
  scraper(new Stack(new Stage(app, 'Production'), 'Staged'), LABELS + job('staged', ', scrape_interval: 1s'));
  scraper(new NestedStack(new Stack(app, 'Outer'), 'Nested'), LABELS + job('nested', ', nonsense: true'));
  scraper(new Stack(app, 'Vpc'), LABELS + 'scrape_configs: [{ job_name: msk, dns_sd_configs: [{ names: [b.kafka.local], type: A, port: 11001 }] }]', {
    source: { vpcConfiguration: { subnetIds: ['subnet-1', 'subnet-2'], securityGroupIds: ['sg-1'] } },
  });
  app.synth();
});

test('every scraper is judged: joined, substituted, in stages and nested stacks, each as what it is', async () => {
  const { code, stdout } = await tool(['validate', directory]);

  expect(code).toBe(1);
  expect(stdout).toMatch(/^Joined\/Scraper: no problems$/m);
  expect(stdout).toMatch(/^Substituted\/Scraper: no problems$/m);
  expect(stdout).toMatch(/^Vpc\/Scraper: no problems$/m);
  expect(stdout).toMatch(/^Production\/Staged\/Scraper:2:\d+: error: .*\[collector\//m);
  expect(stdout).toMatch(/^Outer\/Nested\/Scraper:2:\d+: error: .*nonsense.*\[prometheus\/unknown-field\]$/m);
});

test('an annotation stands at the template, and names the scraper', async () => {
  const { stdout } = await tool(['validate', directory, '--format', 'github']);

  expect(stdout).toMatch(/^::error file=\S+nested\.template\.json,title=prometheus\/unknown-field::.*\(Outer\/Nested\/Scraper\)$/m);
});

test('what only the deployment knows is shown as such', async () => {
  const { stdout } = await tool(['show', directory, '--json']);

  expect(JSON.parse(stdout)).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'Joined/Scraper', externalLabels: { region: '(known at deployment)' } })]));
});

test('without the metadata of the command line, scrapers are named by their stacks', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'plain-'));
  const app = new App({ outdir });
  scraper(new NestedStack(new Stack(app, 'Outer'), 'Nested'), LABELS + job('nested'));
  app.synth();

  expect((await tool(['validate', outdir])).stdout).toMatch(/^Outer\/NestedNestedStack\S+\/Scraper: no problems$/m);
});

test('a folder that is no assembly is refused', async () => {
  expect(await tool(['validate', tmpdir()])).toMatchObject({ code: 2, stderr: expect.stringContaining('is no cloud assembly') as string });
});

describe('files that the CDK did not write', () => {
  const STACK = { artifacts: { stack: { type: 'aws:cloudformation:stack', properties: { templateFile: 'template.json' } } } };
  const SCRAPER = (properties: unknown) => ({ Resources: { Scraper: { Type: 'AWS::APS::Scraper', Properties: properties } } });

  function folderOf(manifest: unknown, template?: unknown): string {
    const folder = mkdtempSync(join(tmpdir(), 'odd-'));
    writeFileSync(join(folder, 'manifest.json'), typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
    if (template !== undefined) writeFileSync(join(folder, 'template.json'), JSON.stringify(template));
    return folder;
  }

  test.each<[string, unknown, unknown, number, string]>([
    ['a manifest that is no JSON', '{', undefined, 2, 'manifest.json cannot be read'],
    ['a manifest that is no object', null, undefined, 2, 'manifest.json is not what the CDK writes'],
    ['a template that is not there', STACK, undefined, 2, 'template.json cannot be read: there is no such file'],
    ['a template that is no object', STACK, 3, 2, 'template.json is not what the CDK writes'],
    ['a stage that is its own assembly', { artifacts: { stage: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } } } }, undefined, 2, 'names . as a stage'],
    ['a scraper without a configuration', STACK, SCRAPER({ Source: {} }), 1, 'the scraper stack/Scraper has no ScrapeConfiguration.ConfigurationBlob'],
    ['a scraper without properties', STACK, SCRAPER(null), 1, 'has no ScrapeConfiguration.ConfigurationBlob'],
    ['artifacts and resources that are none', { artifacts: { ...STACK.artifacts, a: null, b: 3 } }, { Resources: { A: null, B: 'x' } }, 0, 'has no scraper'],
    ['nothing at all', {}, undefined, 0, 'has no scraper'],
  ])('such as %s are named', async (_, manifest, template, expected, message) => {
    const { code, stderr } = await tool(['validate', folderOf(manifest, template)]);

    expect(code).toBe(expected);
    expect(stderr).toContain(message);
  });
});
