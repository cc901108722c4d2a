import { SERVICE_ACCOUNT_TOKEN_FILE } from '../private/limits';

/**
 * The credentials that a collector sends to a target.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export class ScrapeAuthorization {
  /**
   * A bearer token from `/var/run/secrets/kubernetes.io/serviceaccount/token`, the one credentials file that a collector has.
   */
  public static serviceAccountToken(): ScrapeAuthorization {
    return new ScrapeAuthorization(SERVICE_ACCOUNT_TOKEN_FILE);
  }

  private constructor(private readonly credentialsFile: string) {}

  /** @internal */
  public _render(): object {
    return { credentials_file: this.credentialsFile };
  }
}

/**
 * A version of TLS.
 */
export enum TlsVersion {
  /** TLS 1.0. */
  TLS10 = 'TLS10',

  /** TLS 1.1. */
  TLS11 = 'TLS11',

  /** TLS 1.2. */
  TLS12 = 'TLS12',

  /** TLS 1.3. */
  TLS13 = 'TLS13',
}

/**
 * The validation of a target's TLS certificate. AWS documents these settings for CloudWatch destinations.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/managed-prometheus-collectors-scraper-configuration.html
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#tls_config
 */
export interface TlsConfig {
  /**
   * The certificate of the authority that signed the target's, in PEM.
   *
   * @default - the authorities of the collector
   */
  readonly ca?: string;

  /**
   * The name that the certificate must have.
   *
   * @default - the target's host
   */
  readonly serverName?: string;

  /**
   * Accepts any certificate.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;

  /**
   * The minimum version of TLS.
   *
   * @default TlsVersion.TLS12
   */
  readonly minVersion?: TlsVersion;

  /**
   * The maximum version of TLS.
   *
   * @default - the newest version that the collector supports
   */
  readonly maxVersion?: TlsVersion;
}

/** Prometheus's names of the fields of `TlsConfig`. */
export const TLS_FIELDS = {
  ca: 'ca',
  serverName: 'server_name',
  insecureSkipVerify: 'insecure_skip_verify',
  minVersion: 'min_version',
  maxVersion: 'max_version',
} as const;
