import { throwUnusable } from '../private/errors';
import { alertManagerLibrary } from '../validation/alert-manager-library';
import { formatMatcher, type Matcher, type MatchOperator } from '../prometheus/alertmanager/format-matcher';

/**
 * A condition on one label of an alert. An alert without the label has an empty one.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#matcher
 */
export class AlertMatcher {
  /**
   * Matches alerts whose label has this value.
   *
   * @param name the name of the label
   * @param value the value; empty for alerts without the label
   */
  public static equal(name: string, value: string): AlertMatcher {
    return AlertMatcher.of(name, '=', value);
  }

  /**
   * Matches alerts whose label has another value, or that do not have it.
   *
   * @param name the name of the label
   * @param value the value
   */
  public static notEqual(name: string, value: string): AlertMatcher {
    return AlertMatcher.of(name, '!=', value);
  }

  /**
   * Matches alerts whose whole label matches a regular expression.
   *
   * @param name the name of the label
   * @param expression the expression in RE2 syntax, such as `critical|page.*`
   */
  public static matches(name: string, expression: string): AlertMatcher {
    return AlertMatcher.of(name, '=~', expression);
  }

  /**
   * Matches alerts whose label does not match a regular expression.
   *
   * @param name the name of the label
   * @param expression the expression in RE2 syntax
   */
  public static doesNotMatch(name: string, expression: string): AlertMatcher {
    return AlertMatcher.of(name, '!~', expression);
  }

  /**
   * Parses a matcher in Alertmanager's syntax: `severity=~"crit.*"`.
   *
   * Throws if the text is not exactly one matcher.
   *
   * @param text the matcher
   */
  public static parse(text: string): AlertMatcher {
    const { value, error } = alertManagerLibrary().parseMatchers(text);
    if (value === undefined) return throwUnusable('the matcher', { path: '', message: error });
    if (value.length === 1) return new AlertMatcher(value);
    return throwUnusable('the matcher', { path: '', message: `must be one matcher, got ${value.length} in '${text}'` });
  }

  private static of(name: string, operator: MatchOperator, value: string): AlertMatcher {
    return new AlertMatcher([{ name, operator, value }]);
  }

  private constructor(private readonly matchers: readonly Matcher[]) {}

  /** @internal */
  public _render(): string {
    return this.matchers.map(formatMatcher).join(',');
  }
}
