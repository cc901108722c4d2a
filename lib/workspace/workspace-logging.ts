import type { CfnWorkspaceProps } from 'aws-cdk-lib/aws-aps';
import type { ILogGroupRef, ResourcePolicy } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { rangeProblems } from '../private/checks';
import { environmentProblems, homeIn } from '../private/environment';
import { allowDelivery, deliveryArn, ownLogGroup } from '../private/log-delivery';
import type { PropertyProblem } from '../private/property-problem';

/**
 * Options for the logs of a workspace, which contain warnings and errors of its rules and its alert manager.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/CW-logs.html
 */
export interface WorkspaceLogging {
  /**
   * The log group, created or imported, or an L1, in the workspace's Region.
   *
   * @default - a new log group `/aws/vendedlogs/prometheus/…` with a retention of one month, which is deleted with the stack
   */
  readonly logGroup?: ILogGroupRef;
}

/**
 * Options for the query logs of a workspace.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/query-insights-control.html
 */
export interface WorkspaceQueryLogging extends WorkspaceLogging {
  /**
   * The number of processed samples from which a query is logged. 0 logs all queries.
   */
  readonly samplesThreshold: number;
}

/** The properties of a workspace about its logs. */
interface LoggingProps {
  readonly logging?: WorkspaceLogging;
  readonly queryLogging?: WorkspaceQueryLogging;
}

export function loggingProblems(scope: Construct, { logging, queryLogging }: LoggingProps): PropertyProblem[] {
  return [
    ...environmentProblems(
      homeIn(scope, 'the workspace\'s'),
      { path: 'logging.logGroup', construct: logging?.logGroup },
      { path: 'queryLogging.logGroup', construct: queryLogging?.logGroup },
    ),
    ...rangeProblems('queryLogging.samplesThreshold', queryLogging?.samplesThreshold, { min: 0, max: Number.MAX_SAFE_INTEGER }),
  ];
}

/** The properties of both kinds of logs, and the permissions to write them, which must be created first. */
interface Logging {
  readonly properties: Pick<CfnWorkspaceProps, 'loggingConfiguration' | 'queryLoggingConfiguration'>;
  readonly permissions: ResourcePolicy[];
}

export function workspaceLogging(scope: Construct, { logging, queryLogging }: LoggingProps): Logging {
  const logs = logging && (logging.logGroup ?? ownLogGroup(scope, 'Logs'));
  const queryLogs = queryLogging && (queryLogging.logGroup ?? ownLogGroup(scope, 'QueryLogs'));
  return {
    properties: {
      loggingConfiguration: logs && { logGroupArn: deliveryArn(logs) },
      queryLoggingConfiguration: queryLogs && {
        destinations: [{
          cloudWatchLogs: { logGroupArn: deliveryArn(queryLogs) },
          filters: { qspThreshold: queryLogging.samplesThreshold },
        }],
      },
    },
    permissions: [logs, queryLogs].filter(group => group !== undefined).map(group => allowDelivery(scope, group)),
  };
}
