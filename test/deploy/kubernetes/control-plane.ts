import { generate } from 'selfsigned';
import { HttpServer, type Received, type Reply } from '../../aws/fakes/http-server';
import { Cluster } from './cluster';

/** A loopback address that the emulated Lambda does not take for its own. */
const ADDRESS = '127.0.0.2';

interface Running {
  readonly cluster: Cluster;
  readonly server: HttpServer;
}

/** The data that the emulator sends about a cluster that it creates. */
interface Request {
  readonly name: string;
  readonly creator: string;
}

/** Starts an API server for every cluster that the emulator makes, and stops it with the cluster. */
export class ControlPlane {
  static async start(awsUrl: string): Promise<ControlPlane> {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'kubernetes' }], {
      keyType: 'ec',
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: ADDRESS }] }],
    });
    const plane = new ControlPlane(awsUrl, key, cert);
    plane.server = await HttpServer.start(request => plane.respond(request));
    return plane;
  }

  /** Called when a cluster has been created, before anybody is notified. */
  prepare: (cluster: Cluster) => void = () => undefined;
  /** The objects of a cluster after its creation, by its name. */
  readonly beginnings = new Map<string, string>();
  /** The objects of a cluster before its deletion, by its name. */
  readonly leftovers = new Map<string, string>();
  private readonly running = new Map<string, Running>();
  private server?: HttpServer;

  private constructor(private readonly awsUrl: string, private readonly key: string, private readonly certificate: string) {}

  get url(): string {
    return this.server?.url ?? '';
  }

  cluster(name: string): Cluster {
    const running = this.running.get(name);
    if (running === undefined) throw new Error(`there is no cluster ${name}, but ${[...this.running.keys()].join(', ')}`);
    return running.cluster;
  }

  /** The cluster that was made last. */
  get newest(): Cluster {
    return this.cluster([...this.running.keys()].at(-1) ?? '');
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.values()].map(({ server }) => server.stop()));
    await this.server?.stop();
  }

  private async respond({ method, url, body }: Received): Promise<Reply> {
    // The response is discarded.
    if (url.pathname === '/silence') return new Promise(() => undefined);
    if (method === 'DELETE') {
      const name = url.pathname.slice(1);
      this.leftovers.set(name, this.cluster(name).contents);
      await this.running.get(name)?.server.stop();
      this.running.delete(name);
      return { status: 200, body: '{}' };
    }
    const { name, creator } = JSON.parse(body) as Request;
    const cluster = new Cluster(name, creator.toLowerCase().replace(/role\/.*\//, 'role/'), this.awsUrl);
    const server = await HttpServer.start(cluster.respond, { key: this.key, cert: this.certificate }, ADDRESS);
    this.running.set(name, { cluster, server });
    this.prepare(cluster);
    this.beginnings.set(name, cluster.contents);
    return { status: 200, body: JSON.stringify({ endpoint: server.url, certificate: Buffer.from(this.certificate).toString('base64') }) };
  }
}
