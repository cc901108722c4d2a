import { plainTextProblems } from '../private/plain-text';
import type { PropertyProblem } from '../private/property-problem';
import { readBytes } from '../private/read-bytes';
import { decoded } from '../prometheus/yaml/text-of-file';
import { writeYaml } from '../scrape-configuration/writer/write-yaml';

const SUBJECT = 'the set of rule groups';

/**
 * Recording and alerting rules, in Prometheus's own format: groups with rules.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 */
export class RuleGroups {
  /**
   * Rules as YAML text. It reaches the template unchanged, comments included.
   *
   * @param text plain YAML with the root key `groups`, not base64
   */
  public static fromYaml(text: string): RuleGroups {
    return new RuleGroups(text);
  }

  /**
   * Rules from a YAML file, read at once. It reaches the template unchanged, comments included.
   *
   * @param path the file's path; a relative one starts at the folder in which the app runs
   */
  public static fromFile(path: string): RuleGroups {
    return new RuleGroups(decoded(readBytes(SUBJECT, path)).toString());
  }

  /**
   * Rules as an object with Prometheus's field names.
   *
   * @param value for example `{ groups: [{ name: 'up', rules: [{ record: 'job:up:sum', expr: 'sum by (job) (up)' }] }] }`
   */
  public static fromObject(value: { [field: string]: unknown }): RuleGroups {
    return new RuleGroups(writeYaml(value, SUBJECT));
  }

  private constructor(private readonly text: string) {}

  /** The rules as YAML: what a template carries. */
  public toYaml(): string {
    return this.text;
  }

  /** @internal */
  public _problems(path: string): PropertyProblem[] {
    return plainTextProblems(path, this.text, 'groups');
  }
}
