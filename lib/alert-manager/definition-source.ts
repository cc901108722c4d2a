import { throwUnusable } from '../private/errors';
import { withAlikeTokens } from '../private/tokens';
import { decoded } from '../prometheus/yaml/text-of-file';
import { unwritableProblems } from '../scrape-configuration/source/written-text';
import { toFields } from '../scrape-configuration/writer/fields';
import { writeYaml } from '../scrape-configuration/writer/write-yaml';
import { alertManagerLibrary } from '../validation/alert-manager-library';
import type { DefinitionEnvironment } from '../validation/alert-manager/definition-context';
import type { Problem } from '../validation/problem';
import { inPropertyNames, propertyPath } from './property-names';
import { renderInhibition } from './alert-inhibition';
import type { AlertManagerDefinitionProps } from './alert-manager-definition-props';
import { renderRoute } from './alert-route';
import { renderTimeInterval } from './alert-time-interval';
import { wrapConfiguration } from './wrap-configuration';

/** The subject of errors about a definition as a whole. */
export const SUBJECT = 'the alert manager definition';

/** The form in which a definition was given. */
export interface DefinitionSource {
  /** The file that the definition is from, line by line the same. */
  readonly unchangedFile?: string;

  /** Returns the definition as YAML. */
  toYaml(): string;

  /** Returns the path, in terms of what the user wrote, of a field of Alertmanager's. */
  readonly pathOf?: (path: string) => string;

  /** Returns all problems of the definition. Never throws. */
  problems(environment: DefinitionEnvironment): readonly Problem[];
}

/** YAML text, or the bytes of a file: a definition, or a configuration of Alertmanager. */
export class TextDefinition implements DefinitionSource {
  private readonly text: string;

  constructor(content: string | Buffer, private readonly file?: string) {
    this.text = (typeof content === 'string' ? content : decoded(content)).toString();
  }

  public get unchangedFile(): string | undefined {
    return this.toYaml() === this.text ? this.file : undefined;
  }

  public toYaml(): string {
    return alertManagerLibrary().readDefinition(this.text).isPlain ? wrapConfiguration(this.text) : this.text;
  }

  public problems(environment: DefinitionEnvironment): readonly Problem[] {
    const { problems } = alertManagerLibrary().validateDefinition(this.text, environment);
    return this.file === undefined ? problems : problems.map(problem => ({ ...problem, file: this.file }));
  }
}

/** An object with Alertmanager's field names: a definition, or a configuration of Alertmanager. */
export class ObjectDefinition implements DefinitionSource {
  constructor(private readonly value: { readonly [field: string]: unknown }) {}

  public toYaml(): string {
    const { alertmanager_config: configuration, ...others } = this.value;
    if (configuration === undefined) return wrapConfiguration(writeYaml(this.value, SUBJECT));
    const text = typeof configuration === 'string' ? configuration : writeYaml(configuration, SUBJECT);
    return `${Object.keys(others).length > 0 ? writeYaml(others, SUBJECT) : ''}${wrapConfiguration(text)}`;
  }

  public problems(environment: DefinitionEnvironment): readonly Problem[] {
    const unwritable = unwritableProblems(this.value);
    return unwritable.length > 0 ? unwritable : writtenProblems(this.toYaml(), environment);
  }
}

/** Typed properties. */
export class TypedDefinition implements DefinitionSource {
  private yaml?: string;

  constructor(private readonly props: AlertManagerDefinitionProps) {}

  public toYaml(): string {
    return this.yaml ??= this.write();
  }

  public problems(environment: DefinitionEnvironment): readonly Problem[] {
    return writtenProblems(this.toYaml(), environment).map(problem => inPropertyNames(problem, this.props));
  }

  public pathOf(path: string): string {
    return propertyPath(path, this.props);
  }

  private write(): string {
    const { templates = [], receivers, route, inhibitions = [], timeIntervals = [], resolveTimeout } = this.props;
    const files = Object.fromEntries(templates.map(({ name, text }) => [name, text]));
    if (Object.keys(files).length < templates.length) {
      throwUnusable(SUBJECT, { path: 'templates', message: 'must have each name once' });
    }
    const configuration = {
      ...resolveTimeout && { global: toFields({ resolveTimeout }, { resolveTimeout: 'resolve_timeout' }) },
      ...templates.length > 0 && { templates: Object.keys(files) },
      route: renderRoute(route),
      receivers: receivers.map(receiver => receiver._render()),
      ...inhibitions.length > 0 && { inhibit_rules: inhibitions.map(renderInhibition) },
      ...timeIntervals.length > 0 && { time_intervals: timeIntervals.map(renderTimeInterval) },
    };
    return `${templates.length > 0 ? writeYaml({ template_files: files }, SUBJECT) : ''}${wrapConfiguration(writeYaml(configuration, SUBJECT))}`;
  }
}

/** Problems of a text that no user sees have no line and column. */
function writtenProblems(yaml: string, environment: DefinitionEnvironment): Problem[] {
  const { problems } = alertManagerLibrary().validateDefinition(withAlikeTokens(yaml), environment);
  return problems.map(({ line, column, ...problem }) => problem);
}
