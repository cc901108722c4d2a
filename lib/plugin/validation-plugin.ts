import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib';
import { VERSION } from '../private/version';
import { ProblemSeverity } from '../validation/problem';
import { violationsLibrary } from './violations-library';

/**
 * Validates every resource of Amazon Managed Service for Prometheus in an app, including L1s: scrape configurations as Prometheus and a
 * managed collector do, properties that AWS refuses at deployment, and problems that only the whole app shows.
 *
 * Problems that a construct of this library already reported are not repeated.
 *
 * Acknowledge a violation with `Validations.of(scope).acknowledge({ id: 'cdk-managed-prometheus::scraped-twice', reason })`, in a
 * construct, a stack, a stage or the app. The id of a construct's warning, with one colon, is accepted too.
 *
 * @example
 * const app = new App();
 * Validations.of(app).addPlugins(new PrometheusValidationPlugin());
 */
export class PrometheusValidationPlugin implements IPolicyValidationPlugin {
  /** The name of the plugin, which precedes the ID of each rule. */
  public readonly name: string = 'cdk-managed-prometheus';

  /** The version of this library. */
  public readonly version?: string = VERSION;

  /**
   * The IDs of the rules about resources and whole apps.
   *
   * The rules about scrape configurations are listed in the documentation of this library; they are loaded when a scraper needs them.
   */
  public readonly ruleIds?: string[] = [...violationsLibrary().RULE_IDS];

  /**
   * Validates the templates of an app.
   *
   * @param context the templates and the app
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const violations = violationsLibrary().violationsOf(context);
    return { success: violations.every(({ severity }) => severity !== ProblemSeverity.ERROR), violations };
  }
}
