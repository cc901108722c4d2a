import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ACCOUNT, EmulatedAws, REGION, type EmulatedScraper } from '../emulator/aws';
import { EmulatedKubernetes } from '../emulator/kubernetes';
import { PrometheusServer } from '../setup/prometheus-server';
import { signedIn } from '../setup/tool';
import { cluster, ROLE, scraper, SCRAPER_ID, WORKSPACE_ARN, WORKSPACE_ID } from '../setup/scenarios';

// docs/cli.md shows a session as it was recorded. Here it is recorded again; with RECORD=true, for the page.

const ROOT = process.cwd();
const DEFAULT_CONFIGURATION = readFileSync(join(ROOT, 'test/scrape-configuration/aws-default.yml'), 'utf8');

const aws = new EmulatedAws();
const prometheus = new PrometheusServer();
const empty = new PrometheusServer();
const metrics = createServer((_, response) => response.end('ok 1\n'));
let kubernetes: EmulatedKubernetes;
const folder = mkdtempSync(join(tmpdir(), 'session-'));

beforeAll(async () => {
  await new Promise<void>(resolve => metrics.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(metrics.address() as AddressInfo).port}`;
  const target = (job: string, instance: string, at = address) => ({ job, address: at, labels: { instance } });
  await Promise.all([
    aws.http.start(),
    empty.start([]),
    prometheus.start([
      target('pod_exporter', '10.0.1.17:9100'), target('pod_exporter', '10.0.2.31:5432', '127.0.0.1:1'),
      target('cadvisor', 'ip-10-0-1-5'), target('cadvisor', 'ip-10-0-2-8'),
      target('kubernetes-apiservers', '10.0.1.200:443'), target('kubernetes-apiservers', '10.0.2.200:443'),
      target('kube-proxy', '10.0.1.5:10249'), target('kube-proxy', '10.0.2.8:10249'),
    ]),
  ]);
  const configuration = DEFAULT_CONFIGURATION.replaceAll('\\\\', '\\');
  const emptyId = WORKSPACE_ID.replace('0a', '1a');
  const writingNothing = (alias: string, number: number): EmulatedScraper => scraper({
    configuration,
    alias,
    scraperId: SCRAPER_ID.replace('0a', `${number}a`),
    source: { eksConfiguration: { clusterArn: `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/${alias}`, subnetIds: [] } },
    destination: { ampConfiguration: { workspaceArn: WORKSPACE_ARN.replace(WORKSPACE_ID, emptyId) } },
  });
  kubernetes = await EmulatedKubernetes.start('legacy');
  kubernetes.awsAuth(`- rolearn: ${ROLE}\n  username: aps-collector-user\n`);
  aws.world = {
    defaultConfiguration: DEFAULT_CONFIGURATION,
    workspaces: [{ workspaceId: WORKSPACE_ID, prometheus: prometheus.url }, { workspaceId: emptyId, prometheus: empty.url }],
    scrapers: [
      scraper({ configuration, states: ['CREATING', 'ACTIVE'] }),
      writingNothing('staging', 1),
      writingNothing('legacy', 2),
    ],
    clusters: [
      cluster(),
      cluster({ name: 'staging' }, {}),
      cluster({ name: 'legacy', accessConfig: { authenticationMode: 'CONFIG_MAP' }, ...kubernetes.described }),
    ],
    logs: {},
  };
  writeFileSync(join(folder, 'amp-collector'), `#!/bin/sh\nexec node ${join(ROOT, 'dist/bin/amp-collector.js')} "$@"\n`, { mode: 0o755 });
});
afterAll(async () => {
  for (const server of [prometheus, empty, aws.http]) server.stop();
  metrics.close();
  await kubernetes.stop();
});

/** Returns the output of a shell on both of its streams. */
function shell(command: string): Promise<string> {
  const env = {
    ...signedIn(), PATH: `${folder}${delimiter}${process.env.PATH ?? ''}`, HOME: folder, AWS_ENDPOINT_URL: aws.http.url, AWS_EC2_METADATA_DISABLED: 'true',
  };
  return new Promise((resolve) => {
    execFile('bash', ['-c', `{ ${command}\n} 2>&1`], { cwd: folder, env }, (_, stdout) => {
      resolve(stdout);
    });
  });
}

/** The time that it took differs. */
function timeless(text: string): string {
  return text.replaceAll(/(?<=after )(?:\d+ min )?\d+ s/g, 'TIME').trimEnd();
}

interface Step {
  readonly command: string;
  readonly output: string;
}

const PAGE = join(ROOT, 'docs', 'cli.md');
const CONSOLE_BLOCK = /(?<=```console\n).*?(?=```)/gs;

function stepsIn(block: string): Step[] {
  return block.split(/^\$ /m).slice(1).map((step) => {
    const [command = '', ...output] = step.split('\n');
    return { command, output: output.join('\n').trimEnd() };
  });
}

function blockOf(steps: readonly Step[]): string {
  return steps.map(({ command, output }) => `$ ${command}\n${output === '' ? '' : `${output}\n`}`).join('');
}

test('the session in docs/cli.md prints its documented output', async () => {
  const page = readFileSync(PAGE, 'utf8');
  const blocks = [...page.matchAll(CONSOLE_BLOCK)].map(([block]) => block);
  const recorded: string[] = [];
  for (const block of blocks) {
    const steps: Step[] = [];
    for (const { command } of stepsIn(block)) steps.push({ command, output: (await shell(command)).trimEnd() });
    recorded.push(blockOf(steps));
  }
  if (process.env.RECORD === 'true') {
    writeFileSync(PAGE, page.replace(CONSOLE_BLOCK, () => recorded.shift()?.replace(/(?<=after )\d+ s/, '18 min 45 s') ?? ''));
  } else {
    expect(recorded.map(timeless)).toEqual(blocks.map(timeless));
    expect(blocks.length).toBeGreaterThan(2);
  }
});
