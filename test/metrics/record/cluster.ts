import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ADDRESS = '127.0.0.1';
const PORTS = {
  etcd: 23_790, peers: 23_800, apiServer: 26_443, scheduler: 26_259, controllerManager: 26_257, kubelet: 26_250, readOnly: 26_255,
} as const;
const TOKENS = { admin: 'token-of-admin', guest: 'token-of-guest' };
const API_SERVER = `https://${ADDRESS}:${PORTS.apiServer}`;
const SECONDS_TO_START = 60;

/** Where components expose metrics, with the names of their recordings. */
export const METRICS: Readonly<Record<string, string>> = {
  'kube-apiserver': `${API_SERVER}/metrics`,
  'kube-scheduler': `https://${ADDRESS}:${PORTS.scheduler}/metrics`,
  'kube-controller-manager': `https://${ADDRESS}:${PORTS.controllerManager}/metrics`,
  'kubelet': `http://${ADDRESS}:${PORTS.readOnly}/metrics`,
};

/** Pages of the kubelet other than its metrics. */
export const KUBELET = `http://${ADDRESS}:${PORTS.readOnly}`;

/** A cluster with one node whose container runtime is a fake one. */
export class Cluster {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cluster-'));
  private readonly processes: ChildProcess[] = [];

  /** @param binaries the folder with the programs */
  public constructor(private readonly binaries: string) {}

  public async start(): Promise<void> {
    this.writeCredentials();
    this.run('server', {
      'data-dir': this.path('etcd'), 'listen-client-urls': `http://${ADDRESS}:${PORTS.etcd}`, 'advertise-client-urls': `http://${ADDRESS}:${PORTS.etcd}`,
      'listen-peer-urls': `http://${ADDRESS}:${PORTS.peers}`, 'initial-advertise-peer-urls': `http://${ADDRESS}:${PORTS.peers}`,
      'initial-cluster': `default=http://${ADDRESS}:${PORTS.peers}`,
    });
    this.run('kube-apiserver', {
      'etcd-servers': `http://${ADDRESS}:${PORTS.etcd}`, 'bind-address': ADDRESS, 'secure-port': PORTS.apiServer, 'cert-dir': this.path('certificates'),
      'advertise-address': '192.0.2.1', 'endpoint-reconciler-type': 'none', 'service-cluster-ip-range': '10.96.0.0/16',
      'authorization-mode': 'Node,RBAC', 'token-auth-file': this.path('tokens.csv'),
      'audit-policy-file': this.path('audit.json'), 'audit-log-path': this.path('audit.log'),
      'service-account-issuer': 'https://kubernetes.default.svc', 'service-account-key-file': this.path('accounts.pub'),
      'service-account-signing-key-file': this.path('accounts.key'),
    });
    await this.until(`${API_SERVER}/readyz`);
    const client = { 'kubeconfig': this.path('kubeconfig.json'), 'bind-address': ADDRESS, 'authorization-always-allow-paths': '/metrics,/healthz' };
    this.run('kube-scheduler', { ...client, 'secure-port': PORTS.scheduler });
    this.run('kube-controller-manager', {
      ...client, 'secure-port': PORTS.controllerManager, 'service-account-private-key-file': this.path('accounts.key'),
      'use-service-account-credentials': true, 'allocate-node-cidrs': true, 'cluster-cidr': '10.128.0.0/16',
    });
    this.run('kubemark', {
      'morph': 'kubelet', 'name': 'node', 'kubeconfig': this.path('kubeconfig.json'), 'cert-dir': this.path('node'), 'use-host-image-service': false,
      'kubelet-port': PORTS.kubelet, 'kubelet-read-only-port': PORTS.readOnly,
    });
    for (const url of [...Object.values(METRICS), '/api/v1/namespaces/default/serviceaccounts/default']) await this.until(url);
  }

  /** Sends a request to the API server, or to another URL, and returns the status and the body. */
  public request(path: string, { method = 'GET', type = 'application/json', body, user = 'admin' }: RequestOptions = {}): Response {
    const url = path.startsWith('/') ? API_SERVER + path : path;
    const authorization = ['--header', `Authorization: Bearer ${TOKENS[user]}`];
    const content = body === undefined ? [] : ['--header', `Content-Type: ${type}`, '--data-binary', JSON.stringify(body)];
    const answer = execFileSync('curl', [
      '--silent', '--insecure', '--max-time', '10', '--request', method, ...authorization, ...content, '--write-out', '\n%{http_code}', url,
    ], { encoding: 'utf8', maxBuffer: 1e8 });
    const end = answer.lastIndexOf('\n');
    return { status: Number(answer.slice(end + 1)), text: answer.slice(0, end) };
  }

  public stop(): void {
    for (const process of this.processes.reverse()) process.kill('SIGKILL');
  }

  private writeCredentials(): void {
    const account = this.path('accounts.key');
    execFileSync('openssl', ['genrsa', '-out', account, '2048'], { stdio: 'ignore' });
    execFileSync('openssl', ['rsa', '-in', account, '-pubout', '-out', this.path('accounts.pub')], { stdio: 'ignore' });
    writeFileSync(this.path('tokens.csv'), `${TOKENS.admin},admin,1,system:masters\n${TOKENS.guest},guest,2\n`);
    writeFileSync(this.path('audit.json'), JSON.stringify({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules: [{ level: 'Metadata' }] }));
    writeFileSync(this.path('kubeconfig.json'), JSON.stringify({
      'apiVersion': 'v1', 'kind': 'Config', 'current-context': 'cluster',
      'contexts': [{ name: 'cluster', context: { cluster: 'cluster', user: 'admin' } }],
      'clusters': [{ name: 'cluster', cluster: { 'server': API_SERVER, 'insecure-skip-tls-verify': true } }],
      'users': [{ name: 'admin', user: { token: TOKENS.admin } }],
    }));
  }

  private path(name: string): string {
    return join(this.folder, name);
  }

  private run(program: string, flags: Readonly<Record<string, string | number | boolean>>): void {
    const log = openSync(this.path(`${program}.log`), 'w');
    const options = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
    this.processes.push(spawn(join(this.binaries, program), options, { cwd: this.folder, stdio: ['ignore', log, log] }));
  }

  private async until(url: string): Promise<void> {
    for (let second = 0; second < SECONDS_TO_START; second++) {
      try {
        if (this.request(url).status === 200) return;
      } catch {
        // It does not listen yet.
      }
      await sleep(1000);
    }
    throw new Error(`${url} does not answer; see the logs in ${this.folder}`);
  }
}

interface RequestOptions {
  readonly method?: string;
  readonly type?: string;
  readonly body?: object;
  readonly user?: keyof typeof TOKENS;
}

interface Response {
  readonly status: number;
  readonly text: string;
}
