import type { CfnResource, IPolicyValidationContext, PolicyViolation } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import type { CfnScraper } from 'aws-cdk-lib/aws-aps';
import { AppModel } from '../private/app-model';
import { formatProblem } from '../private/property-problem';
import { appFacts } from '../scraper/app-facts';
import { alertManagerLibrary } from '../validation/alert-manager-library';
import { rulesLibrary } from '../validation/rules-library';
import { validationLibrary } from '../validation/validation-library';
import { definitionEnvironment } from '../workspace/definition-environment';
import { acknowledgeLikeWarnings } from './acknowledged-warnings';
import { ALERT_ROUTING_RULES } from './alert-routing-rules';
import { APP_COHERENCE_RULES } from './coherence-rules';
import { textAt, textsAt, valueAt } from './property-readers';
import { APP_RULES, type AppProblem, type AppRule } from './app-rules';
import { RESOURCE_RULES } from './resource-rules';
import { collectorTarget } from './scraper-properties';
import { logicalIdOf, type TemplateResource, templateResources } from './template-resource';
import { areRulesValidated, isDefinitionValidated, isValidated } from './validated-configuration';

/** The rules about the resources of an app together. */
const WHOLE_APP_RULES: readonly AppRule[] = [...APP_RULES, ...ALERT_ROUTING_RULES, ...APP_COHERENCE_RULES];

/** The IDs of the rules about resources and whole apps. */
export const RULE_IDS: string[] = [...RESOURCE_RULES, ...WHOLE_APP_RULES].map(({ id }) => id);

/** Returns the violations of an app, without the problems that a construct of this library already reported. */
export function violationsOf(context: IPolicyValidationContext): PolicyViolation[] {
  const app = new AppModel(context.appConstruct);
  acknowledgeLikeWarnings(app);
  return [
    ...templateResources(app, context.stackTemplates).flatMap(resource => [
      ...resourceViolations(resource, app),
      ...configurationViolations(resource, app),
      ...ruleViolations(resource),
      ...definitionViolations(resource),
    ]),
    ...WHOLE_APP_RULES.flatMap(rule => rule.check(app).map(problem => appViolation(rule, problem, context))),
  ];
}

/** The part of a rule that a violation shows. */
type ReportedRule = Pick<typeof RESOURCE_RULES[number], 'id' | 'severity' | 'fix'>;

function resourceViolations(resource: TemplateResource, app: AppModel): PolicyViolation[] {
  return RESOURCE_RULES.filter(({ resourceTypes }) => resourceTypes.includes(resource.type))
    .flatMap(rule => rule.check(resource, app).map(({ property, message }) =>
      violation(rule, `${property}: ${message}`, [locate(resource, property)])));
}

function configurationViolations(resource: TemplateResource, app: AppModel): PolicyViolation[] {
  if (resource.type !== 'AWS::APS::Scraper' || isValidated(resource)) return [];
  const location = locate(resource, 'ScrapeConfiguration.ConfigurationBlob');
  const scraper = resource.construct as Partial<CfnResource> | undefined as CfnScraper | undefined;
  const target = { ...collectorTarget(resource.properties), ...scraper && appFacts(app, scraper) };
  return textsAt(resource.properties, 'ScrapeConfiguration', 'ConfigurationBlob')
    .flatMap(text => validationLibrary().validateConfiguration(text, target).problems)
    .map(problem => violation({ id: problem.ruleId, severity: problem.severity }, formatProblem(problem), [location]));
}

function ruleViolations(resource: TemplateResource): PolicyViolation[] {
  if (resource.type !== 'AWS::APS::RuleGroupsNamespace' || areRulesValidated(resource)) return [];
  const namespaceName = textAt(resource.properties, 'Name');
  const target = { ...(namespaceName !== undefined && { namespaceName }), isTemplate: true };
  return textsAt(resource.properties, 'Data')
    .flatMap(text => rulesLibrary().validateRules(text, target).problems)
    .map(problem => violation({ id: problem.ruleId, severity: problem.severity }, formatProblem(problem), [locate(resource, 'Data')]));
}

function definitionViolations(resource: TemplateResource): PolicyViolation[] {
  const isMissing = valueAt(resource.properties, 'AlertManagerDefinition') === undefined;
  if (resource.type !== 'AWS::APS::Workspace' || isMissing || isDefinitionValidated(resource)) return [];
  const environment = { ...resource.construct && definitionEnvironment(resource.construct), isTemplate: true };
  return textsAt(resource.properties, 'AlertManagerDefinition')
    .flatMap(text => alertManagerLibrary().validateDefinition(text, environment).problems)
    .map(problem => violation({ id: problem.ruleId, severity: problem.severity }, formatProblem(problem), [locate(resource, 'AlertManagerDefinition')]));
}

function appViolation(
  rule: ReportedRule, { resources, property, message }: AppProblem, context: IPolicyValidationContext,
): PolicyViolation {
  return violation(rule, message, resources.flatMap(resource => locateConstruct(resource, property, context)));
}

function violation(
  { id, severity, fix }: Pick<ReportedRule, 'id' | 'severity'> & Partial<ReportedRule>, description: string,
  violatingResources: PolicyViolation['violatingResources'],
): PolicyViolation {
  return { ruleName: id, severity, description, fix, violatingResources };
}

type Location = PolicyViolation['violatingResources'][number];

function locate({ logicalId, stack }: TemplateResource, property: string): Location {
  return { resourceLogicalId: logicalId, templatePath: stack.templatePath, locations: [`Properties.${property}`] };
}

/** A resource of a stage that is validated by itself has no template here. */
function locateConstruct(resource: CfnResource, property: string, { stackTemplates }: IPolicyValidationContext): Location[] {
  const stack = stackTemplates.find(({ stackConstructPath }) => stackConstructPath === Stack.of(resource).node.path);
  if (stack === undefined) return [];
  const location = ['Properties', property].filter(Boolean).join('.');
  return [{ resourceLogicalId: logicalIdOf(resource), templatePath: stack.templatePath, locations: [location] }];
}
