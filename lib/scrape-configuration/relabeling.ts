import { toFields } from './writer/fields';
import type {
  CaseRelabelingOptions, EqualRelabelingOptions, HashModRelabelingOptions, LabelMapRelabelingOptions,
  RelabelingMatchOptions, ReplaceRelabelingOptions,
} from './relabeling-options';

/** The fields of a relabeling with any action. */
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
 * A relabeling: sets labels of a target before it is scraped or of a metric before it is stored, or keeps or drops it.
 *
 * There is one factory per action. Relabelings run in the given order; the first that drops ends the run.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export class Relabeling {
  /**
   * Sets a label if the regular expression matches.
   *
   * With the default regular expression, a missing source label sets the empty text, which removes the target label.
   */
  public static replace(options: ReplaceRelabelingOptions): Relabeling {
    return new Relabeling(options);
  }

  /** Keeps only targets or metrics that match. */
  public static keep(options: RelabelingMatchOptions): Relabeling {
    return new Relabeling({ ...options, action: 'keep' });
  }

  /** Drops targets or metrics that match. */
  public static drop(options: RelabelingMatchOptions): Relabeling {
    return new Relabeling({ ...options, action: 'drop' });
  }

  /** Keeps only targets or metrics whose source labels have the value of the target label. Prometheus 2.41 and later. */
  public static keepEqual(options: EqualRelabelingOptions): Relabeling {
    return new Relabeling({ ...options, action: 'keepequal' });
  }

  /** Drops targets or metrics whose source labels have the value of the target label. Prometheus 2.41 and later. */
  public static dropEqual(options: EqualRelabelingOptions): Relabeling {
    return new Relabeling({ ...options, action: 'dropequal' });
  }

  /** Sets a label to the hash of the source labels modulo a number, for example to split targets between scrapers. */
  public static hashMod(options: HashModRelabelingOptions): Relabeling {
    return new Relabeling({ ...options, action: 'hashmod' });
  }

  /** Copies every label whose name matches to the name in the replacement. */
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

  /** Sets a label to the joined source labels in lower case. Prometheus 2.36 and later. */
  public static lowercase(options: CaseRelabelingOptions): Relabeling {
    return new Relabeling({ ...options, action: 'lowercase' });
  }

  /** Sets a label to the joined source labels in upper case. Prometheus 2.36 and later. */
  public static uppercase(options: CaseRelabelingOptions): Relabeling {
    return new Relabeling({ ...options, action: 'uppercase' });
  }

  /**
   * Uses a relabeling with Prometheus's field names, as in a configuration file.
   *
   * @param rule the relabeling, for example `{ action: 'drop', source_labels: ['__name__'], regex: 'go_.*' }`
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
