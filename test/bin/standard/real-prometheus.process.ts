import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Duration } from 'aws-cdk-lib';
import { Dashboards, StandardRules } from 'cdk-managed-prometheus';
import { parse } from 'yaml';
import { RECORDS } from '../../../lib/standard/rules/groups';
import { exposition, PROGRAM_OF_JOB } from '../../standard/exposition';
import { expanded, type GrafanaDashboard, queriesOf } from '../../standard/grafana-dashboard';
import { everyJob } from '../../standard/promtool-tests';
import { freePort } from '../setup/prometheus-server';

interface Job {
  readonly job_name: string;
  readonly honor_labels?: boolean;
  readonly honor_timestamps?: boolean;
  readonly relabel_configs?: readonly Relabeling[];
  readonly metric_relabel_configs?: readonly unknown[];
}

interface Relabeling {
  readonly source_labels?: readonly string[];
  readonly target_label?: string;
  readonly replacement?: string;
}

type Vector = ReadonlyArray<{ readonly metric: Readonly<Record<string, string>>; readonly value: [number, string] }>;

const folder = mkdtempSync(join(tmpdir(), 'standard-'));
const faults: Record<string, number> = {};
let targets: Server;
let prometheus: ChildProcess;
let url: string;

beforeAll(async () => {
  const start = Date.now();
  targets = createServer(({ url: path = '' }, response) => {
    response.setHeader('Content-Type', 'text/plain');
    response.end(exposition(path.slice(1), (Date.now() - start) / 1000, faults));
  });
  await new Promise<void>(resolve => targets.listen(0, '127.0.0.1', resolve));
  const { port } = targets.address() as AddressInfo;
  const listen = `127.0.0.1:${await freePort()}`;
  url = `http://${listen}`;
  const atOnce = { for: Duration.seconds(0) };
  writeFileSync(join(folder, 'rules.yml'), StandardRules.forJobs(everyJob(), { alerts: { NodeMemoryHigh: atOnce, CoreDnsErrors: atOnce } }).toYaml());
  writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(configuration(`127.0.0.1:${port}`)));
  prometheus = spawn('prometheus', [
    `--config.file=${join(folder, 'prometheus.yml')}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=${listen}`,
  ], { stdio: 'ignore' });
  await until(async () => (await query('count(up == 1)'))[0]?.value[1] === String(Object.keys(PROGRAM_OF_JOB).length));
}, 120_000);

afterAll(() => {
  prometheus.kill();
  targets.close();
  rmSync(folder, { recursive: true, force: true });
});

test('every recording rule writes series', async () => {
  await until(async () => (await withoutData([...RECORDS])).length === 0);
  expect(await withoutData([...RECORDS])).toEqual([]);
}, 120_000);

test('no rule fails', async () => {
  const { data } = await (await fetch(`${url}/api/v1/rules`)).json() as
    { data: { groups: ReadonlyArray<{ rules: ReadonlyArray<{ name: string; health: string; lastError?: string }> }> } };
  expect(data.groups.flatMap(({ rules }) => rules).filter(({ health }) => health !== 'ok')).toEqual([]);
});

test('a fault fires its alert, which does not fire before', async () => {
  expect(await firing('NodeMemoryHigh')).toEqual([]);
  faults.node_memory_MemAvailable_bytes = 2;
  await until(async () => (await firing('NodeMemoryHigh')).length > 0);
  expect((await firing('NodeMemoryHigh')).map(({ metric }) => metric)).toEqual([
    expect.objectContaining({ alertname: 'NodeMemoryHigh', cluster: 'c', instance: 'n1', severity: 'warning' }),
  ]);
}, 60_000);

test('every query of every dashboard returns data', async () => {
  const queries = Dashboards.all().flatMap(({ json }) => queriesOf(JSON.parse(json) as GrafanaDashboard)).map(expr => expanded(expr));
  expect(queries.length).toBeGreaterThan(100);
  await until(async () => (await withoutData(queries)).length === 0);
  expect(await withoutData(queries)).toEqual([]);
}, 120_000);

/** The jobs with one static target each in place of service discovery, and with the constants that their relabelings set. */
function configuration(address: string): object {
  const { scrape_configs: jobs } = parse(everyJob().toYaml()) as { scrape_configs: readonly Job[] };
  return {
    global: { scrape_interval: '2s', scrape_timeout: '2s', evaluation_interval: '1s' },
    rule_files: ['rules.yml'],
    scrape_configs: jobs.map(({ job_name, honor_labels, honor_timestamps, relabel_configs = [], metric_relabel_configs }) => ({
      job_name, honor_labels, honor_timestamps, metric_relabel_configs,
      metrics_path: `/${job_name}`,
      static_configs: [{
        targets: [address],
        labels: {
          cluster: 'c', node: 'n1', instance: 'n1',
          ...Object.fromEntries(relabel_configs.flatMap(({ source_labels, target_label = '', replacement }) =>
            source_labels === undefined && replacement !== undefined && !target_label.startsWith('__') ? [[target_label, replacement]] : [])),
        },
      }],
    })),
  };
}

async function query(expr: string): Promise<Vector> {
  const response = await fetch(`${url}/api/v1/query`, { method: 'POST', body: new URLSearchParams({ query: expr }) }).catch(() => undefined);
  if (response === undefined) return [];
  const { data, error } = await response.json() as { data?: { result: Vector }; error?: string };
  if (data === undefined) throw new Error(`${expr}: ${error ?? ''}`);
  return data.result;
}

const firing = (alert: string) => query(`ALERTS{alertname="${alert}",alertstate="firing"}`);

async function withoutData(queries: readonly string[]): Promise<string[]> {
  const results = await Promise.all(queries.map(async expr => ({ expr, result: await query(expr) })));
  return results.filter(({ result }) => result.length === 0).map(({ expr }) => expr);
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 40 && !await condition(); attempt += 1) await sleep(1000);
}
