import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EmulatedAws } from '../../emulator/aws';
import { Folder } from '../../setup/configurations';
import { PrometheusServer } from '../../setup/prometheus-server';
import { WORKSPACE_ID } from '../../setup/scenarios';
import { ask, tool } from '../../setup/tool';

const folder = new Folder('cost');
const configuration = (interval: string) => `global: { scrape_interval: ${interval} }
scrape_configs:
- job_name: shop
  static_configs: [{ targets: ["10.0.0.1:80"] }]
- job_name: pods
  kubernetes_sd_configs: [{ role: pod }]
- job_name: proxy
  kubernetes_sd_configs: [{ role: pod, namespaces: { names: [kube-system] } }]
  relabel_configs:
  - { source_labels: [__meta_kubernetes_pod_label_k8s_app], regex: kube-proxy, action: keep }
  - { target_label: __address__, source_labels: [__meta_kubernetes_pod_ip], replacement: "$1:10249" }
`;
const half = folder.write('half.yml', configuration('30s'));
const full = folder.write('full.yml', configuration('1m'));
const rules = folder.write('rules.yml', 'groups: [{ name: shop, rules: [{ record: a, expr: "rate(kubeproxy_sync_proxy_rules_iptables_total[5m]) + wanted" }] }]\n');
const SIZE = ['--nodes', '20', '--pods', '400'];

/** The lines of a table with one bar between cells. */
function rowsOf(text: string): string[] {
  return text.split('\n').map(line => line.trim().replace(/ {2,}/g, '|'));
}

describe('cost', () => {
  test('prints the samples and the cost of each job, and the formula of what is not counted', async () => {
    const { code, stdout, stderr } = await tool(['cost', full, ...SIZE, '--size', 'shop=x995']);

    expect([code, stderr]).toEqual([0, '']);
    expect(rowsOf(stdout)).toEqual(expect.arrayContaining(['shop|1|60s|1,000|43.2 M|$3.89', 'pods|?|60s|?|unknown']) as string[]);
    expect(stdout).toMatch(/^proxy +20 +60s /m);
    expect(stdout).toContain('pods: specify --size pods=TARGETSxSERIES');
    expect(stdout).toContain('An estimate, not a quote.');
  });

  test('notes a size of a job that does not exist', async () => {
    const { code, stderr } = await tool(['cost', full, '--size', 'shop=1x1', '--size', 'shp=1x1', '--quiet']);
    const noted = await tool(['cost', full, '--size', 'shop=1x1', '--size', 'shp=1x1']);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(noted).toMatchObject({ code: 0, stderr: '--size shp: no job has this name; did you mean \'shop\'?\n' });
  });

  test('prints the estimate as JSON', async () => {
    const { stdout } = await tool(['cost', full, '--json', '--size', 'shop=2x995', '--size', 'pods=3x']);

    expect(JSON.parse(stdout)).toMatchObject({
      samplesPerMonth: 2 * 1000 * 43_200, notCounted: ['pods', 'proxy'], prices: { region: 'us-east-1' },
      jobs: [{ jobName: 'shop', targets: 2 }, { jobName: 'pods', targets: 3, missing: ['series per target'] }, { jobName: 'proxy', missing: ['nodes'] }],
    });
  });

  test('counts the users of Amazon Managed Grafana, and the service account of each workspace that an assembly provisions', async () => {
    const assembly = new Folder('grafana');
    const environment = { Variables: { GRAFANA_WORKSPACE_ID: { Ref: 'Grafana' } } };
    assembly.write('manifest.json', JSON.stringify({
      version: '48.0.0', artifacts: { Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.template.json' } } },
    }));
    assembly.write('Shop.template.json', JSON.stringify({ Resources: {
      Scraper: { Type: 'AWS::APS::Scraper', Properties: { ScrapeConfiguration: { ConfigurationBlob: configuration('1m') } } },
      Grafana: { Type: 'AWS::Grafana::Workspace', Properties: {} },
      Provisioning: { Type: 'AWS::Lambda::Function', Properties: { Environment: environment } },
      More: { Type: 'AWS::Lambda::Function', Properties: { Environment: environment } },
      Other: { Type: 'AWS::Lambda::Function', Properties: {} },
    } }));

    const { stdout, stderr } = await tool(['cost', assembly.path]);
    expect(stdout).toContain('Grafana users: 0 editors, 0 viewers, 1 service account (charged as an editor).');
    expect(rowsOf(stdout)).toContain('Grafana users|$9.00');
    expect(stderr).toContain('specify --grafana-editors and --grafana-viewers');

    const json = await tool(['cost', assembly.path, '--json', '--grafana-editors', '3', '--grafana-viewers', '0']);
    expect(json.stderr).toBe('');
    expect(JSON.parse(json.stdout)).toMatchObject({
      monthlyCost: { grafana: 36 }, grafanaUsers: { editors: 3, viewers: 0, serviceAccounts: 1, workspaces: 1 },
    });

    expect(await tool(['cost', assembly.path, '--grafana-viewers', '-1'])).toMatchObject({ code: 2 });
    expect((await tool(['cost', assembly.path, '--grafana-viewers=many'])).stderr).toContain('--grafana-viewers must be a number of at least 0, got \'many\'');
  });

  test('prints the difference of two files', async () => {
    const { code, stdout } = await tool(['cost', half, full, '--size', 'shop=1x995']);

    expect(code).toBe(0);
    expect(rowsOf(stdout)).toEqual(expect.arrayContaining(['shop|86.4 M|43.2 M|-43.2 M', 'pods|?|?|unknown', 'Total|86.4 M|43.2 M|-43.2 M']) as string[]);
  });

  describe('of an assembly with several workspaces', () => {
    const assembly = new Folder('workspaces');
    const stack = (name: string, region: string) => ({
      type: 'aws:cloudformation:stack', environment: `aws://111122223333/${region}`, properties: { templateFile: `${name}.template.json` },
    });
    const template = (job: string, destination: object) => JSON.stringify({
      Resources: {
        Workspace: { Type: 'AWS::APS::Workspace', Properties: { WorkspaceConfiguration: { RetentionPeriodInDays: 30 } } },
        Scraper: {
          Type: 'AWS::APS::Scraper', Properties: {
            Source: { VpcConfiguration: {} }, Destination: destination,
            ScrapeConfiguration: { ConfigurationBlob: `scrape_configs: [{ job_name: ${job}, static_configs: [{ targets: ["10.0.0.1:80"] }] }]` },
          },
        },
      },
    });
    const ofWorkspace = { AmpConfiguration: { WorkspaceArn: { 'Fn::GetAtt': ['Workspace', 'Arn'] } } };
    assembly.write('manifest.json', JSON.stringify({
      version: '48.0.0', artifacts: {
        A: stack('A', 'eu-west-1'), B: stack('B', 'eu-west-1'), C: stack('C', 'us-east-1'), D: stack('D', 'us-east-1'),
      },
    }));
    for (const [name, destination] of [['A', ofWorkspace], ['B', ofWorkspace], ['C', ofWorkspace], ['D', { CloudWatchConfiguration: {} }]] as const) {
      assembly.write(`${name}.template.json`, template(name.toLowerCase(), destination));
    }
    const sizes = ['a', 'b', 'c', 'd'].flatMap(job => ['--size', `${job}=1x34995`]);

    test('has a table for each, and a total whose tiers are those of each Region', async () => {
      const { code, stdout } = await tool(['cost', assembly.path, ...sizes]);

      expect(code).toBe(0);
      // 1,512 M samples each: 2 B of a Region at $0.90, the rest at $0.35 for 10 M.
      expect(rowsOf(stdout)).toEqual(expect.arrayContaining([
        'Workspace A/Workspace in eu-west-1|1,512.0 M|$107.92|$0.08|$29.20|$0.00|$137.20',
        'Workspace B/Workspace in eu-west-1|1,512.0 M|$107.92|$0.08|$29.20|$0.00|$137.20',
        'Workspace C/Workspace in us-east-1|1,512.0 M|$136.08|$0.08|$29.20|$0.00|$165.36',
        'CloudWatch|1,512.0 M|$0.00|$0.00|$29.20|$0.00|$29.20',
        'Total|6,048.0 M|$351.92|$0.25|$116.80|$0.00|$468.97',
      ]) as string[]);
      expect(stdout).toContain('The tiers of ingestion apply to all workspaces of a Region and a paying account together, and to each Region separately.');
    });

    test('has the workspaces and their total as JSON', async () => {
      const { stdout } = await tool(['cost', assembly.path, ...sizes, '--json']);

      const estimate = JSON.parse(stdout) as { monthlyCost: { ingestion: number }; workspaces: unknown[] };
      expect(estimate.monthlyCost.ingestion).toBeCloseTo(351.92);
      expect(estimate.workspaces).toMatchObject([
        { workspace: 'A/Workspace', region: 'eu-west-1', jobs: [{ jobName: 'a' }] }, { workspace: 'B/Workspace' },
        { workspace: 'C/Workspace', region: 'us-east-1' }, { destination: 'CloudWatch' },
      ]);
    });

    test('adds them in the difference of two assemblies', async () => {
      const { stdout } = await tool(['cost', assembly.path, full, ...sizes, '--json']);

      expect(JSON.parse(stdout)).toMatchObject({ samplesPerMonth: { before: 6_048_000_000 } });
    });
  });

  test('reads prices from a file', async () => {
    const prices = folder.write('prices.json', JSON.stringify({
      region: 'eu-west-1', date: '2027-01-01', ingestion: [{ pricePer10MillionSamples: 10 }], storagePerGbMonth: 0, collectorPerHour: 0, queryPerBillionSamples: 0,
    }));
    const { stdout } = await tool(['cost', full, '--size', 'shop=1x995', '--prices', prices]);

    expect(rowsOf(stdout)).toContain('Ingestion|$43.20');
    expect(stdout).toContain('Prices of eu-west-1, 2027-01-01');
  });

  test.each<[string, string[], number, RegExp]>([
    ['without arguments', [], 2, /specify a file, a cloud assembly folder, or --workspace/],
    ['for a size that is none', [full, '--size', 'shop=many'], 2, /--size must be JOB=TARGETSxSERIES.*got 'shop=many'/],
    ['for a number of nodes that is none', [full, '--nodes', '0'], 2, /--nodes must be a number above 0/],
    ['for prices that are none', [full, '--prices', folder.write('no.json', '{"region":"a"}')], 2, /does not contain prices: date, ingestion, .* missing/],
    ['for prices that are not JSON', [full, '--prices', full], 2, /is not JSON/],
    ['for a configuration that is not valid', [folder.write('bad.yml', 'scrape_configs: [{}]')], 1, /is not valid: /],
    ['for rules alone', [rules], 2, /has no scraper/],
  ])('fails %s', async (_title, args, exitCode, message) => {
    const { code, stderr } = await tool(['cost', ...args]);

    expect(code).toBe(exitCode);
    expect(stderr).toMatch(message);
  });
});

describe('usage', () => {
  const dashboard = folder.write('dashboard.json', JSON.stringify({ title: 'Proxy', panels: [{ title: 'CPU', targets: [{ expr: 'process_cpu_seconds_total{pod="$pod"}' }] }] }));

  test('lists metrics that are collected and never used, or used and not collected', async () => {
    const { code, stdout } = await tool(['usage', full, rules, '--dashboard', dashboard, ...SIZE]);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^2 metrics collected and used, 100 series$/m);
    expect(stdout).toMatch(/^\d+ metrics collected and never used/m);
    expect(rowsOf(stdout)).toContain('wanted|not known to be collected|rule a in group shop');
    expect(stdout).toContain('The metrics of these jobs are not known: shop, pods.');
  });

  test('omits metrics that every job drops', async () => {
    const dropping = folder.write('dropping.yml', `scrape_configs:
- job_name: shop
  static_configs: [{ targets: ["10.0.0.1:80"] }]
  metric_relabel_configs: [{ source_labels: [__name__], regex: wanted, action: drop }]
`);
    const { stdout } = await tool(['usage', dropping, rules, '--json']);

    expect((JSON.parse(stdout) as { missing: unknown[] }).missing).toContainEqual({
      metric: 'wanted', users: ['rule a in group shop'], reason: 'dropped by every job',
    });
  });

  test('reads scrapers, rules and anomaly detectors of a cloud assembly', async () => {
    const assembly = new Folder('assembly');
    assembly.write('manifest.json', JSON.stringify({
      version: '48.0.0', artifacts: { Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.template.json' } } },
    }));
    const resource = (type: string, properties: object) => ({ Type: `AWS::APS::${type}`, Properties: properties });
    assembly.write('Shop.template.json', JSON.stringify({
      Resources: {
        Scraper: resource('Scraper', {
          Source: { VpcConfiguration: {} }, Destination: { AmpConfiguration: { WorkspaceArn: 'arn' } },
          ScrapeConfiguration: { ConfigurationBlob: configuration('1m') },
        }),
        Rules: resource('RuleGroupsNamespace', { Name: 'shop', Data: 'groups: [{ name: shop, rules: [{ record: a, expr: go_goroutines }] }]' }),
        Detector: resource('AnomalyDetector', { Configuration: { RandomCutForest: { Query: { 'Fn::Join': ['', ['avg(go_threads{cluster="', { Ref: 'C' }, '"})']] } } } }),
      },
    }));
    const { stdout } = await tool(['usage', assembly.path, '--json', ...SIZE]);

    expect((JSON.parse(stdout) as { used: unknown[] }).used).toEqual([
      { metric: 'go_goroutines', series: 20, users: ['rule a in group shop'] }, { metric: 'go_threads', series: 20, users: ['anomaly detector Shop/Detector'] },
    ]);
  });

  test('notes a dashboard without PromQL queries, and a size of a job that does not exist', async () => {
    const { code, stderr } = await tool(['usage', full, rules, '--dashboard', folder.write('pod.json', '{"kind":"Pod"}'), '--size', 'shp=1x1']);

    expect(code).toBe(0);
    expect(stderr).toMatch(/pod\.json has no PromQL queries; --dashboard takes the JSON that Grafana exports\n--size shp: no job has this name; did you mean 'shop'\?\n$/);
  });

  test('fails for a file that is not a dashboard', async () => {
    const { code, stderr } = await tool(['usage', full, '--dashboard', folder.write('list.json', '[]')]);

    expect(code).toBe(2);
    expect(stderr).toContain('is not a dashboard: it must be a JSON object');
  });
});

describe('a running workspace', () => {
  const aws = new EmulatedAws();
  const prometheus = new PrometheusServer();
  const target = createServer((_, response) => response.end('wanted 1\nother{a="1"} 1\nother{a="2"} 1\n'));

  beforeAll(async () => {
    await new Promise<void>(resolve => target.listen(0, '127.0.0.1', resolve));
    const address = `127.0.0.1:${(target.address() as AddressInfo).port}`;
    await Promise.all([aws.http.start(), prometheus.start([
      { job: 'shop', address, labels: { instance: 'a' } }, { job: 'shop', address, labels: { instance: 'b' } },
      { job: 'kubelet', address, labels: { metrics_path: '/metrics' } }, { job: 'kubelet', address, labels: { metrics_path: '/metrics/cadvisor' } },
    ])]);
    aws.world.workspaces = [{ workspaceId: WORKSPACE_ID, prometheus: prometheus.url }];
  });
  afterAll(() => {
    prometheus.stop();
    aws.http.stop();
    target.close();
  });

  test('is measured by job', async () => {
    const { code, stdout } = await ask(aws, ['cost', '--workspace', WORKSPACE_ID]);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^shop +2 +6 +16 +[\d.,]+ M$/m);
    expect(stdout).toMatch(/^kubelet \/metrics\/cadvisor +1 +3 +8 +[\d.,]+ M$/m);
    expect(stdout).toContain('Measured: samples of the last hour');
  });

  test('gives its sizes to the estimate of a file', async () => {
    const { stdout } = await ask(aws, ['cost', full, '--workspace', WORKSPACE_ID]);

    expect(rowsOf(stdout)).toContain('shop|2|60s|16|0.7 M|$0.06');
  });

  test('gives its sizes to jobs with another label job, and not to jobs that cannot be distinguished', async () => {
    const job = (name: string, path?: string) => `- job_name: ${name}
  static_configs: [{ targets: ["10.0.0.1:80", "10.0.0.2:80", "10.0.0.3:80"] }]
  relabel_configs: [{ target_label: job, replacement: kubelet }${path === undefined ? '' : `, { target_label: metrics_path, replacement: ${path} }`}]
`;
    const apart = folder.write('apart.yml', `global: { scrape_interval: 1m }\nscrape_configs:\n${job('a', '/metrics')}${job('b', '/metrics/cadvisor')}`);
    const alike = folder.write('alike.yml', `global: { scrape_interval: 1m }\nscrape_configs:\n${job('a')}${job('b')}`);
    const [told, untold] = await Promise.all([apart, alike].map(file => ask(aws, ['cost', file, '--workspace', WORKSPACE_ID])));

    expect(rowsOf(told?.stdout ?? '')).toEqual(expect.arrayContaining(['a|1|60s|8|0.3 M|$0.03', 'b|1|60s|8|0.3 M|$0.03']) as string[]);
    expect(rowsOf(untold?.stdout ?? '')).toEqual(expect.arrayContaining(['a|3|60s|?|unknown', 'b|3|60s|?|unknown']) as string[]);
  });

  test('shows which metrics are used', async () => {
    const { stdout } = await ask(aws, ['usage', rules, '--workspace', WORKSPACE_ID, '--json']);

    expect(JSON.parse(stdout)).toMatchObject({
      used: [{ metric: 'wanted', series: 4, users: ['rule a in group shop'] }], unused: [{ metric: 'other', series: 8 }],
      missing: [{ metric: 'kubeproxy_sync_proxy_rules_iptables_total', reason: 'not in the workspace' }],
    });
  });
});
