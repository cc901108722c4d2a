import { API_SERVER } from './api-server';
import { CERTIFICATES } from './certificates';
import { COLLECTOR_HEALTH } from './collector-health';
import { CONTROL_PLANE } from './control-plane';
import { CORE_DNS } from './coredns';
import type { AlertDefinition, GroupDefinition, RuleDefinition } from './definition';
import { KUBELET } from './kubelet';
import { NODES } from './nodes';
import { PODS } from './pods';
import { QUOTAS } from './quotas';
import { VOLUMES } from './volumes';
import { WATCHDOG } from './watchdog';
import { WORKLOADS } from './workloads';

/** All standard rules. */
export const GROUPS: readonly GroupDefinition[] = [
  WATCHDOG, COLLECTOR_HEALTH, NODES, PODS, WORKLOADS, VOLUMES, API_SERVER, CONTROL_PLANE, KUBELET, CORE_DNS, QUOTAS, CERTIFICATES,
];

export function isAlert(rule: RuleDefinition): rule is AlertDefinition {
  return 'alert' in rule;
}

/** All standard alerts, in the order of their groups. */
export const ALERTS: readonly AlertDefinition[] = GROUPS.flatMap(({ rules }) => rules.filter(isAlert));

/** The metrics that standard recording rules write. */
export const RECORDS: ReadonlySet<string> = new Set(GROUPS.flatMap(({ rules }) => rules.flatMap(rule => isAlert(rule) ? [] : rule.record)));
