import { mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aws, Fn, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnScraper, type CfnScraperProps } from 'aws-cdk-lib/aws-aps';
import { Subnet } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster } from 'aws-cdk-lib/aws-eks';
import type { Construct, IConstruct } from 'constructs';
import { EksCollector, PrometheusValidationPlugin, ScrapeConfiguration, Scraper, ScraperDestination, ScraperSource, Workspace } from '../../../../lib';
import { clusterOfV2 } from '../../../helpers/clusters';
import { tool } from '../../setup/tool';

/** A scraper with this text, as users write it without the library. */
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

/** By which metrics of several clusters are distinguished. */
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

test('every scraper is validated: with Fn::Join and Fn::Sub, in stages and nested stacks, each for its source', async () => {
  const { code, stdout } = await tool(['validate', directory]);

  expect(code).toBe(1);
  expect(stdout).toMatch(/^Joined\/Scraper: no problems$/m);
  expect(stdout).toMatch(/^Substituted\/Scraper: no problems$/m);
  expect(stdout).toMatch(/^Vpc\/Scraper: no problems$/m);
  expect(stdout).toMatch(/^Production\/Staged\/Scraper:2:\d+: error: .*\[short-interval\]$/m);
  expect(stdout).toMatch(/^Outer\/Nested\/Scraper:2:\d+: error: .*nonsense.*\[unknown-field\]$/m);
});

test('annotations of hand-written scrapers name the construct', async () => {
  const { stdout } = await tool(['validate', directory, '--format', 'github']);

  expect(stdout).toMatch(/^::error title=unknown-field::Outer\/Nested\/Scraper: .*$/m);
});

test('values that are known only at deployment are printed as such', async () => {
  const { stdout } = await tool(['show', directory, '--json']);

  expect(JSON.parse(stdout)).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'Joined/Scraper', externalLabels: { region: '(known at deployment)' } })]));
});

test('scrapers are named by their stacks without the metadata of the CDK CLI', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'plain-'));
  const app = new App({ outdir });
  scraper(new NestedStack(new Stack(app, 'Outer'), 'Nested'), LABELS + job('nested'));
  app.synth();

  expect((await tool(['validate', outdir])).stdout).toMatch(/^Outer\/NestedNestedStack\S+\/Scraper: no problems$/m);
});

describe('an unusual cloud assembly', () => {
  const STACK = { artifacts: { stack: { type: 'aws:cloudformation:stack', properties: { templateFile: 'template.json' } } } };
  const TEMPLATE = (templateFile: unknown) => ({ artifacts: { stack: { type: 'aws:cloudformation:stack', properties: { templateFile } } } });
  const SCRAPER = (properties: unknown) => ({ Resources: { Scraper: { Type: 'AWS::APS::Scraper', Properties: properties } } });
  const BLOB = (ConfigurationBlob: unknown) => SCRAPER({ ScrapeConfiguration: { ConfigurationBlob } });
  const LOOP = (body: object) => ['Name', ['A', 'B'], body];
  const HASH = 'a'.repeat(64);
  const NESTED = { Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: `https://bucket/${HASH}.json` } } } };
  const ASSETS = { artifacts: { ...STACK.artifacts, assets: { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } } } };

  function folderOf(manifest: unknown, template?: unknown, assets?: unknown): string {
    const folder = mkdtempSync(join(tmpdir(), 'odd-'));
    writeFileSync(join(folder, 'manifest.json'), typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
    if (template !== undefined) writeFileSync(join(folder, 'template.json'), typeof template === 'string' ? template : JSON.stringify(template));
    if (assets !== undefined) writeFileSync(join(folder, 'assets.json'), JSON.stringify(assets));
    return folder;
  }

  test.each<[string, unknown, unknown, string]>([
    ['a manifest that is not JSON', '{', undefined, 'manifest.json: cannot be read'],
    ['a manifest that is a list', [], undefined, 'manifest.json: the content must be an object, got a list'],
    ['artifacts that are a list', { artifacts: [] }, undefined, 'artifacts must be an object, got a list'],
    ['an artifact that is a number', { artifacts: { a: 3 } }, undefined, 'artifacts.a must be an object, got a number'],
    ['a template that does not exist', STACK, undefined, 'template.json: cannot be read: the file does not exist'],
    ['a template that is a number', STACK, 3, 'template.json: the content must be an object, got a number'],
    ['a template that is nested too deeply', STACK, `{"Resources":{"a":{"Type":"AWS::CloudFormation::Stack","Properties":{"TemplateURL":${'['.repeat(50_000)}${']'.repeat(50_000)}}}}}`, 'nested too deeply'],
    ['a template outside of the assembly', TEMPLATE('../../etc/passwd'), undefined, 'is \'../../etc/passwd\', which is outside of the assembly'],
    ['an absolute path that is outside', TEMPLATE('/../../etc/passwd'), undefined, 'outside of the assembly'],
    ['a template file that is a list', TEMPLATE(['template.json']), SCRAPER({}), 'templateFile must be a string, got a list'],
    ['resources that are a list', STACK, { Resources: [] }, 'Resources must be an object, got a list'],
    ['a resource that is a string', STACK, { Resources: { B: 'x' } }, 'Resources.B must be an object, got a string'],
    ['a stage that is its own assembly', { artifacts: { stage: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } } } }, undefined, 'the assembly contains itself'],
    ['a scraper without a configuration', STACK, SCRAPER({ Source: {} }), 'the scraper stack/Scraper has no ScrapeConfiguration.ConfigurationBlob'],
    ['a scraper without properties', STACK, SCRAPER(null), 'has no ScrapeConfiguration.ConfigurationBlob'],
    ['properties that are a string', STACK, SCRAPER('x'), 'Resources.Scraper.Properties must be an object, got a string'],
    ['a ScrapeConfiguration that is a list', STACK, SCRAPER({ ScrapeConfiguration: [] }), 'the ScrapeConfiguration of stack/Scraper must be an object, got a list'],
    ['a configuration that is a list', STACK, BLOB(['a']), 'the ScrapeConfiguration.ConfigurationBlob of stack/Scraper cannot be read: it must be a string, got a list'],
    ['a configuration that is a number', STACK, BLOB(3), 'it must be a string, got a number'],
    ['a template that is null', STACK, null, 'template.json: the content must be an object, got nothing'],
    ['a stack without a template', { artifacts: { stack: { type: 'aws:cloudformation:stack' } } }, undefined, 'artifacts.stack.properties.templateFile is missing'],
    ['an artifact that is null', { artifacts: { a: null } }, undefined, 'artifacts.a must be an object, got nothing'],
    ['a type that is a list', STACK, { Resources: { B: { Type: ['AWS::APS::Scraper'] } } }, 'Resources.B.Type must be a string, got a list'],
    ['a Fn::Join that is none', STACK, BLOB({ 'Fn::Join': 3 }), 'Fn::Join must have a separator and a list'],
  ])('fails for %s', async (_, manifest, template, message) => {
    const { code, stdout, stderr } = await tool(['validate', folderOf(manifest, template)]);

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('fails for a nested stack that contains itself', async () => {
    const folder = folderOf(ASSETS, NESTED, { files: { [HASH]: { source: { path: 'template.json' } } } });

    expect(await tool(['validate', folder])).toMatchObject({ code: 1, stderr: expect.stringContaining('the nested stack stack/Nested contains itself') as string });
  });

  test('fails for assemblies that contain each other by a link', async () => {
    const folder = folderOf({ artifacts: { stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'again' } } } });
    symlinkSync(folder, join(folder, 'again'));

    expect(await tool(['validate', folder])).toMatchObject({ code: 1, stderr: expect.stringContaining('the assembly contains itself') as string });
  });

  test.each<[string, unknown, string]>([
    ['a nested stack whose template is elsewhere', NESTED, 'stack/Nested: not validated'],
    ['a configuration that is known only at deployment', BLOB({ Ref: 'Parameter' }), 'stack/Scraper: not validated'],
    ['a configuration that Fn::Transform includes', SCRAPER({ ScrapeConfiguration: { 'Fn::Transform': { Name: 'AWS::Include' } } }), 'stack/Scraper: not validated'],
    ['properties that Fn::ForEach generates', SCRAPER({ 'Fn::ForEach::Texts': LOOP({ '${Name}': {} }) }), 'stack/Scraper: not validated'],
    ['scrapers that Fn::ForEach generates', { Resources: { 'Fn::ForEach::Scrapers': LOOP({ 'Scraper${Name}': BLOB('').Resources.Scraper }) } }, 'stack/Fn::ForEach::Scrapers: not validated'],
    ['workspaces that a loop in a loop generates', {
      Resources: { 'Fn::ForEach::All': LOOP({ 'Fn::ForEach::Each': LOOP({ 'Workspace${Name}': { Type: 'AWS::APS::Workspace' } }) }) },
    }, 'stack/Fn::ForEach::All: not validated'],
  ])('is never reported as "no problems" with %s', async (_, template, message) => {
    const folder = folderOf(STACK, template);

    expect(await tool(['validate', folder])).toMatchObject({ code: 0, stdout: expect.stringContaining(message) as string });
    expect((await tool(['validate', folder, '--strict'])).code).toBe(1);
  });

  test('validates the other resources of a template with Fn::ForEach', async () => {
    const { code, stdout } = await tool(['validate', folderOf(STACK, {
      Resources: { 'Fn::ForEach::Scrapers': LOOP({ 'Scraper${Name}': BLOB('').Resources.Scraper }), ...BLOB('scrape_configs: 3').Resources },
    })]);

    expect(code).toBe(1);
    expect(stdout).toMatch(/^stack\/Fn::ForEach::Scrapers: not validated$/m);
    expect(stdout).toMatch(/^stack\/Scraper: 1 error$/m);
  });

  test('does not mention loops that generate other resources', async () => {
    const topics = { 'Fn::ForEach::Topics': LOOP({ 'Topic${Name}': { Type: 'AWS::SNS::Topic' } }) };
    const { stdout } = await tool(['validate', folderOf(STACK, { Resources: { ...topics, ...BLOB(LABELS + job('a')).Resources } })]);

    expect(stdout).toBe('stack/Scraper: no problems\n');
  });

  test('validates each value of Fn::If', async () => {
    const { code, stdout } = await tool(['validate', folderOf(STACK, BLOB({ 'Fn::If': ['Large', LABELS + job('a'), 'scrape_configs: 3'] }))]);

    expect(code).toBe(1);
    expect(stdout).toMatch(/^stack\/Scraper \(if Large\): no problems\nstack\/Scraper \(if not Large\): 1 error$/m);
  });

  test('validates each value of Fn::If around a property', async () => {
    const [large, small] = [LABELS + job('a'), 'scrape_configs: 3'].map(ConfigurationBlob => ({ ConfigurationBlob }));
    const { code, stdout } = await tool(['validate', folderOf(STACK, SCRAPER({ ScrapeConfiguration: { 'Fn::If': ['Large', large, small] } }))]);

    expect(code).toBe(1);
    expect(stdout).toMatch(/^stack\/Scraper \(if Large\): no problems\nstack\/Scraper \(if not Large\): 1 error$/m);
  });

  test('is valid without scrapers, and this is printed', async () => {
    expect(await tool(['validate', folderOf({})])).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('no scraper, rules or alert manager definition found') as string });
  });
});

describe('problems that the app acknowledges', () => {
  const TEXT = 'global: { external_labels: { cluster: a } }\nscrape_configs:\n- { job_name: one, kubernetes_sd_configs: [{ role: pod }] }\n- { job_name: two, kubernetes_sd_configs: [{ role: pod }] }\n';
  const ID = 'cdk-managed-prometheus:unfiltered-job';

  /** An app with the library's own scraper or a hand-written one, with acknowledgements in a scope. */
  function assembly(kind: 'library' | 'hand-written', acknowledgeIn: (app: App, stack: Stack) => IConstruct | undefined, file?: string): string {
    const outdir = mkdtempSync(join(tmpdir(), 'acknowledged-'));
    const app = new App({ outdir, context: { 'aws:cdk:enable-path-metadata': true } });
    const stack = new Stack(app, 'Stack');
    if (kind === 'hand-written') {
      Validations.of(app).addPlugins(new PrometheusValidationPlugin());
      scraper(stack, TEXT);
    } else {
      new Scraper(stack, 'Scraper', {
        source: ScraperSource.eks({
          cluster: CfnCluster.fromClusterArn(stack, 'Cluster', 'arn:aws:eks:us-east-1:111122223333:cluster/c'),
          subnets: ['subnet-0a1b2c3d', 'subnet-1a1b2c3d'].map(id => Subnet.fromSubnetId(stack, id, id)),
        }),
        destination: ScraperDestination.workspace(new Workspace(stack, 'Workspace')),
        scrapeConfiguration: file === undefined ? ScrapeConfiguration.fromYaml(TEXT) : ScrapeConfiguration.fromFile(file),
      });
    }
    const scope = acknowledgeIn(app, stack);
    if (scope !== undefined) Validations.of(scope).acknowledge({ id: ID, reason: 'all ports are wanted' });
    app.synth();
    return outdir;
  }

  test.each<[string, 'library' | 'hand-written', (app: App, stack: Stack) => IConstruct | undefined]>([
    ['in the app, of a scraper of the library', 'library', app => app],
    ['in the stack, of a scraper of the library', 'library', (_, stack) => stack],
    ['in a scraper of the library', 'library', (_, stack) => stack.node.findChild('Scraper')],
    ['in the stack, of a hand-written scraper', 'hand-written', (_, stack) => stack],
    ['in the app, of a hand-written scraper', 'hand-written', app => app],
  ])('%s are not reported, also with --strict', async (_, kind, acknowledgeIn) => {
    expect(await tool(['validate', assembly(kind, acknowledgeIn), '--strict'])).toMatchObject({ code: 0, stdout: 'Stack/Scraper: no problems\n' });
  });

  test.each(['library', 'hand-written'] as const)('but not these are reported: %s', async (kind) => {
    const { code, stdout } = await tool(['validate', assembly(kind, () => undefined), '--strict']);

    expect(code).toBe(1);
    expect(stdout).toMatch(/^Stack\/Scraper:3:\d+: warning/);
    expect(stdout).toContain('Stack/Scraper: 2 warnings');
  });

  test('for one job are reported for the other jobs', async () => {
    const outdir = assembly('library', (_, stack) => {
      Validations.of(stack).acknowledge({ id: ID, where: { job: 'one' }, reason: 'all ports of these pods are wanted' });
      return undefined;
    });

    expect(await tool(['validate', outdir, '--strict'])).toMatchObject({
      code: 1, stdout: expect.stringMatching(/^Stack\/Scraper:4:\d+: warning: scrape_configs\[1\] 'two' .*\nStack\/Scraper: 1 warning\n$/) as string,
    });
  });

  test('include problems of the whole app: several clusters write to one workspace', async () => {
    const outdir = mkdtempSync(join(tmpdir(), 'shared-'));
    const app = new App({ outdir, context: { 'aws:cdk:enable-path-metadata': true } });
    const stack = new Stack(app, 'Stack');
    const workspace = Workspace.fromWorkspaceArn(stack, 'Workspace', 'arn:aws:aps:us-east-1:111122223333:workspace/ws-1');
    new Scraper(stack, 'Scraper', {
      source: ScraperSource.eks({
        cluster: CfnCluster.fromClusterArn(stack, 'Cluster', 'arn:aws:eks:us-east-1:111122223333:cluster/c'),
        subnets: ['subnet-0a1b2c3d', 'subnet-1a1b2c3d'].map(id => Subnet.fromSubnetId(stack, id, id)),
      }),
      destination: ScraperDestination.workspace(workspace),
      scrapeConfiguration: ScrapeConfiguration.fromYaml(job('app')),
    });
    app.synth();

    expect((await tool(['validate', outdir])).stdout).toContain('[no-cluster-label]');
  });

  test('are not reported if the app specifies no configuration', async () => {
    const outdir = mkdtempSync(join(tmpdir(), 'default-'));
    const app = new App({ outdir, context: { 'aws:cdk:enable-path-metadata': true } });
    const stack = new Stack(app, 'Stack');
    new EksCollector(stack, 'Collector', { cluster: clusterOfV2(stack) });
    app.synth();

    expect(await tool(['validate', outdir, '--strict'])).toMatchObject({ code: 0, stdout: 'Stack/Collector/Scraper: no problems\n' });
  });

  test('are acknowledged in the file of the configuration', async () => {
    const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'repository-')));
    writeFileSync(join(cwd, 'prometheus.yml'), TEXT);
    const outdir = assembly('library', () => undefined, join(cwd, 'prometheus.yml'));

    expect((await tool(['validate', outdir, '--format', 'github'], { cwd })).stdout).toMatch(/^::warning file=prometheus\.yml,line=3,col=\d+,title=unfiltered-job::/);
    expect((await tool(['validate', outdir], { cwd })).stdout).toMatch(/prometheus\.yml:3:\d+: warning: /);
  });
});
