// Packs the package, installs it in an empty folder as a user would, and runs the README's first example there.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'packed-'));
const run = (command, ...args) => execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const versions = names => names.map(name => `${name}@${devDependencies[name]}`);

try {
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { encoding: 'utf8' }));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user', private: true }));
  run('npm', 'install', '--no-audit', '--no-fund', `./${filename}`, ...versions(['aws-cdk-lib', 'constructs', 'typescript', '@types/node']));

  const [, example] = /```ts nofixture\n(.*?)```/s.exec(readFileSync('README.md', 'utf8')) ?? [];
  if (!example) throw new Error('the README has no first example');
  writeFileSync(join(folder, 'app.ts'), example);
  run('npx', 'tsc', '--strict', '--module', 'node20', '--target', 'es2023', '--skipLibCheck', '--types', 'node', 'app.ts');
  execFileSync(process.execPath, ['app.js'], { cwd: folder, stdio: 'inherit', env: { ...process.env, CDK_OUTDIR: join(folder, 'cdk.out') } });

  const { Resources } = JSON.parse(readFileSync(join(folder, 'cdk.out', 'Monitoring.template.json'), 'utf8'));
  const types = Object.values(Resources).map(({ Type }) => Type);
  for (const type of ['AWS::EKS::Cluster', 'AWS::APS::Workspace', 'AWS::APS::Scraper']) {
    if (!types.includes(type)) throw new Error(`the example made no ${type}`);
  }
  // Node.js finds the names that an ES module may import by reading the text of the library.
  writeFileSync(join(folder, 'named.mjs'), `
    import library, * as names from 'cdk-managed-prometheus';
    const missing = Object.keys(library).filter(name => !(name in names));
    if (missing.length > 0) throw new Error('an ES module cannot import by name ' + missing);
    const { ScrapeConfiguration, ScrapeJob, StandardRules } = names;
    console.log(ScrapeConfiguration.eksDefault().toYaml());
    console.log(ScrapeConfiguration.fromYaml('scrape_configs: [{job_name: app, relabel_configs: [{regex: (}]}]').problems());
    console.log(StandardRules.forJobs(new ScrapeConfiguration({ jobs: [ScrapeJob.kubelet(), ScrapeJob.cadvisor()] })).toYaml());`);
  const printed = run(process.execPath, 'named.mjs');
  // One writes YAML, the other judges it, with RE2: each has a file of its own, loaded when it is used.
  // Standard rules read the label that a relabeling of another file's job writes.
  for (const sign of ['job_name: kube-proxy', 'error parsing regexp', 'container_cpu_usage_seconds_total{job="kubelet"']) {
    if (!printed.includes(sign)) throw new Error(`an ES module does not see '${sign}'`);
  }
  // Rules are validated against the jobs of scrapers, whose configurations another file reads.
  writeFileSync(join(folder, 'coherence.cjs'), `
    const { App, Stack } = require('aws-cdk-lib');
    const { CfnScraper } = require('aws-cdk-lib/aws-aps');
    const { RuleGroups, RuleGroupsNamespace, ScrapeConfiguration, ScrapeJob, Workspace } = require('cdk-managed-prometheus');
    const stack = new Stack(new App(), 'Stack');
    const workspace = new Workspace(stack, 'Workspace');
    new CfnScraper(stack, 'Scraper', {
      source: { eksConfiguration: { clusterArn: 'arn:aws:eks:us-east-1:111122223333:cluster/x', subnetIds: ['subnet-a', 'subnet-b'] } },
      destination: { ampConfiguration: { workspaceArn: workspace.workspaceArn } },
      scrapeConfiguration: { configurationBlob: new ScrapeConfiguration({ jobs: [ScrapeJob.apiServer()] }).toYaml() },
    });
    new RuleGroupsNamespace(stack, 'Rules', {
      workspace, ruleGroups: RuleGroups.fromObject({ groups: [{ name: 'a', rules: [{ record: 'a:b', expr: 'up{job="missing"}' }] }] }),
    });
    console.log(JSON.stringify(stack.node.root.synth().getStackByName('Stack').messages));`);
  if (!run(process.execPath, 'coherence.cjs').includes('query-without-series')) throw new Error('rules are not validated against jobs');
  // A name that is exported loads its class, whichever is asked for first.
  writeFileSync(join(folder, 'first.js'), `
    const library = require.resolve('cdk-managed-prometheus');
    for (const name of Object.keys(require(library))) {
      delete require.cache[library];
      if (!require(library)[name]) throw new Error(name);
    }`);
  run(process.execPath, 'first.js');
  const help = run('npx', '--no-install', 'amp-collector', '--help');
  if (!help.includes('amp-collector validate')) throw new Error('the command line tool does not run');
  for (const path of ['node_modules/@aws-sdk', 'node_modules/cdk-managed-prometheus/node_modules']) {
    if (existsSync(join(folder, path))) throw new Error(`the package installs more than itself: ${path}`);
  }
  console.log(`${filename}: the example made ${types.length} resources, a scraper among them`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
