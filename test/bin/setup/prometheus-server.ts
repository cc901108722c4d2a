import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A target that Prometheus scrapes in a test: its job, its address, and labels that would be external ones. */
export interface ScrapedTarget {
  readonly job: string;
  readonly address: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A real Prometheus on a port of the loopback address. */
export class PrometheusServer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
  private process?: ChildProcess;
  private port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it with these targets, and waits until it has scraped each of them. */
  start(targets: readonly ScrapedTarget[]): Promise<void> {
    return this.run(JSON.stringify(configurationOf(targets)), targets.length);
  }

  /** Starts it with a configuration, and waits until it has scraped a number of targets. */
  async run(configurationText: string, targets: number): Promise<void> {
    this.port = await freePort();
    const configuration = join(this.folder, 'prometheus.yml');
    writeFileSync(configuration, configurationText);
    this.process = spawn('prometheus', [
      `--config.file=${configuration}`, `--storage.tsdb.path=${join(this.folder, 'data')}`, `--web.listen-address=127.0.0.1:${this.port}`,
    ], { stdio: 'ignore' });
    await this.scraped(targets);
  }

  stop(): void {
    this.process?.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async scraped(targets: number): Promise<void> {
    for (let attempt = 0; attempt < 150; attempt += 1) {
      await sleep(200);
      const response = await fetch(`${this.url}/api/v1/query?query=count(up)`).catch(() => undefined);
      if (response?.ok !== true) continue;
      const { data } = await response.json() as { data: { result: ReadonlyArray<{ value: [number, string] }> } };
      if (Number(data.result[0]?.value[1] ?? 0) === targets) return;
    }
    throw new Error('Prometheus did not scrape its targets within 30 seconds');
  }
}

/** JSON is YAML. */
function configurationOf(targets: readonly ScrapedTarget[]): object {
  return {
    global: { scrape_interval: '1s', scrape_timeout: '1s' },
    scrape_configs: targets.map(({ job, address, labels }, index) => ({
      job_name: `scraped-${index}`,
      static_configs: [{ targets: [address], labels: { ...labels, job } }],
    })),
  };
}

/** Returns a port of the loopback address that is free. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
