import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { FakeGrafana } from '../grafana/provisioning/fakes/grafana';
import { FakeService } from '../grafana/provisioning/fakes/service';
import { HttpServer } from '../aws/fakes/http-server';
import { ControlPlane } from './kubernetes/control-plane';
import { ACCOUNT, KUBECTL, REGION, RUNTIME_MODULES, SOURCE, TOOLS, VENV } from './paths';
import { end, start } from './processes';

const START_SECONDS = 60;

/** The resources in the emulator: those of Prometheus, and those that grant them access. */
export interface Ledger {
  readonly scrapers: readonly Scraper[];
  /** The calls about scrapers that ever reached the service: `create`, `update`, `delete`. */
  readonly scraperCalls: readonly string[];
  readonly workspaces: readonly string[];
  /** The alert manager definitions, by the ARNs of their workspaces. */
  readonly alertManagers: Readonly<Record<string, string>>;
  /** By the ARNs of topics and secrets. */
  readonly topicPolicies: Readonly<Record<string, PolicyAndKey>>;
  readonly secretPolicies: Readonly<Record<string, PolicyAndKey>>;
  readonly keyPolicies: Readonly<Record<string, object>>;
  /** By the ARN. */
  readonly ruleGroupsNamespaces: Readonly<Record<string, { readonly Workspace: string; readonly Data: string }>>;
  readonly addOns: readonly string[];
  readonly alarms: readonly string[];
  readonly topics: readonly string[];
  readonly grafanaWorkspaces: readonly string[];
  readonly logGroups: readonly string[];
  readonly accessEntries: readonly string[];
  /** Security groups that may reach another. */
  readonly openings: ReadonlyArray<{ readonly from: string; readonly to: string; readonly port: number }>;
  /** By the ARN, whom a role trusts and what it may. */
  readonly roles: Readonly<Record<string, { readonly trust: object; readonly policies: readonly object[] }>>;
}

/** The policy of a resource, and the key that encrypts it. */
export interface PolicyAndKey {
  readonly policy: object | null;
  readonly key: string | null;
}

export interface Scraper {
  readonly Arn: string;
  readonly ScraperId: string;
  readonly RoleArn: string;
  readonly Properties: {
    readonly ScrapeConfiguration: { readonly ConfigurationBlob: string };
    readonly Source: Readonly<Record<string, { readonly SecurityGroupIds: readonly string[] }>>;
    readonly Destination: { readonly AmpConfiguration: { readonly WorkspaceArn: string } };
    readonly RoleConfiguration?: { readonly SourceRoleArn: string; readonly TargetRoleArn: string };
  };
}

/** Grafana behind all Grafana workspaces, and the service's API of service accounts. */
export interface GrafanaServers {
  readonly grafana: FakeGrafana;
  readonly service: FakeService;
  readonly servers: readonly HttpServer[];
}

/** The emulated AWS and its clusters, all on loopback addresses. */
export class Aws {
  /**
   * @param folder where it may write; its log is `emulator.log` there
   * @param judge the program that loads a configuration with Prometheus's packages
   */
  static async start(folder: string, judge: string): Promise<Aws> {
    const url = `http://127.0.0.1:${await freePort()}`;
    const clusters = await ControlPlane.start(url);
    const grafana = new FakeGrafana();
    const service = new FakeService(grafana);
    const servers = await Promise.all([HttpServer.start(grafana.respond), HttpServer.start(service.respond)]);
    const log = openSync(join(folder, 'emulator.log'), 'w');
    const emulator = start(join(VENV, 'bin', 'python3'), [join(SOURCE, 'emulator')], {
      cwd: folder,
      env: {
        ...emulatorEnvironment(url, clusters.url, folder),
        PROMETHEUS_JUDGE: judge,
        AWS_ENDPOINT_URL_GRAFANA_WORKSPACE: servers[0].url,
        AWS_ENDPOINT_URL_GRAFANA: servers[1].url,
      },
      // It ends when its standard input is closed.
      stdio: ['pipe', log, log],
    });
    const aws = new Aws(url, clusters, emulator, folder, { grafana, service, servers });
    await aws.untilReady();
    return aws;
  }

  private constructor(
    readonly url: string,
    readonly clusters: ControlPlane,
    private readonly emulator: ChildProcess,
    private readonly folder: string,
    /** Grafana, and the service's API of its tokens. */
    readonly grafana: GrafanaServers,
  ) {}

  /** The environment variables with which clients connect to it, as the root user of an account. */
  environment(account: string): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      HOME: this.folder,
      AWS_ENDPOINT_URL: this.url,
      AWS_ACCESS_KEY_ID: account,
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: REGION,
      AWS_EC2_METADATA_DISABLED: 'true',
    };
  }

  /** The current resources, as the emulator records them. */
  get ledger(): Ledger {
    const file = join(this.folder, 'ledger.json');
    return JSON.parse(readFileSync(file, 'utf8')) as Ledger;
  }

  async stop(): Promise<void> {
    end(this.emulator);
    await Promise.all(this.grafana.servers.map(server => server.stop()));
    await this.clusters.stop();
  }

  private async untilReady(): Promise<void> {
    for (let second = 0; second < START_SECONDS; second++) {
      if (this.emulator.exitCode !== null) break;
      const answer = await fetch(`${this.url}/_ministack/health`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
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
    NODE_PATH: RUNTIME_MODULES,
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
