import { toFields } from './writer/fields';
import type {
  CaseRelabelingOptions, EqualRelabelingOptions, HashModRelabelingOptions, LabelMapRelabelingOptions,
  RelabelingMatchOptions, ReplaceRelabelingOptions,
} from './relabeling-options';

/** What a rule of any action may have. */
interface RuleFields {
  readonly sourceLabels?: string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly modulus?: number;
  readonly targetLabel?: string;
  readonly replacement?: string;
  readonly action?: string;
}

/** Prometheus's own order, which is the order in the YAML. */
export const RELABELING_FIELDS = {
  sourceLabels: 'source_labels',
  separator: 'separator',
  regex: 'regex',
  modulus: 'modulus',
  targetLabel: 'target_label',
  replacement: 'replacement',
  action: 'action',
} as const;

/**
 * One rule that rewrites the labels of a target, before it is scraped, or of a metric, before it is stored.
 *
 * One factory per action. Rules run in the order they are given and stop at the first that drops.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export class Relabeling {
  /**
   * Writes a label where the regular expression matches; leaves everything alone where it does not.
   *
   * With the default regular expression a missing source label writes the empty text, which removes the target label.
   */
  public static replace(options: ReplaceRelabelingOptions): Relabeling {
    return new Relabeling(options);
  }

  /** Keeps only what matches. */
  public static keep(options: RelabelingMatchOptions): Relabeling {
    return new Relabeling({ ...options, action: 'keep' });
  }

  /** Drops what matches. */
  public static drop(options: RelabelingMatchOptions): Relabeling {
    return new Relabeling({ ...options, action: 'drop' });
  }

  /** Keeps only what has the same value in the source labels as in the target label. Prometheus 2.41 and later. */
  public static keepEqual(options: EqualRelabelingOptions): Relabeling {
    return new Relabeling({ ...options, action: 'keepequal' });
  }

  /** Drops what has the same value in the source labels as in the target label. Prometheus 2.41 and later. */
  public static dropEqual(options: EqualRelabelingOptions): Relabeling {
    return new Relabeling({ ...options, action: 'dropequal' });
  }

  /** Writes the bucket that the hash of the source labels falls into: a way to split targets between scrapers. */
  public static hashMod(options: HashModRelabelingOptions): Relabeling {
    return new Relabeling({ ...options, action: 'hashmod' });
  }

  /** Copies every label whose name matches to the name that the replacement gives. */
  public static labelMap(options: LabelMapRelabelingOptions): Relabeling {
    return new Relabeling({ ...options, action: 'labelmap' });
  }

  /**
   * Removes every label whose name matches.
   *
   * @param regex the RE2 regular expression that the whole label name must match
   */
  public static labelDrop(regex: string): Relabeling {
    return new Relabeling({ regex, action: 'labeldrop' });
  }

  /**
   * Removes every label whose name does not match.
   *
   * @param regex the RE2 regular expression that the whole label name must match
   */
  public static labelKeep(regex: string): Relabeling {
    return new Relabeling({ regex, action: 'labelkeep' });
  }

  /** Writes the joined source labels in lower case. Prometheus 2.36 and later. */
  public static lowercase(options: CaseRelabelingOptions): Relabeling {
    return new Relabeling({ ...options, action: 'lowercase' });
  }

  /** Writes the joined source labels in upper case. Prometheus 2.36 and later. */
  public static uppercase(options: CaseRelabelingOptions): Relabeling {
    return new Relabeling({ ...options, action: 'uppercase' });
  }

  /**
   * A rule as it stands in a configuration file, with Prometheus's field names.
   *
   * @param rule for example `{ action: 'drop', source_labels: ['__name__'], regex: 'go_.*' }`
   */
  public static fromObject(rule: { [field: string]: unknown }): Relabeling {
    return new Relabeling({}, rule);
  }

  private constructor(
    private readonly rule: RuleFields,
    private readonly additionalFields: { [field: string]: unknown } = {},
  ) {}

  /** @internal */
  public _render(): Record<string, unknown> {
    return toFields(this.rule, RELABELING_FIELDS, this.additionalFields);
  }
}
