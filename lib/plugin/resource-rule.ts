import type { AppModel } from '../private/app-model';
import type { RuleDescription } from '../validation/rule';
import type { TemplateResource } from './template-resource';

/** A problem of a resource in a template. */
export interface ResourceProblem {
  /** The property, such as `Source.EksConfiguration.SubnetIds`. */
  readonly property: string;
  readonly message: string;
}

/** A rule about one resource in a template. */
export interface ResourceRule extends RuleDescription {
  /** The types of the resources that it checks. */
  readonly resourceTypes: readonly string[];
  readonly check: (resource: TemplateResource, app: AppModel) => readonly ResourceProblem[];
}
