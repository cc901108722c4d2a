import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnAnomalyDetector, CfnRuleGroupsNamespace, CfnScraper, CfnWorkspace, type IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import {
  GrafanaProvisioning, GrafanaWorkspace, Rule, RuleGroups, RuleGroupsNamespace, ScrapeConfiguration, Workspace,
} from '../../../../lib';
import { Folder } from '../../setup/configurations';
import { tool } from '../../setup/tool';

const RULES = 'groups:\n- name: a\n  rules:\n  - alert: A\n    expr: up{job="apiserver"} == 0\n    labels: { severity: page }\n';
const CONFIGURATION = ScrapeConfiguration.eksDefault().toYaml();
const TARGETS = [{ expr: 'up{job="apiserver", pod=~"$pod"}' }, { expr: 'rate(apiserver_request_total[$__rate_interval])' }];
const folder = new Folder('workspace-queries');
const file = folder.write('rules.yml', RULES);
const outdir = mkdtempSync(join(tmpdir(), 'workspace-queries-'));

function scraper(stack: Stack, workspaceArn: string, id = 'Scraper') {
  new CfnScraper(stack, id, {
    source: { eksConfiguration: { clusterArn: 'arn:aws:eks:us-east-1:111122223333:cluster/x', subnetIds: ['subnet-a', 'subnet-b'] } },
    destination: { ampConfiguration: { workspaceArn } }, scrapeConfiguration: { configurationBlob: CONFIGURATION },
  });
}

beforeAll(() => {
  const context = { 'aws:cdk:enable-path-metadata': true };
  const app = new App({ outdir, context, postCliContext: { 'aws:cdk:disable-asset-staging': false } });
  const env = { account: '111122223333', region: 'us-east-1' };
  const [own, other, byHand, written] = ['Own', 'Other', 'ByHand', 'Written'].map(id => new Stack(app, id, { env })) as [Stack, Stack, Stack, Stack];
  const reads = (workspace: IWorkspaceRef, id: string, ruleGroups = RuleGroups.fromYaml(RULES)) =>
    new RuleGroupsNamespace(other, id, { workspace, ruleGroups });

  const workspace = new Workspace(own, 'Workspace');
  scraper(own, workspace.workspaceArn);
  reads(workspace, 'File', RuleGroups.fromFile(file));
  reads(workspace, 'Typed', new RuleGroups([{ name: 'a', rules: [Rule.alerting({ alert: 'A', expr: 'up{job="apiserver"} == 0', labels: { severity: 'page' } })] }]));
  Validations.of(reads(workspace, 'Acknowledged')).acknowledge({ id: 'cdk-managed-prometheus:query-without-series', reason: 'tested' });

  const grafana = GrafanaWorkspace.fromGrafanaWorkspaceId(other, 'Grafana', 'g-0123456789');
  const shows = (id: string) => new GrafanaProvisioning(other, id, {
    grafana, prometheusWorkspaces: [workspace],
    dashboards: [JSON.stringify({ uid: id, title: `Shop ${id}`, panels: [{ title: 'Up', targets: TARGETS }] })],
  });
  shows('Dashboards');
  Validations.of(shows('Known')).acknowledge({ id: 'cdk-managed-prometheus:query-without-series', reason: 'tested' });

  const shared = new Workspace(own, 'Shared', { otherWriters: true });
  scraper(own, shared.workspaceArn, 'SharedScraper');
  reads(shared, 'OfShared');

  const { attrArn } = new CfnWorkspace(byHand, 'Plain');
  scraper(byHand, attrArn);
  new CfnRuleGroupsNamespace(byHand, 'Rules', { workspace: attrArn, name: 'a', data: RULES });
  new CfnAnomalyDetector(byHand, 'Detector', {
    workspace: attrArn, alias: 'latency', configuration: { randomCutForest: { query: 'avg(up{job="apiserver"})' } },
  });

  const writtenWorkspace = new CfnWorkspace(written, 'Agents');
  scraper(written, writtenWorkspace.attrArn);
  new CfnRuleGroupsNamespace(written, 'Rules', { workspace: writtenWorkspace.attrArn, name: 'a', data: RULES });
  new CfnPolicy(other, 'Agent', {
    policyName: 'agent', roles: ['agent'],
    policyDocument: { Statement: [{ Effect: 'Allow', Action: 'aps:RemoteWrite', Resource: writtenWorkspace.attrArn }] },
  });
  app.synth();
});

test('queries without metrics of the workspace\'s scrapers are reported, with the file of the rules', async () => {
  const { code, stdout } = await tool(['validate', outdir, '--format', 'text']);

  expect(code).toBe(0);
  const lines = stdout.split('\n').filter(line => line.includes('query-without-series'));
  const message = 'no job has the label job="apiserver"; the job is named \'kubernetes-apiservers\' here';
  expect(lines.map(line => line.replace(/:\d+:\d+:/, ':'))).toEqual([
    expect.stringMatching(/^Other\/File|^.*rules\.yml/) as string,
    `Other/Typed: warning: groups[0].rules[0].expr: ${message} (alert 'A': up{job="apiserver"}) [query-without-series]`,
    `ByHand/Rules: warning: groups[0].rules[0].expr: ${message} (alert 'A': up{job="apiserver"}) [query-without-series]`,
    expect.stringContaining('anomaly detector \'latency\'') as string,
    `Other/Dashboards (Shop Dashboards): warning: dashboard 'Shop Dashboards': ${message} (panel 'Up': up{job="apiserver", pod=~"$pod"}) [query-without-series]`,
  ]);
});

test('counts the dashboards of an assembly as users of metrics', async () => {
  const { stdout } = await tool(['usage', outdir, '--json']);

  const { used } = JSON.parse(stdout) as { used: Array<{ metric: string; users: string[] }> };
  expect(used.find(({ metric }) => metric === 'apiserver_request_total')?.users)
    .toEqual(['dashboard \'Shop Dashboards\', panel \'Up\'', 'dashboard \'Shop Known\', panel \'Up\'']);
});

describe('rule files with --scrape-config', () => {
  const configuration = folder.write('prometheus.yml', CONFIGURATION);

  test('are validated against the jobs of the configuration', async () => {
    const { code, stdout } = await tool(['validate', file, '--scrape-config', configuration, '--strict']);

    expect(code).toBe(1);
    expect(stdout).toContain('rules.yml:5:11: warning: groups[0].rules[0].expr: no job has the label job="apiserver"');
  });

  test('are valid with a configuration that has the job', async () => {
    const own = folder.write('own.yml', CONFIGURATION.replace('kubernetes-apiservers', 'apiserver'));

    expect((await tool(['validate', file, '--scrape-config', own, '--strict'])).code).toBe(0);
  });

  test('fail if there are no rules, or no configuration', async () => {
    expect((await tool(['validate', configuration, '--scrape-config', configuration])).stderr).toContain('needs a rule file');
    expect((await tool(['validate', file, '--scrape-config', file])).stderr).toContain('has no scrape configuration');
  });
});
