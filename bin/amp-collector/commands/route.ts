import { labelListOf, momentOf } from '../command-line/labels';
import type { Invocation } from '../command-line/parse';
import { assignments } from '../command-line/values';
import { EXIT, UsageError } from '../command-error';
import { chooseDocument } from '../documents/choose-document';
import { routingOf } from '../documents/alert-routing';
import { alertRoutingText } from '../output/alert-routing-text';
import type { Document } from '../input/document';
import { resolveTokens } from '../input/known-values';
import { documentText } from '../input/document-text';
import { escapeTexts } from '../output/escape';
import type { Terminal } from '../output/terminal';

export function run({ operands: [operand = '-'], options }: Invocation<'route'>, terminal: Terminal): number {
  const { label, firing = [], at, set, workspace, json } = options;
  const labels = assignments('label', label);
  if (Object.keys(labels).length === 0) throw new UsageError('specify the labels of the alert: --label alertname=NAME --label severity=critical');
  const simulation = { at: momentOf('at', at), firing: firing.map(text => labelListOf('firing', text)) };

  const document = chooseDocument(operand, 'alert-manager-definition', { name: 'workspace', value: workspace });
  const { routing, unknown, silent } = routingOf(withValues(document, assignments('set', set)), labels, simulation);
  if (json === true) terminal.printJson(routing);
  else terminal.print(alertRoutingText(escapeTexts(routing), escapeTexts(silent), terminal.paint));
  if (unknown.length > 0) terminal.note(`matchers with values that are known only at deployment match no other value; specify ${unknown.map(name => `--set ${name}=VALUE`).join(' ')}`);
  return EXIT.OK;
}

function withValues(document: Document, values: Readonly<Record<string, string>>): Document {
  return document.unread === undefined ? { ...document, text: resolveTokens(documentText(document), values).text } : document;
}
