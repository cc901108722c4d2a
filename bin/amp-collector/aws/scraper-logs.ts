import type { DescribeScraperLoggingConfigurationResponse as LoggingConfiguration } from '@aws-sdk/client-amp';
import type { Connection } from './connection';
import { explainErrors, readIfExists } from './errors';

/** The recent log lines of a scraper. */
export interface LogEvidence {
  readonly state: 'read' | 'off' | 'unknown';
  /** The reason why it is unknown. */
  readonly reason?: string;
  readonly lines: readonly LogLine[];
}

export interface LogLine {
  /** `SERVICE_DISCOVERY`, `COLLECTOR` or `EXPORTER`. */
  readonly component: string;
  readonly text: string;
}

const LOOK_BACK_MS = 60 * 60_000;
const LIMIT = 500;

/** Reads the scraper's log lines of the last hour, if it has logs. */
export async function scraperLogs(connection: Connection, scraperId: string): Promise<LogEvidence> {
  try {
    const logGroupName = await logGroupOf(connection, scraperId);
    return logGroupName === undefined ? { state: 'off', lines: [] } : { state: 'read', lines: await readLines(connection, logGroupName, scraperId) };
  } catch (error) {
    connection.signal.throwIfAborted();
    return { state: 'unknown', reason: (error as Error).message, lines: [] };
  }
}

/** Returns the log group of the scraper's logging configuration; nothing if it has none. */
async function logGroupOf(connection: Connection, scraperId: string): Promise<string | undefined> {
  const { loggingDestination } = await describeLogging(connection, scraperId) ?? {};
  return /:log-group:([^:]+)/.exec(loggingDestination?.cloudWatchLogs?.logGroupArn ?? '')?.[1];
}

/** Returns the scraper's logging configuration, if it has one. */
export async function describeLogging(connection: Connection, scraperId: string): Promise<LoggingConfiguration | undefined> {
  const { sdk, client, region } = await connection.amp();
  return readIfExists(`the logging of scraper ${scraperId}`, region, () =>
    client.send(new sdk.DescribeScraperLoggingConfigurationCommand({ scraperId }), { abortSignal: connection.signal }));
}

async function readLines(connection: Connection, logGroupName: string, scraperId: string): Promise<LogLine[]> {
  const { sdk, client, region } = await connection.logs();
  return explainErrors(`log group ${logGroupName}`, region, async () => {
    const lines: LogLine[] = [];
    // A log group can have the logs of several scrapers.
    const input = { logGroupName, filterPattern: `"${scraperId}"`, startTime: Date.now() - LOOK_BACK_MS };
    for await (const { events = [] } of sdk.paginateFilterLogEvents({ client }, input, { abortSignal: connection.signal })) {
      lines.push(...events.map(({ message = '' }) => logLine(message)));
      if (lines.length >= LIMIT) break;
    }
    return lines;
  });
}

/** Lines are JSON; the message is an object with various fields. */
function logLine(line: string): LogLine {
  try {
    const { component, message } = (JSON.parse(line) ?? {}) as { component?: unknown; message?: unknown };
    return { component: typeof component === 'string' ? component : '', text: typeof message === 'string' ? message : JSON.stringify(message ?? line) };
  } catch {
    return { component: '', text: line };
  }
}
