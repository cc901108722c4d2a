import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Duration } from 'aws-cdk-lib';
import { CostEstimate, type JobSize, Relabeling, ScrapeConfiguration, ScrapeJob } from '../../lib';
import { freePort, PrometheusServer } from './setup/prometheus-server';

/* Estimates against a real Prometheus, which scrapes exporters with the same configuration. */

const SECONDS_PER_MONTH = 2_592_000;
const WAIT = 20;

const prometheus = new PrometheusServer();
/** The recorded output of an exporter that is not at hand. */
const recorded = createServer((_, response) => response.end(withValues(join(process.cwd(), 'test/judge/exporters/coredns.txt'))));
let nodeExporter: ChildProcess | undefined;
let addresses: Readonly<Record<'node' | 'dns', string>>;

beforeAll(async () => {
  await new Promise<void>(resolve => recorded.listen(0, '127.0.0.1', resolve));
  const port = await freePort();
  nodeExporter = spawn('prometheus-node-exporter', [`--web.listen-address=127.0.0.1:${port}`], { stdio: 'ignore' });
  addresses = { node: `127.0.0.1:${port}`, dns: `127.0.0.1:${(recorded.address() as AddressInfo).port}` };
  await answered(addresses.node);
});
afterAll(() => {
  prometheus.stop();
  recorded.close();
  nodeExporter?.kill();
});

test('an estimate from the series that exporters expose is within 10% of what Prometheus appends after metric relabeling', async () => {
  const configuration = configurationOf(addresses.node, addresses.dns);
  const exposed = { node: await seriesByMetric(addresses.node), dns: await seriesByMetric(addresses.dns) };
  const jobSizes = { node: { seriesByMetric: exposed.node }, dns: { seriesByMetric: exposed.dns } };
  const { samplesPerMonth, jobs } = new CostEstimate({ scrapers: [{ scrapeConfiguration: configuration, jobSizes }] });

  await prometheus.run(configuration.toYaml(), 3);
  const before = await appended();
  await sleep(WAIT * 1000);
  const after = await appended();

  const predicted = samplesPerMonth / SECONDS_PER_MONTH * (after.time - before.time);
  const actual = after.samples - before.samples;
  expect(jobs.every(({ series = 0, exposedSeries = 0 }) => series < exposedSeries)).toBe(true);
  expect(actual).toBeGreaterThan(1000);
  expect(predicted / actual).toBeGreaterThan(0.9);
  expect(predicted / actual).toBeLessThan(1.1);
});

/** One job keeps metrics, and one drops some; both drop labels, which changes no number. */
function configurationOf(node: string, dns: string): ScrapeConfiguration {
  const labeldrop = Relabeling.labelDrop('unused');
  return new ScrapeConfiguration({
    scrapeInterval: Duration.seconds(1), scrapeTimeout: Duration.seconds(1),
    jobs: [
      new ScrapeJob({
        jobName: 'node', staticConfigs: [{ targets: [node] }],
        metricRelabelings: [Relabeling.keep({ sourceLabels: ['__name__'], regex: 'node_(?:cpu|memory|network|filesystem|load).*' }), labeldrop],
      }),
      new ScrapeJob({
        jobName: 'dns', staticConfigs: [{ targets: [dns, dns.replace('127.0.0.1', 'localhost')] }],
        metricRelabelings: [Relabeling.drop({ sourceLabels: ['__name__'], regex: '.*_bucket|go_.*' }), labeldrop],
      }),
    ],
  });
}

/** Returns the number of series of each metric that a target exposes. */
async function seriesByMetric(address: string): Promise<NonNullable<JobSize['seriesByMetric']>> {
  const text = await (await fetch(`http://${address}/metrics`)).text();
  const counts = new Map<string, number>();
  for (const line of text.split('\n').filter(series => series !== '' && !series.startsWith('#'))) {
    const [metric = ''] = /^[\w:]+/.exec(line) ?? [];
    counts.set(metric, (counts.get(metric) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

/** The samples that Prometheus has appended, and when. */
async function appended(): Promise<{ readonly time: number; readonly samples: number }> {
  const text = await (await fetch(`${prometheus.url}/metrics`)).text();
  const lines = text.split('\n').filter(line => line.startsWith('prometheus_tsdb_head_samples_appended_total'));
  return { time: Date.now() / 1000, samples: lines.reduce((total, line) => total + Number(line.split(' ').at(-1)), 0) };
}

async function answered(address: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if ((await fetch(`http://${address}/metrics`).catch(() => undefined))?.ok === true) return;
    await sleep(100);
  }
  throw new Error('the exporter did not answer within 10 seconds');
}

function withValues(file: string): string {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => line.startsWith('#') ? line : `${line} 1`).join('\n') + '\n';
}
