import type { LimitsPerLabelSet, LoggingDestination, RuleGroupsNamespaceDescription } from '@aws-sdk/client-amp';
import { describeDefinition } from './alert-manager';
import type { Connection } from './connection';
import { explainErrors, readIfExists } from './errors';
import { listScrapers, scraperName } from './scrapers';
import { describeWorkspace } from './workspace';

/** A workspace with the resources that belong to it. */
export interface WorkspaceResources {
  readonly arn: string;
  readonly workspaceId: string;
  readonly alias?: string;
  readonly kmsKeyArn?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly retentionDays?: number;
  readonly labelSetLimits: readonly LimitsPerLabelSet[];
  readonly logGroupArn?: string;
  readonly queryLogging: readonly LoggingDestination[];
  readonly definition?: Uint8Array;
  readonly ruleGroups: readonly RuleGroupsNamespaceDescription[];
  /** The names of the scrapers that write to it. */
  readonly scrapers: readonly string[];
}

/** Reads a workspace with its configuration, logging, rule groups and alert manager definition. */
export async function describeResources(connection: Connection, workspaceId: string): Promise<WorkspaceResources> {
  const { sdk, client, region } = await connection.amp();
  const options = { abortSignal: connection.signal };
  const read = <T>(what: string, run: () => Promise<T>) => readIfExists(`${what} of workspace ${workspaceId}`, region, run);
  const { arn = '', alias, kmsKeyArn, tags = {} } = await describeWorkspace(connection, workspaceId);
  const configuration = await read('the configuration', () => client.send(new sdk.DescribeWorkspaceConfigurationCommand({ workspaceId }), options));
  const logging = await read('the logging', () => client.send(new sdk.DescribeLoggingConfigurationCommand({ workspaceId }), options));
  const queryLogging = await read('the query logging', () =>
    client.send(new sdk.DescribeQueryLoggingConfigurationCommand({ workspaceId }), options));
  const scrapers = await listScrapers(connection, { destinationArn: [arn] });
  return {
    arn, workspaceId, alias, kmsKeyArn, tags,
    retentionDays: configuration?.workspaceConfiguration?.retentionPeriodInDays,
    labelSetLimits: configuration?.workspaceConfiguration?.limitsPerLabelSet ?? [],
    logGroupArn: logging?.loggingConfiguration?.logGroupArn,
    queryLogging: queryLogging?.queryLoggingConfiguration?.destinations ?? [],
    definition: await describeDefinition(connection, workspaceId),
    ruleGroups: await describeRuleGroups(connection, workspaceId),
    scrapers: scrapers.filter(({ destination }) => destination?.ampConfiguration?.workspaceArn === arn)
      .map(({ alias: name, scraperId }) => scraperName({ alias: name, scraperId })),
  };
}

/** Reads the rule groups namespaces of a workspace with their rule files. */
export async function describeRuleGroups(connection: Connection, workspaceId: string): Promise<RuleGroupsNamespaceDescription[]> {
  const { sdk, client, region } = await connection.amp();
  const options = { abortSignal: connection.signal };
  return explainErrors(`the rule groups of workspace ${workspaceId}`, region, async () => {
    const names: string[] = [];
    for await (const { ruleGroupsNamespaces = [] } of sdk.paginateListRuleGroupsNamespaces({ client }, { workspaceId }, options)) {
      names.push(...ruleGroupsNamespaces.flatMap(({ name }) => name ?? []));
    }
    const described = await Promise.all(names.map(name =>
      client.send(new sdk.DescribeRuleGroupsNamespaceCommand({ workspaceId, name }), options)));
    return described.flatMap(({ ruleGroupsNamespace }) => ruleGroupsNamespace ?? []);
  });
}
