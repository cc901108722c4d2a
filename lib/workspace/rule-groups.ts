import { plainTextProblems } from '../private/plain-text';
import type { PropertyProblem } from '../private/property-problem';
import { readBytes } from '../private/read-bytes';
import { decoded } from '../prometheus/yaml/text-of-file';
import { writeYaml } from '../scrape-configuration/writer/write-yaml';

const SUBJECT = 'the set of rule groups';

/**
 * Groups of recording and alerting rules in Prometheus's format.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 */
export class RuleGroups {
  /**
   * Uses rules given as YAML text. The template contains the text unchanged, comments included.
   *
   * @param text plain YAML with the root key `groups`, not base64
   */
  public static fromYaml(text: string): RuleGroups {
    return new RuleGroups(text);
  }

  /**
   * Uses the rules in a YAML file, which is read immediately. The template contains its text unchanged, comments included.
   *
   * @param path the path of the file; a relative path starts at the current working directory of the app
   */
  public static fromFile(path: string): RuleGroups {
    return new RuleGroups(decoded(readBytes(SUBJECT, path)).toString());
  }

  /**
   * Uses rules given as an object with Prometheus's field names.
   *
   * @param value for example `{ groups: [{ name: 'up', rules: [{ record: 'job:up:sum', expr: 'sum by (job) (up)' }] }] }`
   */
  public static fromObject(value: { [field: string]: unknown }): RuleGroups {
    return new RuleGroups(writeYaml(value, SUBJECT));
  }

  private constructor(private readonly text: string) {}

  /** Returns the rules as YAML, as the template contains them. */
  public toYaml(): string {
    return this.text;
  }

  /** @internal */
  public _problems(path: string): PropertyProblem[] {
    return plainTextProblems(path, this.text, 'groups');
  }
}
