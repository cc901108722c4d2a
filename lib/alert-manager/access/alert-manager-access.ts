import type { IConstruct } from 'constructs';
import type { PropertyProblem } from '../../private/property-problem';
import { warn, WARNINGS } from '../../private/warnings';
import type { AlertManagerDefinition } from '../alert-manager-definition';
import type { MissingAccess } from './key-access';
import { allowReading, secretProblems } from './secret-access';
import { statementText, type AlertingWorkspace } from './service-statement';
import { allowPublishing, topicProblems } from './topic-access';

/** The topics and secrets of a definition, each once. */
function usedBy(definition: AlertManagerDefinition) {
  const parts = definition._integrations().map(integration => integration._render());
  const each = <T extends IConstruct>(constructs: ReadonlyArray<T | undefined>): T[] =>
    [...new Map(constructs.filter(construct => construct !== undefined).map(construct => [construct.node.addr, construct])).values()];
  return { topics: each(parts.map(({ topic }) => topic)), secrets: each(parts.map(({ secret }) => secret)) };
}

/** The problems of topics and secrets that the service could not use. */
export function accessProblems(definition: AlertManagerDefinition): PropertyProblem[] {
  const { topics, secrets } = usedBy(definition);
  return [...topics.flatMap(topicProblems), ...secrets.flatMap(secretProblems)];
}

/**
 * Grants the alert manager of a workspace access to the topics and secrets of its definition, and to their keys. For a resource that the
 * app does not own, a warning contains the statement to add.
 */
export function allowAlertManager(workspace: AlertingWorkspace, definition: AlertManagerDefinition): void {
  const { topics, secrets } = usedBy(definition);
  const missing: MissingAccess[] = [
    ...topics.flatMap(topic => allowPublishing(workspace, topic)), ...secrets.flatMap(secret => allowReading(workspace, secret)),
  ];
  for (const { subject, statement } of missing) {
    warn(workspace.construct, WARNINGS.alertManagerAccess, `${subject} is not in this app; the alert manager works only if it contains this statement:\n${
      statementText(workspace.construct, statement)}`);
  }
}
