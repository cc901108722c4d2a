import type { AlertmanagerConfiguration } from '../../prometheus/alertmanager/configuration';
import type { TemplateFile } from './definition-text';

/** The workspace that a definition is for, as far as it is known. */
export interface DefinitionEnvironment {
  readonly account?: string;
  readonly region?: string;
  /** True for the text of a template, in which nothing wraps a plain configuration of Alertmanager. */
  readonly isTemplate?: boolean;
}

/** A definition as the rules look at it. */
export interface DefinitionContext {
  readonly configuration: AlertmanagerConfiguration;
  readonly templateFiles: readonly TemplateFile[];
  readonly environment: DefinitionEnvironment;
  /** The year at the time of validation. */
  readonly year: number;
}
