import { throwUnusable } from '../private/errors';
import { readBytes } from '../private/read-bytes';
import { formatProblem } from '../private/property-problem';
import type { AlertmanagerConfiguration } from '../prometheus/alertmanager/configuration';
import { alertManagerLibrary } from '../validation/alert-manager-library';
import type { DefinitionEnvironment } from '../validation/alert-manager/definition-context';
import { ProblemSeverity, type Problem } from '../validation/problem';
import type { AlertIntegration } from './alert-integration';
import type { AlertManagerDefinitionProps } from './alert-manager-definition-props';
import type { AlertRouting, AlertSimulationOptions } from './alert-routing';
import { type DefinitionSource, ObjectDefinition, SUBJECT, TextDefinition, TypedDefinition } from './definition-source';
import { simulateRouting } from './simulate-routing';

/**
 * The definition of a workspace's alert manager: the receivers of alerts, and the routes to them.
 *
 * Write it with typed properties, or use an existing definition or configuration of Alertmanager with `fromFile`, `fromYaml` or
 * `fromObject`. A definition is immutable.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-config.html
 */
export class AlertManagerDefinition {
  /**
   * Uses a definition given as YAML text, with the key `alertmanager_config` at its root, or a configuration of Alertmanager, which is
   * wrapped. The template contains the text otherwise unchanged, comments included.
   *
   * Does not throw if the text is invalid: see `problems()`. The policies of topics and secrets that the text names are not changed.
   *
   * @param text plain YAML, not base64
   */
  public static fromYaml(text: string): AlertManagerDefinition {
    return AlertManagerDefinition.of(new TextDefinition(text));
  }

  /**
   * Uses the definition, or the configuration of Alertmanager, in a YAML file, which is read immediately.
   *
   * Throws if the file cannot be read. Does not throw if its text is invalid: see `problems()`.
   *
   * @param path the path of the file; a relative path starts at the current working directory of the app
   */
  public static fromFile(path: string): AlertManagerDefinition {
    return AlertManagerDefinition.of(new TextDefinition(readBytes(SUBJECT, path), path));
  }

  /**
   * Uses a definition, or a configuration of Alertmanager, given as an object with Alertmanager's field names.
   *
   * Does not throw if the object is invalid: see `problems()`.
   *
   * @param value for example `{ route: { receiver: 'team' }, receivers: [{ name: 'team', sns_configs: […] }] }`
   */
  public static fromObject(value: { [field: string]: unknown }): AlertManagerDefinition {
    return AlertManagerDefinition.of(new ObjectDefinition(value));
  }

  private static of(source: DefinitionSource): AlertManagerDefinition {
    const definition = new AlertManagerDefinition({ receivers: [], route: {} });
    definition.source = source;
    return definition;
  }

  private readonly integrations: readonly AlertIntegration[];
  private source: DefinitionSource;

  constructor(props: AlertManagerDefinitionProps) {
    this.source = new TypedDefinition(props);
    this.integrations = props.receivers.flatMap(receiver => receiver._integrations());
  }

  /** Returns the definition as YAML, as the template contains it. */
  public toYaml(): string {
    return this.source.toYaml();
  }

  /**
   * Returns all problems of the definition: errors, which Alertmanager or the service would refuse, and warnings about what is legal and
   * probably does not notify as intended. Never throws.
   *
   * A workspace whose definition has errors throws one error that lists them; warnings become warnings of the workspace.
   */
  public problems(): Problem[] {
    return this._problems({});
  }

  /**
   * Simulates an alert: returns the receivers that are notified, the routes that lead to them, and why. For unit tests of routes,
   * inhibitions and time intervals.
   *
   * Throws if the definition has errors.
   *
   * @param labels the labels of the alert, `alertname` among them
   * @param options the moment, and the other alerts that fire
   */
  public receiversFor(labels: { [label: string]: string }, options: AlertSimulationOptions = {}): AlertRouting {
    return simulateRouting(this._configuration(), labels, options);
  }

  /**
   * Draws the routes as text: a line for each route with its matchers, its receiver and what it sets.
   *
   * Throws if the definition has errors.
   */
  public drawRoutes(): string {
    return alertManagerLibrary().drawRoutes(this._configuration());
  }

  /**
   * The file whose text the template contains, line by line the same.
   *
   * @internal
   */
  public get _unchangedFile(): string | undefined {
    return this.source.unchangedFile;
  }

  /**
   * Returns the path, in terms of what the user wrote, of a field of Alertmanager's.
   *
   * @internal
   */
  public _pathOf(path: string): string {
    return this.source.pathOf?.(path) ?? path;
  }

  /** @internal */
  public _problems(environment: DefinitionEnvironment): Problem[] {
    return [...this.source.problems(environment)];
  }

  /** @internal */
  public _integrations(): readonly AlertIntegration[] {
    return this.integrations;
  }

  /**
   * Returns the configuration that Alertmanager loads; throws where it cannot.
   *
   * @internal
   */
  public _configuration(): AlertmanagerConfiguration {
    const { configuration, problems } = alertManagerLibrary().validateDefinition(this.toYaml());
    const [error] = problems.filter(({ severity }) => severity === ProblemSeverity.ERROR);
    if (configuration !== undefined && error === undefined) return configuration;
    return throwUnusable(SUBJECT, { path: '', message: error === undefined ? 'cannot be read' : formatProblem(error) });
  }
}
