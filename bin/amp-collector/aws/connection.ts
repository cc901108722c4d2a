import type { AmpClient } from '@aws-sdk/client-amp';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { EKSClient } from '@aws-sdk/client-eks';
import type { CommonValues } from '../command-line/common-options';
import { positive } from '../command-line/positive';
import { answered } from './errors';

// Which Node.js later versions of the SDK need is no concern of whoever runs this one.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** What all clients are made with. The SDK fills in the rest: Region and credentials by its default chains. */
export interface ClientSettings {
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly requestHandler: { readonly requestTimeout: number; readonly connectionTimeout: number; readonly throwOnRequestTimeout: true };
}

/** The ways to AWS, each made when it is used. */
export class Connection {
  private readonly settings: ClientSettings;
  private ampClient?: AmpClient;

  constructor(options: CommonValues, readonly signal: AbortSignal) {
    const milliseconds = positive('timeout', options.timeout, 30) * 1000;
    this.settings = {
      region: options.region,
      profile: options.profile,
      endpoint: options['endpoint-url'],
      requestHandler: { requestTimeout: milliseconds, connectionTimeout: Math.min(milliseconds, 10_000), throwOnRequestTimeout: true },
    };
  }

  async amp(): Promise<AmpClient> {
    const { AmpClient } = await import('@aws-sdk/client-amp');
    return this.ampClient ??= new AmpClient(this.settings);
  }

  async eks(): Promise<EKSClient> {
    const { EKSClient } = await import('@aws-sdk/client-eks');
    return new EKSClient(this.settings);
  }

  async logs(): Promise<CloudWatchLogsClient> {
    const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
    return new CloudWatchLogsClient(this.settings);
  }

  /** The Region that is asked. */
  async region(): Promise<string> {
    const { config } = await this.amp();
    return answered('the Region', undefined, () => config.region());
  }

  /** How long to wait for an answer, in milliseconds. */
  get timeout(): number {
    return this.settings.requestHandler.requestTimeout;
  }
}
