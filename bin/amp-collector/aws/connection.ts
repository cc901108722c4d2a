import type { CommonValues } from '../command-line/common-options';
import { positive, url } from '../command-line/values';
import { answered } from './errors';

// Which Node.js later versions of the SDK need is no concern of whoever runs this one.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** Begins to listen to Ctrl-C, and answers with the signal that it gives. */
export type Interruptible = () => AbortSignal;

/** What all clients are made with. The SDK fills in the rest: Region and credentials by its default chains. */
interface ClientSettings {
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly requestHandler: { readonly requestTimeout: number; readonly connectionTimeout: number; readonly throwOnRequestTimeout: true };
}

/** A service of AWS: the part of the SDK for it, loaded when it is asked for, and a client. */
interface Service<Sdk, Client> {
  readonly sdk: Sdk;
  readonly client: Client;
  /** The Region that is asked. */
  readonly region: string;
}

interface RegionalClient {
  readonly config: { readonly region: () => Promise<string> };
}

/** The ways to AWS. */
export class Connection {
  /** How long to wait for an answer, in milliseconds. */
  readonly timeout: number;

  /** Where all services are asked instead of in AWS. */
  readonly endpoint?: string;

  readonly amp = once(async () => {
    const sdk = await import('@aws-sdk/client-amp');
    return service(sdk, () => new sdk.AmpClient(this.settings));
  });

  readonly eks = once(async () => {
    const sdk = await import('@aws-sdk/client-eks');
    return service(sdk, () => new sdk.EKSClient(this.settings));
  });

  readonly logs = once(async () => {
    const sdk = await import('@aws-sdk/client-cloudwatch-logs');
    return service(sdk, () => new sdk.CloudWatchLogsClient(this.settings));
  });

  private readonly settings: ClientSettings;

  constructor(options: CommonValues, readonly signal: AbortSignal) {
    this.timeout = positive('timeout', options.timeout, 30) * 1000;
    this.endpoint = url('endpoint-url', options['endpoint-url']);
    this.settings = {
      region: options.region,
      profile: options.profile,
      endpoint: this.endpoint,
      requestHandler: { requestTimeout: this.timeout, connectionTimeout: Math.min(this.timeout, 10_000), throwOnRequestTimeout: true },
    };
  }
}

function service<Sdk, Client extends RegionalClient>(sdk: Sdk, makeClient: () => Client): Promise<Service<Sdk, Client>> {
  return answered('the Region', undefined, async () => {
    const client = makeClient();
    return { sdk, client, region: await client.config.region() };
  });
}

/** What the work comes to, unless the signal is first: for work that takes no signal. */
export function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    }, { once: true });
    work.then(resolve, reject);
  });
}

/** What is made on the first call, and the same on every other: credentials are found once. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => made ??= make();
}
