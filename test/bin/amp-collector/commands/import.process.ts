import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNT, EmulatedAws, REGION, type EmulatedScraper } from '../../emulator/aws';
import { compile, synthesizeStack, type Template } from '../../setup/generated-code';
import { ask } from '../../setup/tool';
import { LOGGING, OPEN_SEARCH, scraper, SCRAPER_ID } from '../../setup/scenarios';

const ROOT = process.cwd();
const CONFIGURATION = '# ours\nscrape_configs:\n  - { job_name: "über", kubernetes_sd_configs: [{ role: pod, namespaces: { names: [a] } }] }\n';

const aws = new EmulatedAws();
// In the project, so that the code finds the library by its name, as if it were installed.
const folder = mkdtempSync(join(ROOT, 'dist', 'imported-'));
beforeAll(() => aws.http.start());
afterAll(() => {
  aws.http.stop();
  rmSync(folder, { recursive: true });
});

function synthesize(out: string): Template {
  return synthesizeStack(out, 'Collector');
}

/** A scraper of the API as CloudFormation has it. */
function expectedProperties(scraper: EmulatedScraper): object {
  const { alias, source, destination, exporters, roleConfiguration, logging, configuration, tags = {} } = scraper;
  const properties = {
    alias, source, destination, exporters, roleConfiguration,
    scraperLoggingConfiguration: logging,
    scrapeConfiguration: { configurationBlob: configuration },
    tags: Object.keys(tags).length === 0 ? undefined : Object.entries(tags).map(([key, value]) => ({ key, value })),
  };
  return JSON.parse(JSON.stringify(properties), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    // The names of options are not properties.
    if ('loggingLevel' in value) return value;
    const capitalized = Object.entries(value).map(([key, inner]: [string, unknown]) => [key.replace(/^./, first => first.toUpperCase()), inner]);
    return Object.fromEntries(capitalized) as object;
  }) as object;
}

const CASES: ReadonlyArray<readonly [string, EmulatedScraper]> = [
  ['of a cluster', scraper({ configuration: CONFIGURATION })],
  ['without a name and security groups', scraper({
    configuration: CONFIGURATION,
    alias: undefined,
    source: {
      eksConfiguration: { clusterArn: `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/production`, subnetIds: ['subnet-0a1b2c3d', 'subnet-1a1b2c3d'] },
    },
  })],
  ['with logs', scraper({ configuration: CONFIGURATION, logging: LOGGING })],
  ['of an OpenSearch domain, which writes to CloudWatch', scraper(OPEN_SEARCH)],
  ['of a VPC, with tags and roles', scraper({
    configuration: 'scrape_configs: [{ job_name: a, dns_sd_configs: [{ names: [b.kafka.local], type: A, port: 11001 }] }]\n',
    source: { vpcConfiguration: { subnetIds: ['subnet-0a1b2c3d', 'subnet-1a1b2c3d'], securityGroupIds: ['sg-0a1b2c3d'] } },
    tags: { 'cost-center': '42', 'team': 'ours: a+b=c@d' },
    roleConfiguration: { sourceRoleArn: `arn:aws:iam::${ACCOUNT}:role/source`, targetRoleArn: `arn:aws:iam::${ACCOUNT}:role/target` },
  })],
];

describe('the generated code', () => {
  const folderOf = (name: string) => join(folder, name.replaceAll(/\W+/g, '-'));

  beforeAll(async () => {
    for (const [name, emulated] of CASES) {
      aws.world.scrapers = [emulated];
      const { code, stderr } = await ask(aws, ['import', SCRAPER_ID, '--out', folderOf(name)]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('npx cdk import') as string });
    }
    compile(CASES.map(([name]) => folderOf(name)));
  }, 120_000);

  test.each(CASES)('of a scraper %s synthesizes to its own properties', (name, emulated) => {
    const { Resources } = synthesize(folderOf(name));
    const mappings = JSON.parse(readFileSync(join(folderOf(name), 'import.json'), 'utf8')) as Record<string, unknown>;
    const [[logicalId, mapping] = ['']] = Object.entries(mappings);

    expect(mapping).toEqual({ Arn: emulated.arn });
    expect(Resources[logicalId]?.Type).toBe('AWS::APS::Scraper');
    expect(Resources[logicalId]?.Properties).toEqual(expectedProperties(emulated));
    // An import cannot create other resources.
    expect(Object.values(Resources).map(({ Type }) => Type).filter(type => type !== 'AWS::CDK::Metadata')).toEqual(['AWS::APS::Scraper']);
  });

  test.each(CASES)('of a scraper %s has its configuration in a file, to the byte', (name, { configuration }) => {
    expect(readFileSync(join(folderOf(name), 'prometheus.yml'), 'utf8')).toBe(configuration);
  });
});

test('existing files are overwritten only with --force', async () => {
  aws.world.scrapers = [scraper()];
  const out = join(folder, 'twice');
  const importing = ['import', 'platform', '--out', out];

  expect((await ask(aws, importing)).code).toBe(0);
  expect(await ask(aws, importing)).toMatchObject({ code: 2, stderr: expect.stringContaining('already exists') as string });
  expect((await ask(aws, [...importing, '--force'])).code).toBe(0);
});

test.each<[string, object, string]>([
  ['source', { source: { lakeConfiguration: { lakeArn: 'arn' } } }, 'the source'],
  ['destination', { destination: { lakeConfiguration: { lakeArn: 'arn' } } }, 'the destination'],
  ['exporter', { exporters: [{ lakeConfiguration: { lakeArn: 'arn' } }] }, 'the exporter'],
])('fails for an unknown kind of %s, and writes nothing', async (what, differences, message) => {
  aws.world.scrapers = [scraper(differences)];
  const out = join(folder, `unknown-${what}`);
  const { code, stderr } = await ask(aws, ['import', 'platform', '--out', out]);

  expect(code).toBe(1);
  expect(stderr).toContain(`this version cannot write ${message} of the scraper as code (lakeConfiguration)`);
  expect(() => readFileSync(join(out, 'app.ts'))).toThrow('ENOENT');
});

describe('in an ES module project', () => {
  test('the generated code runs, from any folder', async () => {
    const out = join(folder, 'es-module');
    aws.world.scrapers = [scraper({ configuration: CONFIGURATION })];
    await ask(aws, ['import', SCRAPER_ID, '--out', out]);
    writeFileSync(join(out, 'package.json'), '{ "type": "module" }');
    // A separate package does not find the project by its name.
    mkdirSync(join(out, 'node_modules'));
    symlinkSync(ROOT, join(out, 'node_modules/cdk-managed-prometheus'));
    compile([out]);
    expect(readFileSync(join(out, 'app.js'), 'utf8')).toMatch(/^import /m);

    execFileSync(process.execPath, [join(out, 'app.js')], { cwd: ROOT, stdio: 'inherit', env: { ...process.env, CDK_OUTDIR: join(out, 'cdk.out') } });
    expect(existsSync(join(out, 'cdk.out', 'Collector.template.json'))).toBe(true);
  }, 60_000);
});

describe('a hostile scraper', () => {
  const ALIAS = '../../x */ process.exit(9) //\n\u2028`${process.exit(9)}`\'; process.exit(9); //';

  test('is written into a folder of the current one, and its alias is never run as code', async () => {
    const cwd = mkdtempSync(join(folder, 'hostile-'));
    aws.world.scrapers = [scraper({ alias: ALIAS, configuration: CONFIGURATION })];
    const { code, stdout } = await ask(aws, ['import', SCRAPER_ID, '--json'], { cwd });
    const { folder: out } = JSON.parse(stdout) as { folder: string };

    expect(code).toBe(0);
    expect(out).toMatch(/^[\w.-]+$/);
    compile([join(cwd, out)]);
    // The library refuses the alias.
    expect(() => synthesize(join(cwd, out))).toThrow(expect.objectContaining({ status: 1 }) as Error);
  }, 60_000);

  test('keeps a tag with the name __proto__', async () => {
    const out = join(folder, 'proto');
    const tags = JSON.parse('{ "__proto__": "a", "constructor": "b" }') as Record<string, string>;
    aws.world.scrapers = [scraper({ tags, configuration: CONFIGURATION })];
    await ask(aws, ['import', SCRAPER_ID, '--out', out]);
    compile([out]);

    expect(Object.values(synthesize(out).Resources)[0]?.Properties).toMatchObject({ Tags: [{ Key: '__proto__', Value: 'a' }, { Key: 'constructor', Value: 'b' }] });
  }, 60_000);

  test('does not write through a link in its folder', async () => {
    const cwd = mkdtempSync(join(folder, 'link-'));
    const elsewhere = join(cwd, 'elsewhere');
    aws.world.scrapers = [scraper()];
    await ask(aws, ['import', 'platform'], { cwd });
    rmSync(join(cwd, 'platform/app.ts'));
    symlinkSync(elsewhere, join(cwd, 'platform/app.ts'));

    expect((await ask(aws, ['import', 'platform'], { cwd })).code).toBe(2);
    expect(existsSync(elsewhere)).toBe(false);
  });
});
