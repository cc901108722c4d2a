import { basename } from 'node:path';
import { readBytes } from '../private/read-bytes';
import { decoded } from '../prometheus/yaml/text-of-file';

/**
 * A template file, in which `{{ define "name" }}` defines templates that subjects and messages can call.
 *
 * @see https://prometheus.io/docs/alerting/latest/notifications/
 */
export class AlertTemplate {
  /**
   * A template file given as text.
   *
   * @param name the name of the file, without a path
   * @param text the templates
   */
  public static fromText(name: string, text: string): AlertTemplate {
    return new AlertTemplate(name, text);
  }

  /**
   * A template file, which is read immediately.
   *
   * Throws if the file cannot be read.
   *
   * @param path the path of the file; a relative path starts at the current working directory of the app
   */
  public static fromFile(path: string): AlertTemplate {
    return new AlertTemplate(basename(path), decoded(readBytes('the template', path)).toString());
  }

  private constructor(
    /** The name of the file. */
    public readonly name: string,
    /** The templates. */
    public readonly text: string,
  ) {}
}
