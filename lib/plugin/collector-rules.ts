import type {
  IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyValidationStack, PolicyViolation,
} from 'aws-cdk-lib';
import { LIMITS } from '../private/limits';
import { formatProblem } from '../private/property-problem';
import { validationLibrary } from '../validation/validation-library';
import { ProblemSeverity } from '../validation/problem';
import { judgedKey, judgedTexts } from './judged-texts';
import { configurationText, type Network, scrapersOfTemplate, targetOf, type TemplateScraper } from './template-scrapers';

/** A scraper with the stack that it is in. */
interface Located extends TemplateScraper {
  readonly stack: PolicyValidationStack;
  /** The text of which this library's own construct has said all that is to be said. */
  readonly judgedText?: string;
}

/** What is said of a scraper, or of some of its properties. */
interface Remark {
  readonly ruleId: string;
  readonly severity: ProblemSeverity;
  readonly location: string;
  readonly message: string;
}

const CONFIGURATION = 'Properties.ScrapeConfiguration.ConfigurationBlob';
const { ERROR, WARNING } = ProblemSeverity;

/**
 * Judges every AWS::APS::Scraper of an app at synth, those written by hand with the L1 included: its scrape configuration as
 * Prometheus and the collector would, and what can be seen only of the whole app. What a construct of this library has said of its
 * configuration is not said again.
 *
 * A violation is acknowledged by `Validations.of(scope).acknowledge({ id: 'CollectorRules::quota', reason })`.
 *
 * @example
 * const app = new App();
 * Validations.of(app).addPlugins(new CollectorRules());
 */
export class CollectorRules implements IPolicyValidationPlugin {
  /** The name that stands before each rule. */
  public readonly name: string = 'CollectorRules';

  /**
   * Judges the templates of an app.
   *
   * @param context the templates
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const judged = judgedTexts(context.appConstruct);
    const scrapers = context.stackTemplates.flatMap(stack => scrapersOfTemplate(stack.templatePath).map(scraper => ({
      ...scraper, stack, judgedText: judged.get(judgedKey(stack.stackConstructPath, scraper.logicalId)),
    })));
    const violations = [
      ...scrapers.flatMap(scraper => remarks(scraper).map(remark => violation(remark, scraper))),
      ...scrapedTwice(scrapers),
      ...overQuota(scrapers),
    ];
    return { success: violations.every(({ severity }) => severity !== ERROR), violations };
  }
}

function violation({ ruleId, severity, location, message }: Remark, ...scrapers: Located[]): PolicyViolation {
  return {
    ruleName: ruleId,
    severity,
    description: message,
    violatingResources: scrapers.map(({ logicalId, stack }) => ({
      resourceLogicalId: logicalId, templatePath: stack.templatePath, locations: [location],
    })),
  };
}

function remarks(scraper: Located): Remark[] {
  return [...configurationRemarks(scraper), ...networkRemarks(scraper)];
}

function configurationRemarks({ properties, judgedText }: Located): Remark[] {
  const text = configurationText(properties);
  if (text === undefined || text === judgedText) return [];
  return validationLibrary().validateConfiguration(text, targetOf(properties)).problems.map(problem => ({
    ruleId: problem.ruleId, severity: problem.severity, location: CONFIGURATION, message: formatProblem(problem),
  }));
}

function networkRemarks({ properties: { Source } }: Located): Remark[] {
  const kind = Source?.EksConfiguration ? 'EksConfiguration' : 'VpcConfiguration';
  const network = Source?.[kind];
  return [
    ...countRemarks('subnets', `Properties.Source.${kind}.SubnetIds`, network, 'SubnetIds', LIMITS.subnets),
    ...countRemarks('security-groups', `Properties.Source.${kind}.SecurityGroupIds`, network, 'SecurityGroupIds', LIMITS.securityGroups),
  ];
}

/** A list that only the deployment knows is no list here. */
function countRemarks(
  ruleId: string, location: string, network: Network | undefined, property: keyof Network, { min, max }: { min: number; max: number },
): Remark[] {
  const ids = network?.[property];
  if (!Array.isArray(ids) || (ids.length >= min && ids.length <= max)) return [];
  return [{ ruleId, severity: ERROR, location, message: `a collector takes ${min} to ${max}, got ${ids.length}` }];
}

/** One cluster that is scraped twice into one workspace: the same series from two collectors, paid twice. */
function scrapedTwice(scrapers: readonly Located[]): PolicyViolation[] {
  const pairs = grouped(scrapers, ({ stack, properties: { Source, Destination } }) => {
    const ends = [Source?.EksConfiguration?.ClusterArn, Destination?.AmpConfiguration?.WorkspaceArn];
    return ends.includes(undefined) ? undefined : JSON.stringify(ends.map(end => typeof end === 'string' ? end : [stack.stackConstructPath, end]));
  });
  return pairs.filter(group => group.length > 1).map(group => violation({
    ruleId: 'scraped-twice',
    severity: WARNING,
    location: 'Properties.Source',
    message: `${group.length} scrapers scrape one cluster into one workspace; where their jobs overlap, samples are paid twice`,
  }, ...group));
}

function overQuota(scrapers: readonly Located[]): PolicyViolation[] {
  const { scrapersPerEnvironment } = LIMITS;
  const environments = grouped(scrapers, ({ stack: { accountId, region } }) => `${accountId ?? 'unknown account'}/${region ?? 'unknown Region'}`);
  return environments.filter(group => group.length > scrapersPerEnvironment).map(group => violation({
    ruleId: 'quota',
    severity: WARNING,
    location: 'Properties',
    message: `${group.length} scrapers in one account and Region; the default quota is ${scrapersPerEnvironment}`,
  }, ...group.slice(scrapersPerEnvironment)));
}

function grouped(scrapers: readonly Located[], keyOf: (scraper: Located) => string | undefined): Located[][] {
  const groups = new Map<string, Located[]>();
  for (const scraper of scrapers) {
    const key = keyOf(scraper);
    if (key !== undefined) groups.set(key, [...groups.get(key) ?? [], scraper]);
  }
  return [...groups.values()];
}
