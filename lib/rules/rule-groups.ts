import { readBytes } from '../private/read-bytes';
import type { Problem } from '../validation/problem';
import type { RuleFileTarget } from '../validation/rule-files/rule-file-context';
import { readFolder } from './read-folder';
import type { RuleGroup } from './rule-group';
import { ObjectSource, type RulesSource, SUBJECT, TextSource, TypedSource } from './rules-source';

/**
 * Recording and alerting rules in groups.
 *
 * Write them with typed properties, or use existing rule files and PrometheusRule objects with `fromFile`, `fromYaml`, `fromObject` or
 * `fromFolder`. Rule groups are immutable.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-Ruler.html
 */
export class RuleGroups {
  /**
   * Uses rules given as YAML text. The template contains the text unchanged, comments included.
   *
   * One or several PrometheusRule objects of the Prometheus Operator are accepted, too. Their groups are written as one rule file, without
   * comments.
   *
   * Does not throw if the text is invalid: see `problems()`.
   *
   * @param text plain YAML with the key `groups` at its root, or PrometheusRule objects; not base64
   */
  public static fromYaml(text: string): RuleGroups {
    return RuleGroups.of(new TextSource(text));
  }

  /**
   * Uses the rules in a YAML file, which is read immediately: a rule file, or PrometheusRule objects.
   *
   * Throws if the file cannot be read. Does not throw if its text is invalid: see `problems()`.
   *
   * @param path the path of the file; a relative path starts at the current working directory of the app
   */
  public static fromFile(path: string): RuleGroups {
    return RuleGroups.of(new TextSource(readBytes(SUBJECT, path), path));
  }

  /**
   * Uses rules given as an object with Prometheus's field names, or as a PrometheusRule object.
   *
   * Does not throw if the object is invalid: see `problems()`.
   *
   * @param value for example `{ groups: [{ name: 'up', rules: [{ record: 'job:up:sum', expr: 'sum by (job) (up)' }] }] }`
   */
  public static fromObject(value: { [field: string]: unknown }): RuleGroups {
    return RuleGroups.of(new ObjectSource(value));
  }

  /**
   * Uses all rule files and PrometheusRule objects in a folder: `*.yaml`, `*.yml` and `*.json`, in the order of their names.
   *
   * Returns one value for each namespace that they need: a namespace has at most 1,000,000 bytes, and each name of a group once. Files are
   * not divided. Unit tests of promtool and `kustomization.yaml` are skipped.
   *
   * Throws if the folder or a file cannot be read. Does not throw if a file is invalid: see `problems()`.
   *
   * @param path the path of the folder; a relative path starts at the current working directory of the app
   */
  public static fromFolder(path: string): RuleGroups[] {
    return readFolder(path).map(source => RuleGroups.of(source));
  }

  private static of(source: RulesSource): RuleGroups {
    const groups = new RuleGroups([]);
    groups.source = source;
    return groups;
  }

  private source: RulesSource;

  constructor(groups: RuleGroup[]) {
    this.source = new TypedSource(groups);
  }

  /** Returns the rules as a rule file, as the template contains it. A given rule file is returned unchanged. */
  public toYaml(): string {
    return this.source.toYaml();
  }

  /**
   * Returns all problems of the rules: errors, which Prometheus or the service would refuse, and warnings about what is legal and probably
   * does not work as intended. Never throws.
   *
   * A namespace whose rules have errors throws one error that lists them; warnings become warnings of the construct.
   */
  public problems(): Problem[] {
    return this._problems({});
  }

  /**
   * The file whose text the template contains, line by line the same.
   *
   * @internal
   */
  public get _unchangedFile(): string | undefined {
    return this.source.unchangedFile;
  }

  /** @internal */
  public _problems(target: RuleFileTarget): Problem[] {
    return [...this.source.problems(target)];
  }

  /**
   * Returns problems of the written rule file with their places in what was given.
   *
   * @internal
   */
  public _located(problems: readonly Problem[]): readonly Problem[] {
    return this.source.located(problems);
  }
}
