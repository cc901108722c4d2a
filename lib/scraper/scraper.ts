import { ArnFormat, Resource, Stack } from 'aws-cdk-lib';
import type { CfnScraper, ScraperReference } from 'aws-cdk-lib/aws-aps';
import { Connections } from 'aws-cdk-lib/aws-ec2';
import type { ILogGroupRef } from 'aws-cdk-lib/aws-logs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import { arnProblems } from '../private/arns';
import { renderTags } from '../private/checks';
import { environmentProblems } from '../private/environment';
import { throwProblems } from '../private/errors';
import { allowDelivery, ownLogGroup } from '../private/log-delivery';
import { joinPaths, type PropertyProblem } from '../private/property-problem';
import { forbidSecretTokens } from '../private/secret-tokens';
import type { CollectorTarget } from '../validation/collector-target';
import { ProblemSeverity } from '../validation/problem';
import type { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { forbidAccessEntries } from './access-entries';
import { appFacts } from './app-facts';
import { commonProblems, scraperHome } from './common-problems';
import { ConfigurationEncoding, configurationBlob, forbidEncoding } from './configuration-blob';
import { warnOfConfiguration } from './configuration-warnings';
import { addExporters, exporterProblems } from './scraper-exporter';
import { renderLogging } from './scraper-logging';
import type { IScraper, ScraperAttributes, ScraperProps } from './scraper-props';
import { warnAboveQuota } from './scraper-quota';
import { dependOnRoles, renderRoles } from './scraper-roles';
import { ValidatedScraper } from './validated-scraper';

/**
 * A managed collector ("scraper") of Amazon Managed Service for Prometheus.
 *
 * `EksCollector` creates a scraper with its access to the cluster and its workspace. A scraper takes about 20 minutes to become ACTIVE.
 *
 * A scraper has no CloudWatch metrics. Monitor it through its logs and the metrics of its workspace (`WorkspaceAlarms`).
 *
 * Synthesis fails if the app creates an EKS access entry for the role of the scraper, which EKS would refuse.
 *
 * @stateless
 * @resource AWS::APS::Scraper
 */
@propertyInjectable
export class Scraper extends Resource implements IScraper {
  /** Uniquely identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.Scraper';

  /**
   * Imports an existing scraper by its ARN.
   *
   * @param scope the construct's scope
   * @param id the construct's ID
   * @param scraperArn the ARN of the scraper
   */
  public static fromScraperArn(scope: Construct, id: string, scraperArn: string): IScraper {
    return Scraper.fromScraperAttributes(scope, id, { scraperArn });
  }

  /**
   * Imports an existing scraper of the stack's account and Region by its ID.
   *
   * @param scope the construct's scope
   * @param id the construct's ID
   * @param scraperId the ID of the scraper: `s-…`
   */
  public static fromScraperId(scope: Construct, id: string, scraperId: string): IScraper {
    return Scraper.fromScraperArn(scope, id, Stack.of(scope).formatArn({ service: 'aps', resource: 'scraper', resourceName: scraperId }));
  }

  /**
   * Imports an existing scraper.
   *
   * @param scope the construct's scope
   * @param id the construct's ID
   * @param attributes the attributes of the scraper
   */
  public static fromScraperAttributes(scope: Construct, id: string, attributes: ScraperAttributes): IScraper {
    const { scraperArn, securityGroups } = attributes;
    throwProblems(scope, id, arnProblems('scraperArn', scraperArn, 'scraper'));
    class Import extends Resource implements IScraper {
      public readonly scraperArn = scraperArn;
      public readonly scraperId = Stack.of(scope).splitArn(scraperArn, ArnFormat.SLASH_RESOURCE_NAME).resourceName ?? '';
      public readonly connections = new Connections({ securityGroups });

      public get scraperRef(): ScraperReference {
        return { scraperArn };
      }
    }
    return new Import(scope, id, { environmentFromArn: scraperArn });
  }

  /** The security groups of the scraper's network interfaces. Empty if the service chooses them. */
  public readonly connections: Connections;

  /** The log group of the scraper, if it writes logs. */
  public readonly logGroup?: ILogGroupRef;

  private readonly resource: CfnScraper;

  public get scraperArn(): string {
    return this.resource.attrArn;
  }

  public get scraperId(): string {
    return this.resource.attrScraperId;
  }

  /**
   * The ARN of the service-linked role with which the scraper reaches its source. It is known only at deployment:
   * `arn:aws:iam::111122223333:role/aws-service-role/scraper.aps.amazonaws.com/AWSServiceRoleForAmazonPrometheusScraper_…`.
   *
   * EKS refuses an access entry for this role. A mapping in aws-auth requires the ARN without its path.
   *
   * @attribute
   */
  public get roleArn(): string {
    return this.resource.attrRoleArn;
  }

  public get scraperRef(): ScraperReference {
    return { scraperArn: this.scraperArn };
  }

  constructor(scope: Construct, id: string, props: ScraperProps) {
    throwProblems(scope, id, scraperProblems(scope, props));
    super(scope, id);

    this.connections = new Connections({ securityGroups: [...props.source._securityGroups] });
    this.logGroup = props.logging && (props.logging.logGroup ?? ownLogGroup(this, 'Logs'));
    const encoding = props.configurationEncoding ?? ConfigurationEncoding.PLAIN_TEXT;
    const blob = configurationBlob(props.scrapeConfiguration, encoding);
    this.resource = new ValidatedScraper(this, 'Resource', {
      alias: props.alias,
      source: props.source._render(),
      destination: props.destination._render(this),
      scrapeConfiguration: { configurationBlob: blob },
      roleConfiguration: props.roleConfiguration && renderRoles(props.roleConfiguration),
      scraperLoggingConfiguration: props.logging && this.logGroup && renderLogging(this.logGroup, props.logging),
      tags: renderTags(props.tags),
    }, blob);
    if (encoding === ConfigurationEncoding.PLAIN_TEXT) forbidEncoding(this, blob);
    forbidSecretTokens(this, 'scrapeConfiguration', blob, 'scrape-configuration');
    if (this.logGroup) this.resource.node.addDependency(allowDelivery(this, this.logGroup));
    if (props.exporters) addExporters(this.resource, props.exporters);
    if (props.roleConfiguration) dependOnRoles(this.resource, props.roleConfiguration);

    warnOfConfiguration(this, props.scrapeConfiguration, targetOf(props), app => appFacts(app, this.resource, props.source._cluster));
    warnAboveQuota(this);
    forbidAccessEntries(this.resource);
  }
}

function scraperProblems(scope: Construct, props: ScraperProps): PropertyProblem[] {
  const { source, destination } = props;
  const stack = Stack.of(scope);
  return [
    ...commonProblems(stack, props, { path: 'destination.workspace', workspace: destination._workspace }),
    ...source._problems().map(problem => ({ ...problem, path: joinPaths('source', problem.path) })),
    ...environmentProblems(scraperHome(stack), { path: 'source.cluster', construct: source._cluster }),
    ...exporterProblems(props.exporters, source),
    ...configurationProblems(props.scrapeConfiguration, targetOf(props)),
  ];
}

/** The access to a cluster is granted by other constructs. */
function targetOf({ source, destination, exporters = [] }: ScraperProps): CollectorTarget {
  return {
    source: source._kind,
    exporter: exporters[0]?._kind,
    destination: destination._kind,
    grantsAccess: true,
  };
}

/** Returns the errors of a configuration, with the construct's property before each path. */
export function configurationProblems(configuration: ScrapeConfiguration, target: CollectorTarget): PropertyProblem[] {
  return configuration.problems(target)
    .filter(({ severity }) => severity === ProblemSeverity.ERROR)
    .map(problem => ({ ...problem, path: joinPaths('scrapeConfiguration', problem.path) }));
}
