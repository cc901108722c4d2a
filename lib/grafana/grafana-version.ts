import { Token } from 'aws-cdk-lib';

/**
 * A version of Grafana that Amazon Managed Grafana offers.
 *
 * @see https://docs.aws.amazon.com/grafana/latest/APIReference/API_ListVersions.html
 */
export class GrafanaVersion {
  /** Grafana 8.4. */
  public static readonly V8_4 = new GrafanaVersion('8.4');

  /** Grafana 9.4. */
  public static readonly V9_4 = new GrafanaVersion('9.4');

  /** Grafana 10.4. */
  public static readonly V10_4 = new GrafanaVersion('10.4');

  /**
   * Specifies a version that has no constant here.
   *
   * @param version the version, as `aws grafana list-versions` prints it, such as `12.4`
   */
  public static of(version: string): GrafanaVersion {
    return new GrafanaVersion(version);
  }

  /** The major version. Undefined if the version is known only at deployment. */
  public readonly major?: number;

  private constructor(
    /** The version, such as `10.4`. */
    public readonly version: string,
  ) {
    const [digits] = Token.isUnresolved(version) ? [] : /^\d+/.exec(version) ?? [];
    this.major = digits === undefined ? undefined : Number(digits);
  }
}
