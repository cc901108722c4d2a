import { count } from '../count';
import { mayPublish } from './topic-access';

/** Everything that the verification of a workspace's alerts is based on. */
export interface AlertChainEvidence {
  readonly workspaceArn: string;
  readonly namespaces: readonly NamespaceEvidence[];
  readonly alerts: readonly string[];
  readonly records: readonly string[];
  /** The number of records that have series, and whether the watchdog is firing. */
  readonly recordsWithSeries: number;
  readonly isWatchdogFiring: boolean;
  /** Absent if the workspace has no definition. */
  readonly definition?: DefinitionEvidence;
  readonly topics: readonly TopicEvidence[];
}

export interface NamespaceEvidence {
  readonly name: string;
  readonly status: string;
  readonly reason?: string;
}

export interface DefinitionEvidence {
  readonly status: string;
  readonly reason?: string;
}

export interface TopicEvidence {
  readonly arn: string;
  readonly policy?: string;
  /** The reason why the policy could not be read. */
  readonly error?: string;
}

/** A link of the chain from rules to receivers. */
export interface ChainLink {
  readonly link: 'rules' | 'evaluation' | 'alert manager' | 'topic policy';
  readonly state: 'ok' | 'broken' | 'unknown';
  readonly message: string;
  /** The correction of a broken link. */
  readonly fix?: string;
}

const WATCHDOG = 'Watchdog';
const FAILED = /FAILED$/;

/** Returns the links of the chain, in the order in which an alert passes them. A workspace without rules has none. */
export function alertChain(evidence: AlertChainEvidence): ChainLink[] {
  if (evidence.namespaces.length === 0) return [];
  return [rulesLink(evidence), evaluationLink(evidence), ...evidence.alerts.length === 0 ? [] : notificationLinks(evidence)];
}

function rulesLink({ namespaces, alerts, records }: AlertChainEvidence): ChainLink {
  const failed = namespaces.find(({ status }) => FAILED.test(status));
  return failed === undefined
    ? { link: 'rules', state: 'ok', message: `${count(namespaces.length, 'namespace')}, ${count(alerts.length, 'alert')}, ${count(records.length, 'recording rule')}` }
    : {
        link: 'rules', state: 'broken', message: `namespace ${failed.name} is ${failed.status}${failed.reason === undefined ? '' : `: ${failed.reason}`}`,
        fix: 'Correct the rule file and deploy it again. amp-collector validate reports what the service refuses.',
      };
}

function evaluationLink({ alerts, records, recordsWithSeries, isWatchdogFiring }: AlertChainEvidence): ChainLink {
  if (isWatchdogFiring) return { link: 'evaluation', state: 'ok', message: `the alert ${WATCHDOG} is firing` };
  if (recordsWithSeries > 0) return { link: 'evaluation', state: 'ok', message: `${recordsWithSeries} of ${count(records.length, 'record')} have series` };
  const fix = 'Look at the metrics RuleEvaluationFailures and RuleGroupIterationsMissed of the workspace, and at its logs, which name the rule that fails.';
  if (alerts.includes(WATCHDOG)) return { link: 'evaluation', state: 'broken', message: `the alert ${WATCHDOG} always fires, and it is not firing`, fix };
  if (records.length > 0) {
    return { link: 'evaluation', state: 'broken', message: 'no recording rule has written a series; if metrics arrive, the rules are not evaluated', fix };
  }
  return { link: 'evaluation', state: 'unknown', message: 'no rule always has a result; the standard rules have the alert Watchdog' };
}

function notificationLinks({ definition, topics, workspaceArn }: AlertChainEvidence): ChainLink[] {
  if (definition === undefined) {
    return [{
      link: 'alert manager', state: 'broken', message: 'the workspace has no alert manager definition: its alerts reach nobody',
      fix: 'Specify alertManager for the workspace, with a receiver and a route.',
    }];
  }
  const { status, reason } = definition;
  if (FAILED.test(status)) {
    return [{
      link: 'alert manager', state: 'broken', message: `the alert manager definition is ${status}${reason === undefined ? '' : `: ${reason}`}`,
      fix: 'Correct the definition and deploy it again. amp-collector validate reports what the service refuses.',
    }];
  }
  return [{ link: 'alert manager', state: 'ok', message: `the definition is ${status}` }, ...topics.map(topic => topicLink(topic, workspaceArn))];
}

function topicLink({ arn, policy, error }: TopicEvidence, workspaceArn: string): ChainLink {
  if (error !== undefined) return { link: 'topic policy', state: 'unknown', message: error };
  return policy !== undefined && mayPublish(policy, workspaceArn)
    ? { link: 'topic policy', state: 'ok', message: `${arn} allows the workspace to publish` }
    : {
        link: 'topic policy', state: 'broken', message: `the policy of ${arn} does not allow aps.amazonaws.com to publish for this workspace`,
        fix: `Allow sns:Publish and sns:GetTopicAttributes to aps.amazonaws.com, with aws:SourceArn ${workspaceArn}. AlertIntegration.sns does so for a topic of the app.`,
      };
}
