import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ControlPlane } from './kubernetes/control-plane';
import { ACCOUNT, KUBECTL, REGION, ROOT, SOURCE, TOOLS, VENV } from './paths';

const START_SECONDS = 60;

/** What there is of Prometheus and of access to clusters. */
export interface Ledger {
  readonly scrapers: ReadonlyArray<{ readonly Arn: string; readonly ScraperId: string; readonly RoleArn: string }>;
  readonly workspaces: readonly string[];
  readonly accessEntries: readonly string[];
}

/** AWS and its clusters, as far as a stack can tell, all on loopback addresses. */
export class Aws {
  /** @param folder where it may write; its log is `emulator.log` there */
  static async start(folder: string): Promise<Aws> {
    const url = `http://127.0.0.1:${await freePort()}`;
    const clusters = await ControlPlane.start(url);
    const emulator = spawn(join(VENV, 'bin', 'python3'), [join(SOURCE, 'emulator')], {
      cwd: folder,
      env: emulatorEnvironment(url, clusters.url, folder),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that the functions it runs end with it.
      detached: true,
    });
    const log = createWriteStream(join(folder, 'emulator.log'));
    emulator.stdout.pipe(log);
    emulator.stderr.pipe(log);
    const aws = new Aws(url, clusters, emulator, folder);
    process.on('exit', () => {
      aws.kill();
    });
    await aws.untilReady();
    return aws;
  }

  private constructor(
    readonly url: string,
    readonly clusters: ControlPlane,
    private readonly emulator: ChildProcess,
    private readonly folder: string,
  ) {}

  /** The variables by which a client finds it, and no other account. */
  environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      HOME: this.folder,
      AWS_ENDPOINT_URL: this.url,
      AWS_ACCESS_KEY_ID: ACCOUNT,
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: REGION,
      AWS_EC2_METADATA_DISABLED: 'true',
    };
  }

  /** What there is now, as the emulator writes it down. */
  get ledger(): Ledger {
    const file = join(this.folder, 'ledger.json');
    return JSON.parse(readFileSync(file, 'utf8')) as Ledger;
  }

  async stop(): Promise<void> {
    this.kill();
    await this.clusters.stop();
  }

  private kill(): void {
    if (this.emulator.pid === undefined || this.emulator.exitCode !== null || this.emulator.signalCode !== null) return;
    process.kill(-this.emulator.pid, 'SIGKILL');
  }

  private async untilReady(): Promise<void> {
    for (let second = 0; second < START_SECONDS; second++) {
      if (this.emulator.exitCode !== null) break;
      const answer = await fetch(`${this.url}/_ministack/health`).catch(() => undefined);
      if (answer?.ok === true) return;
      await setTimeout(1000);
    }
    throw new Error('the emulator did not start; emulator.log says why');
  }
}

function emulatorEnvironment(url: string, controlPlaneUrl: string, folder: string): NodeJS.ProcessEnv {
  return {
    // The functions find kubectl and `aws` there, which Lambda's layers give them.
    PATH: [TOOLS, KUBECTL, join(VENV, 'bin'), process.env.PATH].join(':'),
    HOME: folder,
    TMPDIR: folder,
    TEST_OUTDIR: folder,
    AUTH: 'true',
    BIND_HOST: '127.0.0.1',
    MINISTACK_HOST: '127.0.0.1',
    GATEWAY_PORT: new URL(url).port,
    MINISTACK_ACCOUNT_ID: ACCOUNT,
    AWS_ACCESS_KEY_ID: ACCOUNT,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    LAMBDA_EXECUTOR: 'local',
    PYTHONDONTWRITEBYTECODE: '1',
    CONTROL_PLANE_URL: controlPlaneUrl,
    PROMETHEUS_JUDGE: join(ROOT, 'test', 'judge', 'bin', 'judge'),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
