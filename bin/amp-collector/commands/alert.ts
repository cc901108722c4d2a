import { describeDefinition, sendAlert } from '../aws/alert-manager';
import { Connection, type Interruptible } from '../aws/connection';
import { workspaceEndpoint } from '../aws/metrics-endpoint';
import { describeWorkspace, workspaceIdOf } from '../aws/workspace';
import type { Invocation } from '../command-line/parse';
import { assignments, positive } from '../command-line/values';
import { CommandError, EXIT, UsageError } from '../command-error';
import { count } from '../count';
import { routingOf } from '../documents/alert-routing';
import { alertRoutingText } from '../output/alert-routing-text';
import { escapeTexts } from '../output/escape';
import type { Terminal } from '../output/terminal';

const NAME = 'AmpCollectorTest';
const ANNOTATIONS = { summary: 'Test alert, sent with amp-collector alert test' };
const MINUTE = 60_000;

export async function run(
  { operands: [action = ''], options }: Invocation<'alert'>, terminal: Terminal, interruptible: Interruptible,
): Promise<number> {
  if (action !== 'test') throw new UsageError(`unexpected argument '${action}'; the only action is test: amp-collector alert test`);
  if (options.workspace === undefined) throw new UsageError('specify --workspace');
  const labels = { alertname: NAME, ...assignments('label', options.label) };
  const annotations = { ...ANNOTATIONS, ...assignments('annotation', options.annotation) };
  const minutes = positive('minutes', options.minutes, 5);
  const connection = new Connection(options, interruptible());

  const workspaceId = await workspaceIdOf(connection, options.workspace);
  const endpoint = await workspaceEndpoint(connection, await describeWorkspace(connection, workspaceId));
  const definition = await describeDefinition(connection, workspaceId);
  if (definition === undefined) {
    throw new CommandError(`workspace ${workspaceId} has no alert manager definition: nobody would be notified`, EXIT.PROBLEMS);
  }
  const now = Date.now();
  const alert = { labels, annotations, startsAt: new Date(now).toISOString(), endsAt: new Date(now + minutes * MINUTE).toISOString() };
  await sendAlert(connection, endpoint, alert);

  if (options.json !== true) terminal.print(sentText(workspaceId, labels, minutes));
  const { routing, silent } = routingOf({ name: `the definition of ${workspaceId}`, text: definition }, labels, {});
  if (options.json === true) terminal.printJson({ workspaceId, alert, routing });
  else terminal.print(`\n${alertRoutingText(escapeTexts(routing), escapeTexts(silent), terminal.paint)}`);
  return routing.receivers.some(name => !silent.includes(name)) ? EXIT.OK : EXIT.PROBLEMS;
}

function sentText(workspaceId: string, labels: Readonly<Record<string, string>>, minutes: number): string {
  const described = Object.entries(labels).map(([name, value]) => `${name}="${value}"`).join(', ');
  return escapeTexts(`sent the alert {${described}} to ${workspaceId}; it resolves after ${count(minutes, 'minute')}`);
}
