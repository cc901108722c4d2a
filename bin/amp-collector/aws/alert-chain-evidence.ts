import { rulesLibrary } from '../../../lib/validation/rules-library';
import type { AlertChainEvidence, TopicEvidence } from '../verification/alert-chain';
import { describeAlertManager } from './alert-manager';
import { parseArn } from './arn';
import type { Connection } from './connection';
import type { MetricsEndpoint } from './metrics-endpoint';
import { PrometheusClient } from './prometheus-client';
import { topicPolicy } from './topic-policy';
import { describeRuleGroups } from './workspace-resources';

/** As many as one query names. */
const MOST_RECORDS = 20;

/** Reads the evidence for the verification of a workspace's alerts. */
export async function alertChainEvidence(
  connection: Connection, workspaceArn: string, endpoint: MetricsEndpoint,
): Promise<AlertChainEvidence> {
  const workspaceId = parseArn(workspaceArn)?.name ?? '';
  const namespaces = await describeRuleGroups(connection, workspaceId);
  const rules = namespaces.flatMap(({ data }) => rulesIn(data));
  const alerts = rules.flatMap(({ alert }) => alert ?? []);
  const records = [...new Set(rules.flatMap(({ record }) => record ?? []))];
  const prometheus = new PrometheusClient(connection, endpoint);
  const definition = alerts.length === 0 ? undefined : await describeAlertManager(connection, workspaceId);
  return {
    workspaceArn, alerts, records,
    namespaces: namespaces.map(({ name = '', status }) => ({ name, status: status?.statusCode ?? '', reason: status?.statusReason })),
    recordsWithSeries: records.length === 0 ? 0 : await recordsWithSeries(prometheus, records.slice(0, MOST_RECORDS)),
    isWatchdogFiring: alerts.includes('Watchdog') && (await prometheus.query('ALERTS{alertname="Watchdog",alertstate="firing"}')).length > 0,
    ...definition && { definition: { status: definition.status?.statusCode ?? '', reason: definition.status?.statusReason } },
    topics: await Promise.all(topicsIn(definition?.data).map(arn => topicEvidence(connection, arn, workspaceArn))),
  };
}

function rulesIn(data: Uint8Array | undefined): Array<{ readonly alert?: string; readonly record?: string }> {
  const { groups } = rulesLibrary().groupsIn(Buffer.from(data ?? []).toString('utf8'));
  return groups.flatMap(({ rules }) => rules as Array<{ readonly alert?: string; readonly record?: string }>);
}

async function recordsWithSeries(prometheus: PrometheusClient, records: readonly string[]): Promise<number> {
  return (await prometheus.query(`count by (__name__) ({__name__=~"${records.join('|')}"})`)).length;
}

function topicsIn(data: Uint8Array | undefined): string[] {
  const text = Buffer.from(data ?? []).toString('utf8');
  return [...new Set(Array.from(text.matchAll(/\btopic_arn["']?\s*:\s*\\?["']?(arn:[\w:.-]+)/g), ([, arn = '']) => arn))];
}

async function topicEvidence(connection: Connection, arn: string, workspaceArn: string): Promise<TopicEvidence> {
  const isElsewhere = [3, 4].some(part => arn.split(':')[part] !== workspaceArn.split(':')[part]);
  if (isElsewhere) return { arn, error: `the policy of ${arn}, in another Region or account, is not read` };
  try {
    return { arn, policy: await topicPolicy(connection, arn) };
  } catch (error) {
    connection.signal.throwIfAborted();
    return { arn, error: (error as Error).message };
  }
}
