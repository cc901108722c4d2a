import { throwValueProblems } from '../private/errors';
import { countProblems } from './cluster-size';
import { grafanaCost, type GrafanaUsers } from './grafana-users';

/**
 * A tier of the price of ingestion.
 */
export interface IngestionTier {
  /**
   * The samples of a month that the tier covers.
   *
   * @default - all that are left
   */
  readonly samples?: number;

  /** The price of 10 million samples, in US dollars. */
  readonly pricePer10MillionSamples: number;
}

/**
 * Properties of the prices of Amazon Managed Service for Prometheus, in US dollars.
 */
export interface WorkspacePricesProps {
  /** The Region of the prices. */
  readonly region: string;

  /** The date of the prices: `2026-11-25`. */
  readonly date: string;

  /** The tiers of ingestion, the first one first. */
  readonly ingestion: IngestionTier[];

  /** The price of storing one GB for a month. */
  readonly storagePerGbMonth: number;

  /** The price of one hour of a collector. */
  readonly collectorPerHour: number;

  /** The price of one billion samples that queries process. */
  readonly queryPerBillionSamples: number;

  /**
   * The price of one editor or administrator of Amazon Managed Grafana for a month.
   *
   * @default - unknown: users of Grafana are not counted
   */
  readonly grafanaEditorPerMonth?: number;

  /**
   * The price of one viewer of Amazon Managed Grafana for a month.
   *
   * @default - unknown: users of Grafana are not counted
   */
  readonly grafanaViewerPerMonth?: number;
}

/**
 * The prices of Amazon Managed Service for Prometheus in a Region at a date: data for estimates, and no quote. The free tier and discounts
 * are not counted.
 *
 * @see https://aws.amazon.com/prometheus/pricing/
 * @see https://aws.amazon.com/grafana/pricing/
 */
export class WorkspacePrices {
  /** The prices in us-east-1, as published in November 2026. */
  public static usEast1(): WorkspacePrices {
    return new WorkspacePrices({
      region: 'us-east-1',
      date: '2026-11-25',
      ingestion: [
        { samples: 2e9, pricePer10MillionSamples: 0.9 },
        { samples: 250e9, pricePer10MillionSamples: 0.35 },
        { pricePer10MillionSamples: 0.16 },
      ],
      storagePerGbMonth: 0.03,
      collectorPerHour: 0.04,
      queryPerBillionSamples: 0.1,
      grafanaEditorPerMonth: 9,
      grafanaViewerPerMonth: 5,
    });
  }

  /** The Region of the prices. */
  public readonly region: string;

  /** The date of the prices. */
  public readonly date: string;

  private readonly props: WorkspacePricesProps;

  constructor(props: WorkspacePricesProps) {
    const { ingestion, storagePerGbMonth, collectorPerHour, queryPerBillionSamples, grafanaEditorPerMonth, grafanaViewerPerMonth } = props;
    throwValueProblems('the prices', [
      ...ingestion.flatMap(({ samples, pricePer10MillionSamples }, index) => [
        ...countProblems(`ingestion[${index}].samples`, samples),
        ...countProblems(`ingestion[${index}].pricePer10MillionSamples`, pricePer10MillionSamples),
      ]),
      ...ingestion.length === 0 ? [{ path: 'ingestion', message: 'specify at least one tier' }] : [],
      ...Object.entries({ storagePerGbMonth, collectorPerHour, queryPerBillionSamples, grafanaEditorPerMonth, grafanaViewerPerMonth })
        .flatMap(([path, price]) => countProblems(path, price)),
    ]);
    this.props = { ...props, ingestion: [...ingestion] };
    this.region = props.region;
    this.date = props.date;
  }

  /**
   * Returns the monthly cost of ingestion.
   *
   * @param samples the samples of a month
   */
  public ingestionCost(samples: number): number {
    let rest = samples;
    let cost = 0;
    for (const [index, { samples: size, pricePer10MillionSamples }] of this.props.ingestion.entries()) {
      const isLast = index === this.props.ingestion.length - 1;
      const part = isLast ? rest : Math.min(rest, size ?? rest);
      cost += part / 1e7 * pricePer10MillionSamples;
      rest -= part;
    }
    return cost;
  }

  /** @internal */
  public _storageCost(gigabytes: number): number {
    return gigabytes * this.props.storagePerGbMonth;
  }

  /** @internal */
  public _collectorCost(collectors: number): number {
    return collectors * HOURS_PER_MONTH * this.props.collectorPerHour;
  }

  /** @internal Returns nothing if the prices of users are unknown. */
  public _grafanaCost(users: GrafanaUsers): number | undefined {
    const { grafanaEditorPerMonth: editorPerMonth, grafanaViewerPerMonth: viewerPerMonth } = this.props;
    if (editorPerMonth === undefined || viewerPerMonth === undefined) return undefined;
    return grafanaCost({ editorPerMonth, viewerPerMonth }, users);
  }

  /** @internal */
  public _queryCost(samples: number): number {
    return samples / 1e9 * this.props.queryPerBillionSamples;
  }
}

/** AWS counts 730 hours in a month. */
const HOURS_PER_MONTH = 730;
