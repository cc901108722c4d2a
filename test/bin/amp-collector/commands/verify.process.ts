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

/** A configuration of these jobs, with the label that distinguishes its series from others. */
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

test('verify reports that metrics of every job arrive, and then reads nothing else', async () => {
  const { code, stdout } = await verify({ configuration: configuration(`cadvisor, ${POD}`, `kubernetes-apiservers, ${POD}`) });

  expect(code).toBe(0);
  expect(stdout).toMatch(/^cadvisor +up +1 of 1$/m);
  expect(stdout).toContain('metrics of every job arrive');
  expect(aws.http.requests.some(({ path }) => path.startsWith('/clusters/'))).toBe(false);
});

describe('a job', () => {
  test('with some targets down is not a failure, and has a likely cause', async () => {
    const { code, stdout } = await verify({ configuration: configuration(`pod_exporter, ${POD}`) });

    expect(code).toBe(0);
    expect(stdout).toMatch(/^pod_exporter +partly down +1 of 2$/m);
    expect(stdout).toContain('pod_exporter: configuration: the job scrapes every port of every pod');
    expect(stdout).toContain('down, for example: 10.0.0.6:5432');
  });

  test.each<[string, string, string]>([
    ['whose address has two ports', `kube-proxy, ${KEPT}`, 'kube-proxy: configuration: the address has two ports, usually because of doubled backslashes'],
    ['that reads the control plane', `ksh-metrics, metrics_path: /apis/metrics.eks.amazonaws.com/v1/ksh/container/metrics, ${KEPT}`, 'ksh-metrics: access: the ClusterRole must have kcm/metrics and ksh/metrics'],
    ['that does not answer', `web, ${KEPT}`, 'web: network or configuration: check that security groups'],
  ])('%s is down, with this cause', async (_, job, cause) => {
    const { code, stdout } = await verify({ configuration: configuration(job) });

    expect(code).toBe(1);
    expect(stdout).toMatch(/ down +0 of 1$/m);
    expect(stdout).toContain(cause);
  });

  test.each<[string, string, string]>([
    ['is narrowed down too much', `nobody, ${KEPT}`, 'nobody: configuration: other jobs have targets, so its relabelings drop them all'],
    ['looks for endpoint slices', 'slices, kubernetes_sd_configs: [{ role: endpointslice }]', 'slices: access: the permissions that AWS documents do not include endpoint slices'],
  ])('that %s was never discovered, while metrics of the others arrive', async (_, job, cause) => {
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

describe('verify reports as the layer of the cause', () => {
  const nothingArrives = { ...writingToEmpty, configuration: configuration(`cadvisor, ${POD}`) };

  async function faultOf(differences: Partial<EmulatedScraper> = {}): Promise<string> {
    const { code, stdout } = await verify({ ...nothingArrives, ...differences });
    expect(code).toBe(1);
    return /^Cause: (.*(?:\n {2}.*)?)$/m.exec(stdout)?.[1] ?? stdout;
  }

  test.each<[string, Partial<EmulatedScraper>, string]>([
    ['is not ready', { status: { statusCode: 'CREATING' } }, 'scraper: the scraper is CREATING\n  wait about 20 minutes'],
    ['failed', { status: { statusCode: 'CREATION_FAILED' }, statusReason: 'no free IP address' }, 'scraper: the scraper is CREATION_FAILED: no free IP address'],
  ])('the scraper, if it %s', async (_, differences, fault) => {
    expect(await faultOf(differences)).toContain(fault);
  });

  test('the scraper, if its cluster is deleted', async () => {
    aws.world.clusters = [];

    expect(await faultOf()).toContain('scraper: its cluster production does not exist');
  });

  test('the scraper, if its workspace is not ready', async () => {
    aws.world.workspaces = [{ workspaceId: EMPTY_ID, status: 'CREATING', prometheus: empty.url }];

    expect(await faultOf()).toContain('scraper: its workspace is CREATING');
  });

  test('access, if the entry is missing', async () => {
    aws.world.clusters = [cluster({}, {})];

    expect(await faultOf()).toContain(`access: the cluster production (API) has no access entry for ${ROLE}`);
  });

  test('likely access, if aws-auth may also give access', async () => {
    aws.world.clusters = [cluster({ accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' } }, {})];

    expect(await faultOf()).toMatch(/^access, likely: .*\n.*until then map its role in aws-auth without the path: arn:aws:iam::111122223333:role\/AWS\S+\. See docs\/access\.md#switch-the-authentication-mode$/);
  });

  test('access, if the entry lacks its policy', async () => {
    aws.world.clusters = [cluster({}, { [ROLE]: [] })];

    expect(await faultOf()).toContain('access: the scraper\'s access entry does not have the policy AmazonPrometheusScraperPolicy');
  });

  test('likely access, if the cluster uses aws-auth: the role to look for has no path', async () => {
    aws.world.clusters = [cluster({ accessConfig: { authenticationMode: 'CONFIG_MAP' } })];
    const fault = await faultOf();

    expect(fault).toContain('access, likely: the cluster production uses aws-auth, which cannot be read from here');
    expect(fault).toContain('maps arn:aws:iam::111122223333:role/AWSServiceRoleForAmazonPrometheusScraper_94e9c92f-32c2-4, without a path, to aps-collector-user');
  });

  test('access, if the log of the discovery has the error', async () => {
    aws.world.logs = { [LOG_GROUP]: [
      JSON.stringify({ component: 'SERVICE_DISCOVERY', scraperId: 's-another', message: { log: 'dial tcp: i/o timeout' } }),
      JSON.stringify({ component: 'SERVICE_DISCOVERY', scraperId: SCRAPER_ID, message: { log: 'Failed to watch Service - Verify your scraper source permissions are valid.' } }),
    ] };

    expect(await faultOf({ logging: LOGGING })).toContain('access: log line of SERVICE_DISCOVERY: {"log":"Failed to watch Service');
  });

  test('likely access, if it writes with roles of its own', async () => {
    const roleConfiguration = { sourceRoleArn: 'arn:aws:iam::111122223333:role/source', targetRoleArn: 'arn:aws:iam::111122223333:role/target' };

    expect(await faultOf({ roleConfiguration })).toContain('access, likely: the scraper writes with its roleConfiguration');
  });

  test('the network, if the API server has only a public endpoint', async () => {
    aws.world.clusters = [cluster({ resourcesVpcConfig: { endpointPrivateAccess: false } })];

    expect(await faultOf()).toContain('network: the API server of production has only a public endpoint');
  });

  test('the network, if the log of the collector has the error', async () => {
    aws.world.logs = { [LOG_GROUP]: [JSON.stringify({ component: 'COLLECTOR', scrapeConfigId: SCRAPER_ID, message: 'scrape failed: context deadline exceeded' })] };

    expect(await faultOf({ logging: LOGGING })).toContain('network: log line of COLLECTOR: scrape failed: context deadline exceeded');
  });

  test('likely the network, if everything that can be read is valid', async () => {
    expect(await faultOf()).toContain('network, likely: the scraper is ACTIVE and has access');
  });

  test('the configuration, if Prometheus would refuse it', async () => {
    expect(await faultOf({ configuration: configuration(`cadvisor, ${POD}, scheme: [`) })).toContain('configuration: Prometheus refuses the configuration');
  });

  test('the configuration, if it has no job', async () => {
    expect(await faultOf({ configuration: 'scrape_configs: []\n' })).toContain('configuration: the configuration has no job');
  });

  test('the labels, if the job exists with others', async () => {
    expect(await faultOf({ ...scraper(), configuration: configuration(`elsewhere, ${KEPT}`) }))
      .toContain('labels: the workspace has elsewhere, but not with cluster="production"');
  });

  test('likely the labels, if a relabeling gives the job another name', async () => {
    const renamed = `cadvisor, ${POD}, relabel_configs: [{ target_label: job, replacement: containers }]`;
    const { stdout } = await verify({ ...nothingArrives, configuration: configuration(renamed) });

    expect(stdout).toContain('labels, likely: a relabeling of cadvisor writes the label job');
  });
});

test('a discovered job proves that the scraper has access, regardless of other problems', async () => {
  aws.world.clusters = [cluster({ resourcesVpcConfig: { endpointPrivateAccess: false } }, {})];
  const { stdout } = await verify({ configuration: configuration(`cadvisor, ${POD}`, `nobody, ${KEPT}`) });

  expect(stdout).not.toMatch(/Cause|Another cause/);
  expect(stdout).toContain('metrics are missing; see the likely cause of each job');
});

describe('a resource that cannot be read', () => {
  test('is listed', async () => {
    aws.http.faults.push({ path: /^\/clusters/, times: 99, reply: refuse('AccessDeniedException', 'not authorized to perform: eks:DescribeCluster') });
    const { code, stdout } = await verify({ ...writingToEmpty, configuration: configuration(`cadvisor, ${POD}`) });

    expect(code).toBe(1);
    expect(stdout).toContain('Could not be read: the cluster: no permission to read cluster production');
    expect(stdout).toContain('the scraper\'s logs: logging is not enabled');
  });

  test('is listed if it is the access entry', async () => {
    aws.http.faults.push({ path: /access-entries/, times: 99, reply: refuse('AccessDeniedException', 'not authorized to perform: eks:DescribeAccessEntry') });
    const { stdout } = await verify({ ...writingToEmpty, configuration: configuration(`cadvisor, ${POD}`) });

    expect(stdout).toContain('Could not be read: the access entry: no permission to read the scraper\'s access entry');
  });

  test.each<[string, object, string]>([
    ['throttles', { status: 429, body: { message: 'Too Many Requests' } }, 'AWS throttles the requests for the metrics'],
    ['fails', { status: 503, body: 'upstream' }, 'the service failed (503) while reading the metrics of the workspace'],
    ['refuses', { status: 403, body: { message: 'User: x is not authorized to perform: aps:QueryMetrics' } }, 'no permission to read the metrics of the workspace (aps:QueryMetrics)'],
    ['finds the credentials expired', { status: 403, body: { message: 'The security token included in the request is expired' } }, 'the AWS credentials have expired'],
  ])('fails if the workspace %s', async (_, reply, message) => {
    aws.world.scrapers = [scraper({ configuration: configuration(`cadvisor, ${POD}`) })];
    aws.http.faults.push({ path: /\/api\/v1\/query/, times: 99, reply: reply as never });
    const { code, stdout, stderr } = await ask(aws, ['verify', '--scraper', 'platform']);

    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('is read again after throttling', async () => {
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

  test('is verified with the answer of CloudWatch', async () => {
    const { code, stdout } = await verify({ ...writingToCloudWatch(), configuration: configuration(`cadvisor, ${POD}`) });

    expect(code).toBe(0);
    expect(stdout).toMatch(/^cadvisor +up +1 of 1$/m);
    expect(askedFor()).not.toEqual([]);
    expect(askedFor().every(({ headers }) => headers.authorization?.includes('/eu-central-1/monitoring/aws4_request'))).toBe(true);
  });

  test('has the labels as cause if CloudWatch has the job with others', async () => {
    const { stdout } = await verify({ ...writingToCloudWatch(), configuration: configuration(`elsewhere, ${KEPT}`) });

    expect(stdout).toContain('Cause: labels: CloudWatch has elsewhere, but not with cluster="production"');
  });

  test.each<[string, string | undefined, string]>([
    ['it is not certain that CloudWatch keeps up', DATASET_ARN, 'Could not be read: metrics: AWS documents that CloudWatch takes the same queries as a workspace, but not for the metric up'],
    ['the dataset is another account\'s', DATASET_ARN.replace('111122223333', '444455556666'), 'Could not be read: metrics: the dataset is in the account 444455556666'],
  ])('fails without metrics and with the reason: %s', async (_, datasetArn, doubt) => {
    aws.world.cloudWatch = empty.url;
    const { code, stdout } = await verify({ ...writingToCloudWatch(datasetArn), configuration: configuration(`cadvisor, ${POD}`) });

    expect(code).toBe(1);
    expect(stdout).toContain(doubt);
    expect(stdout).toContain('an interface endpoint for monitoring');
  });

  test('fails if CloudWatch refuses', async () => {
    aws.world.scrapers = [scraper({ ...writingToCloudWatch(), configuration: configuration(`cadvisor, ${POD}`) })];
    aws.http.faults.push({ path: /^\/api\/v1\/query/, times: 99, reply: refuse('AccessDeniedException', 'not authorized to perform: cloudwatch:GetMetricData') });
    const { code, stderr } = await ask(aws, ['verify', '--scraper', 'platform']);

    expect(code).toBe(3);
    expect(stderr).toContain('no permission to read the metrics of CloudWatch (cloudwatch:GetMetricData and cloudwatch:ListMetrics)');
  });
});

test('fails for an unknown destination', async () => {
  aws.world.scrapers = [scraper({ destination: { lakeConfiguration: {} } as never })];

  expect(await ask(aws, ['verify', '--scraper', 'platform'])).toMatchObject({
    code: 1, stderr: expect.stringContaining('this version does not support the scraper\'s destination (lakeConfiguration)') as string,
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
    expect(scrapers.map(({ name, ok: arrives, jobs }) => [name.split(' ')[0], arrives, jobs[0]?.state])).toEqual([['platform', true, 'up'], ['second', false, 'down']]);
  });

  test.each<[string, string, number, string]>([
    ['of another Region', WORKSPACE_ARN.replace('eu-central-1', 'us-east-1'), 2, 'is in us-east-1, but the Region is eu-central-1: specify --region us-east-1'],
    ['that nobody writes to', EMPTY_ID, 1, `no scraper writes to workspace ${EMPTY_ID}`],
  ])('fails if it is one %s', async (_, given, expected, message) => {
    aws.world.scrapers = [scraper()];
    const { code, stderr } = await ask(aws, ['verify', '--workspace', given]);

    expect(code).toBe(expected);
    expect(stderr).toContain(message);
  });

  test('and a scraper cannot both be specified', async () => {
    expect((await ask(aws, ['verify'])).code).toBe(2);
    expect((await ask(aws, ['verify', '--scraper', 'a', '--workspace', 'b'])).code).toBe(2);
  });
});

describe('an endpoint of a workspace', () => {
  const asked = () => aws.http.requests.filter(({ path }) => path.includes('/api/v1/query'));

  beforeEach(() => {
    aws.world.scrapers = [scraper({ configuration: configuration(`cadvisor, ${POD}`) })];
  });

  test.each(['https://example.com/', 'http://169.254.169.254/', 'https://aps-workspaces.eu-central-1.amazonaws.com.example.com/', 'https://user@127.0.0.1/', 'file:///etc/passwd', 'nonsense'])(
    'that is not one of the service gets no signed request: %s', async (prometheusEndpoint) => {
      const workspace = { workspaceId: WORKSPACE_ID, arn: WORKSPACE_ARN, status: { statusCode: 'ACTIVE' }, prometheusEndpoint };
      aws.http.faults.push({ path: /^\/workspaces\/[^/]+$/, times: 9, reply: { status: 200, body: { workspace } } });
      const { code, stderr } = await ask(aws, ['verify', '--scraper', 'platform']);

      expect(code).toBe(3);
      expect(stderr).toContain('no signed request is sent to it');
    });

  test('that redirects is not followed', async () => {
    aws.http.faults.push({ path: /\/api\/v1\/query/, times: 99, reply: { status: 307, headers: { location: 'https://example.com/' }, body: {} } });
    const { code, stderr } = await ask(aws, ['verify', '--scraper', 'platform']);

    expect(code).toBe(3);
    expect(stderr).toContain('a redirect, which is not followed');
    expect(asked()).not.toEqual([]);
  });

  test.each<[string, unknown]>([
    ['null', null],
    ['no data', { status: 'success' }],
    ['data that is null', { status: 'success', data: null }],
    ['a result that is null', { status: 'success', data: { resultType: 'vector', result: null } }],
    ['a result that is a string', { status: 'success', data: { resultType: 'vector', result: 'x' } }],
    ['a scalar', { status: 'success', data: { resultType: 'scalar', result: [0, '1'] } }],
  ])('that answers %s causes an error', async (_, body) => {
    aws.http.faults.push({ path: /\/api\/v1\/query/, times: 99, reply: { status: 200, body } });
    const { code, stderr } = await ask(aws, ['verify', '--scraper', 'platform']);

    expect(code).toBe(3);
    expect(stderr).not.toContain('unexpectedly');
  });

  test('that answers malformed series has no metrics', async () => {
    const result = [null, 3, {}, { metric: null, value: null }, { metric: { job: 3 }, value: [0, '1'] }];
    aws.http.faults.push({ path: /\/api\/v1\/query/, times: 99, reply: { status: 200, body: { status: 'success', data: { resultType: 'vector', result } } } });
    const { code, stderr } = await ask(aws, ['verify', '--scraper', 'platform']);

    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });
});

test('verify escapes control characters and workflow commands in labels and logs', async () => {
  aws.world.logs = { [LOG_GROUP]: [JSON.stringify({ component: 'COLLECTOR\u001b[2J', scraperId: SCRAPER_ID, message: 'context deadline exceeded\n::error::x' })] };
  const { stdout } = await verify({ ...writingToEmpty, logging: LOGGING, alias: 'platform', configuration: configuration(`"x\\n::add-mask::y\\e[2J", ${POD}`) });

  expect(stdout).not.toMatch(/\u001b|^[ \t]*::/m);
});
