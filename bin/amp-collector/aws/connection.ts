import type { AwsValues } from '../command-line/common-options';
import { positive, url } from '../command-line/values';
import { explainErrors } from './errors';
import { checkRegion } from './identifiers';
import { checkProfile } from './profiles';

// Users cannot act on a warning about the Node.js versions of later SDKs.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** Starts to listen to Ctrl-C, and returns its signal. */
export type Interruptible = () => AbortSignal;

/** The settings of every client. The SDK resolves Region and credentials by its default chains. */
interface ClientSettings {
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly requestHandler: { readonly requestTimeout: number; readonly connectionTimeout: number; readonly throwOnRequestTimeout: true };
}

/** A service of AWS: its part of the SDK, loaded when it is used, and a client. */
interface Service<Sdk, Client> {
  readonly sdk: Sdk;
  readonly client: Client;
  readonly region: string;
}

interface RegionalClient {
  readonly config: { readonly region: () => Promise<string> };
}

/** The clients of AWS services, created on first use: credentials are resolved once. */
export class Connection {
  /** The longest wait for a response, in milliseconds. */
  readonly timeout: number;

  /** The endpoint of all services that the user specified. */
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

  constructor(options: AwsValues, readonly signal: AbortSignal) {
    const region = options.region ?? regionOfEnvironment();
    checkProfile(options.profile ?? process.env.AWS_PROFILE);
    this.timeout = positive('timeout', options.timeout, 30) * 1000;
    this.endpoint = url('endpoint-url', options['endpoint-url']);
    // Another endpoint may be an emulator with Regions of its own.
    if ((this.endpoint ?? process.env.AWS_ENDPOINT_URL) === undefined) checkRegion(region);
    this.settings = {
      region,
      profile: options.profile,
      endpoint: this.endpoint,
      requestHandler: { requestTimeout: this.timeout, connectionTimeout: Math.min(this.timeout, 10_000), throwOnRequestTimeout: true },
    };
  }
}

/** The Region as the AWS CLI and the CDK read it: the SDK does not know the second variable. */
function regionOfEnvironment(): string | undefined {
  return [process.env.AWS_REGION, process.env.AWS_DEFAULT_REGION].find(region => region !== undefined && region !== '');
}

function service<Sdk, Client extends RegionalClient>(sdk: Sdk, create: () => Client): Promise<Service<Sdk, Client>> {
  return explainErrors('the Region', undefined, async () => {
    const client = create();
    return { sdk, client, region: await client.config.region() };
  });
}

/** Rejects on abort, for work that takes no signal. */
export function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    }, { once: true });
    work.then(resolve, reject);
  });
}

function once<T>(create: () => Promise<T>): () => Promise<T> {
  let created: Promise<T> | undefined;
  return () => created ??= create();
}
