import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Report } from '../../../../bin/amp-collector/verification/report';
import { EmulatedAws, refuse, type EmulatedScraper } from '../../emulator/aws';
import { PrometheusServer } from '../../setup/prometheus-server';
import { ask } from '../../setup/tool';
import { cluster, DATASET_ARN, LOG_GROUP, LOGGING, ROLE, scraper, SCRAPER_ID, WORKSPACE_ARN, WORKSPACE_ID } from '../../setup/scenarios';

const EMPTY_ID = WORKSPACE_ID.replace('0a', '1a');
const aws = new EmulatedAws();
const prometheus = new PrometheusServer();
const empty = new PrometheusServer();
const metrics = createServer((_, response) => response.end('ok 1\n'));

const CLOSED = '127.0.0.1:1';
const production = { cluster: 'production' };

beforeAll(async () => {
  await new Promise<void>(resolve => metrics.listen(0, '127.0.0.1', resolve));
  const open = `127.0.0.1:${(metrics.address() as AddressInfo).port}`;
  await Promise.all([
    aws.http.start(),
    empty.start([]),
    prometheus.start([
      { job: 'cadvisor', address: open, labels: production },
      { job: 'kubernetes-apiservers', address: open, labels: production },
      { job: 'pod_exporter', address: open, labels: { ...production, instance: '10.0.0.5:8080' } },
      { job: 'pod_exporter', address: CLOSED, labels: { ...production, instance: '10.0.0.6:5432' } },
      { job: 'kube-proxy', address: CLOSED, labels: { ...production, instance: '10.0.0.5:8080:10249' } },
      { job: 'web', address: CLOSED, labels: { ...production, instance: '10.0.0.7:80' } },
      { job: 'ksh-metrics', address: CLOSED, labels: production },
      { job: 'elsewhere', address: open, labels: { cluster: 'staging' } },
    ]),
  ]);
});
afterAll(() => {
  for (const server of [prometheus, empty, aws.http]) server.stop();
  metrics.close();
});
beforeEach(() => {
  aws.http.reset();
  aws.world.workspaces = [{ workspaceId: WORKSPACE_ID, prometheus: prometheus.url }, { workspaceId: EMPTY_ID, prometheus: empty.url }];
  aws.world.clusters = [cluster()];
  aws.world.logs = { [LOG_GROUP]: [] };
});

const POD = 'kubernetes_sd_configs: [{ role: pod }]';
const KEPT = `${POD}, relabel_configs: [{ source_labels: [__meta_kubernetes_namespace], regex: a, action: keep }]`;

/** A configuration of these jobs, with the label by which its series are told from others. */
function configuration(...jobs: string[]): string {
  return `global: { external_labels: { cluster: production } }\nscrape_configs:\n${jobs.map(job => `  - { job_name: ${job} }\n`).join('')}`;
}

const writingToEmpty = { destination: { ampConfiguration: { workspaceArn: WORKSPACE_ARN.replace(WORKSPACE_ID, EMPTY_ID) } } };

async function verify(differences: Partial<EmulatedScraper>): Promise<{ code: number | null; stdout: string }> {
  aws.world.scrapers = [scraper(differences)];
  const { code, stdout, stderr } = await ask(aws, ['verify', '--scraper', 'platform']);
  expect(stderr).toBe('');
  return { code, stdout };
}

test('says that metrics of every job arrive, and asks for nothing else then', async () => {
  const { code, stdout } = await verify({ configuration: configuration(`cadvisor, ${POD}`, `kubernetes-apiservers, ${POD}`) });

  expect(code).toBe(0);
  expect(stdout).toMatch(/^cadvisor +flowing +1 of 1$/m);
  expect(stdout).toContain('metrics of every job arrive');
  expect(aws.http.requests.some(({ path }) => path.startsWith('/clusters/'))).toBe(false);
});

describe('a job', () => {
  test('that is down in part still arrives, and the likely cause is told', async () => {
    const { code, stdout } = await verify({ configuration: configuration(`pod_exporter, ${POD}`) });

    expect(code).toBe(0);
    expect(stdout).toMatch(/^pod_exporter +partly down +1 of 2$/m);
    expect(stdout).toContain('pod_exporter: configuration: the job takes every port of every pod');
    expect(stdout).toContain('for example 10.0.0.6:5432');
  });

  test.each<[string, string, string]>([
    ['whose address has two ports', `kube-proxy, ${KEPT}`, 'kube-proxy: configuration: the address has two ports; doubled backslashes'],
    ['that reads the control plane', `ksh-metrics, metrics_path: /apis/metrics.eks.amazonaws.com/v1/ksh/container/metrics, ${KEPT}`, 'ksh-metrics: access: kcm/metrics and ksh/metrics'],
    ['that does not answer', `web, ${KEPT}`, 'web: network or configuration: security groups'],
  ])('%s is down, for this reason', async (_, job, cause) => {
    const { code, stdout } = await verify({ configuration: configuration(job) });

    expect(code).toBe(1);
    expect(stdout).toMatch(/ down +0 of 1$/m);
    expect(stdout).toContain(cause);
  });

  test.each<[string, string, string]>([
    ['is narrowed down too much', `nobody, ${KEPT}`, 'nobody: configuration: other jobs find targets, so its own rules keep none'],
    ['looks for endpoint slices', 'slices, kubernetes_sd_configs: [{ role: endpointslice }]', 'slices: access: the documented access does not include endpoint slices'],
  ])('that %s was never discovered, and the others flow', async (_, job, cause) => {
    const { code, stdout } = await verify({ configuration: configuration(`cadvisor, ${POD}`, job) });

    expect(code).toBe(1);
    expect(stdout).toContain('never discovered');
    expect(stdout).toContain(cause);
  });

  test('of kube-proxy is not found in EKS Auto Mode', async () => {
    aws.world.clusters = [cluster({ computeConfig: { enabled: true } })];
    const { stdout } = await verify({ configuration: configuration(`cadvisor, ${POD}`, `my-kube-proxy, ${KEPT}`) });

    expect(stdout).toContain('my-kube-proxy: configuration: EKS Auto Mode runs this as a system service');
  });
});

describe('the layer at fault is', () => {
  const nothingArrives = { ...writingToEmpty, configuration: configuration(`cadvisor, ${POD}`) };

  async function faultOf(differences: Partial<EmulatedScraper> = {}): Promise<string> {
    const { code, stdout } = await verify({ ...nothingArrives, ...differences });
    expect(code).toBe(1);
    return /^At fault: (.*(?:\n {2}.*)?)$/m.exec(stdout)?.[1] ?? stdout;
  }

  test.each<[string, Partial<EmulatedScraper>, string]>([
    ['is not ready', { status: { statusCode: 'CREATING' } }, 'scraper: the scraper is CREATING\n  wait, usually about twenty minutes'],
    ['failed', { status: { statusCode: 'CREATION_FAILED' }, statusReason: 'no free IP address' }, 'scraper: the scraper is CREATION_FAILED: no free IP address'],
  ])('the scraper, when it %s', async (_, differences, fault) => {
    expect(await faultOf(differences)).toContain(fault);
  });

  test('the scraper, when its cluster is gone', async () => {
    aws.world.clusters = [];

    expect(await faultOf()).toContain('scraper: it scrapes the cluster production, which does not exist');
  });

  test('the scraper, when its workspace is not ready', async () => {
    aws.world.workspaces = [{ workspaceId: EMPTY_ID, status: 'CREATING', prometheus: empty.url }];

    expect(await faultOf()).toContain('scraper: its workspace is CREATING');
  });

  test('access, when the entry is missing', async () => {
    aws.world.clusters = [cluster({}, {})];

    expect(await faultOf()).toContain(`access: the cluster production (API) has no access entry for ${ROLE}`);
  });

  test('only likely access, when aws-auth may let it in as well', async () => {
    aws.world.clusters = [cluster({ accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' } }, {})];

    expect(await faultOf()).toMatch(/^access, likely: .*\n.*or map its role without the path in aws-auth$/);
  });

  test('access, when the entry lacks its policy', async () => {
    aws.world.clusters = [cluster({}, { [ROLE]: [] })];

    expect(await faultOf()).toContain('access: the scraper\'s access entry does not have the policy AmazonPrometheusScraperPolicy');
  });

  test('likely access, when the cluster lets in by aws-auth: the role to look for has no path', async () => {
    aws.world.clusters = [cluster({ accessConfig: { authenticationMode: 'CONFIG_MAP' } })];
    const fault = await faultOf();

    expect(fault).toContain('access, likely: the cluster production lets in by aws-auth');
    expect(fault).toContain('maps arn:aws:iam::111122223333:role/AWSServiceRoleForAmazonPrometheusScraper_94e9c92f-32c2-4, without a path, to aps-collector-user');
  });

  test('access, when the log of the discovery says so', async () => {
    aws.world.logs = { [LOG_GROUP]: [
      JSON.stringify({ component: 'SERVICE_DISCOVERY', scraperId: 's-another', message: { log: 'dial tcp: i/o timeout' } }),
      JSON.stringify({ component: 'SERVICE_DISCOVERY', scraperId: SCRAPER_ID, message: { log: 'Failed to watch Service - Verify your scraper source permissions are valid.' } }),
    ] };

    expect(await faultOf({ logging: LOGGING })).toContain('access: its log says (SERVICE_DISCOVERY): {"log":"Failed to watch Service');
  });

  test('likely access, when it writes with roles of its own', async () => {
    const roleConfiguration = { sourceRoleArn: 'arn:aws:iam::111122223333:role/source', targetRoleArn: 'arn:aws:iam::111122223333:role/target' };

    expect(await faultOf({ roleConfiguration })).toContain('access, likely: it writes with roles of its own');
  });

  test('the network, when the API server has only a public endpoint', async () => {
    aws.world.clusters = [cluster({ resourcesVpcConfig: { endpointPrivateAccess: false } })];

    expect(await faultOf()).toContain('network: the API server of production has only a public endpoint');
  });

  test('the network, when the log of the collector says so', async () => {
    aws.world.logs = { [LOG_GROUP]: [JSON.stringify({ component: 'COLLECTOR', scrapeConfigId: SCRAPER_ID, message: 'scrape failed: context deadline exceeded' })] };

    expect(await faultOf({ logging: LOGGING })).toContain('network: its log says (COLLECTOR): scrape failed: context deadline exceeded');
  });

  test('likely the network, when everything that can be seen is in order', async () => {
    expect(await faultOf()).toContain('network, likely: the scraper is let in and ACTIVE');
  });

  test('the configuration, when Prometheus would refuse it', async () => {
    expect(await faultOf({ configuration: configuration(`cadvisor, ${POD}, scheme: [`) })).toContain('configuration: Prometheus refuses the configuration');
  });

  test('the configuration, when it has no job', async () => {
    expect(await faultOf({ configuration: 'scrape_configs: []\n' })).toContain('configuration: the configuration has no job');
  });

  test('the labels, when the job is there under others', async () => {
    expect(await faultOf({ ...scraper(), configuration: configuration(`elsewhere, ${KEPT}`) }))
      .toContain('labels: the workspace has elsewhere, but not with cluster="production"');
  });

  test('likely the labels, when a rule gives the job another name', async () => {
    const renamed = `cadvisor, ${POD}, relabel_configs: [{ target_label: job, replacement: containers }]`;
    const { stdout } = await verify({ ...nothingArrives, configuration: configuration(renamed) });

    expect(stdout).toContain('labels, likely: a rule of cadvisor writes the label job');
  });
});

test('a job that is discovered proves that the scraper is let in, whatever else is seen', async () => {
  aws.world.clusters = [cluster({ resourcesVpcConfig: { endpointPrivateAccess: false } }, {})];
  const { stdout } = await verify({ configuration: configuration(`cadvisor, ${POD}`, `nobody, ${KEPT}`) });

  expect(stdout).not.toMatch(/At fault|Also/);
  expect(stdout).toContain('metrics are missing; each job\'s line says what is likely');
});

describe('what cannot be asked', () => {
  test('narrows what is told, and is named', async () => {
    aws.http.faults.push({ path: /^\/clusters/, times: 99, reply: refuse('AccessDeniedException', 'not authorized to perform: eks:DescribeCluster') });
    const { code, stdout } = await verify({ ...writingToEmpty, configuration: configuration(`cadvisor, ${POD}`) });

    expect(code).toBe(1);
    expect(stdout).toContain('Not known: the cluster: not allowed to read cluster production');
    expect(stdout).toContain('the scraper\'s logs: they are not turned on');
  });

  test('of who is let in is named too', async () => {
    aws.http.faults.push({ path: /access-entries/, times: 99, reply: refuse('AccessDeniedException', 'not authorized to perform: eks:DescribeAccessEntry') });
    const { stdout } = await verify({ ...writingToEmpty, configuration: configuration(`cadvisor, ${POD}`) });

    expect(stdout).toContain('Not known: who is let into the cluster: not allowed to read the scraper\'s access entry');
  });

  test.each<[string, object, string]>([
    ['throttles', { status: 429, body: { message: 'Too Many Requests' } }, 'AWS throttles the requests for the metrics'],
    ['fails', { status: 503, body: 'upstream' }, 'the service failed (503) when asked for the metrics of the workspace'],
    ['refuses', { status: 403, body: { message: 'User: x is not authorized to perform: aps:QueryMetrics' } }, 'not allowed to read the metrics of the workspace (aps:QueryMetrics)'],
    ['finds the credentials expired', { status: 403, body: { message: 'The security token included in the request is expired' } }, 'the AWS credentials have expired'],
  ])('is a failure of its own when the workspace %s', async (_, reply, message) => {
    aws.world.scrapers = [scraper({ configuration: configuration(`cadvisor, ${POD}`) })];
    aws.http.faults.push({ path: /\/api\/v1\/query/, times: 99, reply: reply as never });
    const { code, stdout, stderr } = await ask(aws, ['verify', '--scraper', 'platform']);

    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('is asked again when throttling passes', async () => {
    aws.http.faults.push({ path: /\/api\/v1\/query/, times: 2, reply: { status: 429, body: {} } });

    expect(await verify({ configuration: configuration(`cadvisor, ${POD}`) })).toMatchObject({ code: 0 });
  });
});

describe('a scraper that writes to CloudWatch', () => {
  const writingToCloudWatch = (datasetArn = DATASET_ARN) => ({ destination: { cloudWatchConfiguration: { datasetArn } } });
  const askedFor = () => aws.http.requests.filter(({ path }) => path === '/api/v1/query');

  beforeEach(() => {
    aws.world.cloudWatch = prometheus.url;
  });

  test('is verified by what CloudWatch answers', async () => {
    const { code, stdout } = await verify({ ...writingToCloudWatch(), configuration: configuration(`cadvisor, ${POD}`) });

    expect(code).toBe(0);
    expect(stdout).toMatch(/^cadvisor +flowing +1 of 1$/m);
    expect(askedFor()).not.toEqual([]);
    expect(askedFor().every(({ headers }) => headers.authorization?.includes('/eu-central-1/monitoring/aws4_request'))).toBe(true);
  });

  test('has the labels at fault when CloudWatch has the job under others', async () => {
    const { stdout } = await verify({ ...writingToCloudWatch(), configuration: configuration(`elsewhere, ${KEPT}`) });

    expect(stdout).toContain('At fault: labels: CloudWatch has elsewhere, but not with cluster="production"');
  });

  test.each<[string, string | undefined, string]>([
    ['it is not certain that CloudWatch keeps up', DATASET_ARN, 'Not known: whether metrics arrive: AWS documents that CloudWatch takes the same queries as a workspace, and not that it keeps up'],
    ['the dataset is another account\'s', DATASET_ARN.replace('111122223333', '444455556666'), 'Not known: whether metrics arrive: the dataset is in the account 444455556666'],
  ])('says where nothing is found that %s', async (_, datasetArn, doubt) => {
    aws.world.cloudWatch = empty.url;
    const { code, stdout } = await verify({ ...writingToCloudWatch(datasetArn), configuration: configuration(`cadvisor, ${POD}`) });

    expect(code).toBe(1);
    expect(stdout).toContain(doubt);
    expect(stdout).toContain('an interface endpoint for monitoring');
  });

  test('is a failure of its own when CloudWatch refuses', async () => {
    aws.world.scrapers = [scraper({ ...writingToCloudWatch(), configuration: configuration(`cadvisor, ${POD}`) })];
    aws.http.faults.push({ path: /^\/api\/v1\/query/, times: 99, reply: refuse('AccessDeniedException', 'not authorized to perform: cloudwatch:GetMetricData') });
    const { code, stderr } = await ask(aws, ['verify', '--scraper', 'platform']);

    expect(code).toBe(3);
    expect(stderr).toContain('not allowed to read the metrics of CloudWatch (cloudwatch:GetMetricData and cloudwatch:ListMetrics)');
  });
});

test('a destination that is not known is named', async () => {
  aws.world.scrapers = [scraper({ destination: { lakeConfiguration: {} } as never })];

  expect(await ask(aws, ['verify', '--scraper', 'platform'])).toMatchObject({
    code: 1, stderr: expect.stringContaining('a destination that this version does not know (lakeConfiguration)') as string,
  });
});

describe('a workspace', () => {
  test('is verified with every scraper that writes to it', async () => {
    aws.world.scrapers = [
      scraper({ configuration: configuration(`cadvisor, ${POD}`) }),
      scraper({ scraperId: SCRAPER_ID.replace('0a', '1a'), alias: 'second', configuration: configuration(`web, ${KEPT}`) }),
      scraper({ scraperId: SCRAPER_ID.replace('0a', '2a'), alias: 'third', ...writingToEmpty }),
    ];
    const { code, stdout } = await ask(aws, ['verify', '--workspace', WORKSPACE_ID, '--json']);
    const { ok, scrapers } = JSON.parse(stdout) as { ok: boolean; scrapers: Report[] };

    expect({ code, ok }).toEqual({ code: 1, ok: false });
    expect(scrapers.map(({ name, ok: arrives, jobs }) => [name.split(' ')[0], arrives, jobs[0]?.state])).toEqual([['platform', true, 'flowing'], ['second', false, 'down']]);
  });

  test.each<[string, string, number, string]>([
    ['of another Region', WORKSPACE_ARN.replace('eu-central-1', 'us-east-1'), 2, 'is in us-east-1, and eu-central-1 was asked: say --region us-east-1'],
    ['that nobody writes to', EMPTY_ID, 1, `no scraper writes to workspace ${EMPTY_ID}`],
  ])('%s is refused', async (_, given, expected, message) => {
    aws.world.scrapers = [scraper()];
    const { code, stderr } = await ask(aws, ['verify', '--workspace', given]);

    expect(code).toBe(expected);
    expect(stderr).toContain(message);
  });

  test('is asked by one who says either the scraper or the workspace', async () => {
    expect((await ask(aws, ['verify'])).code).toBe(2);
    expect((await ask(aws, ['verify', '--scraper', 'a', '--workspace', 'b'])).code).toBe(2);
  });
});
