import * as fc from 'fast-check';
import { DEFAULT_SUBJECT, SnsMessage } from '../../../lib/alert-manager/sns-message';
import type { Prometheus } from '../prometheus';

const text = fc.string({ unit: fc.constantFrom(...Array.from('aZ09 "\\\'\n\r\t{}<>&éü\u0001\u007f\u2028$1'), '\u{1f600}', 'long '.repeat(30)), maxLength: 12 });
const labels = fc.record({ alertname: text, severity: text, summary: text, description: text, runbook_url: text, cluster: text }, {
  requiredKeys: [], noNullPrototype: true,
});

/** Renders the library's own subject and messages by Alertmanager: the subject must suit SNS, and messages for chat must be JSON. */
export async function reportMessages(count: number, seed: number, prometheus: Prometheus): Promise<boolean> {
  let failures = 0;
  const fail = (what: string, given: object, rendered: unknown) => {
    failures++;
    if (failures <= 3) console.log(`--- ${what}: ${JSON.stringify(given)}\n${String(rendered)}`);
  };
  for (const given of fc.sample(labels, { numRuns: count, seed })) {
    const render = async (template: string) => prometheus.ask({ kind: 'render', text: template, labels: given });
    const [subject, message] = [await render(DEFAULT_SUBJECT), await render(SnsMessage.text()._render())];
    const chat = await render(SnsMessage.chat()._render());
    if (!/^[!-~][ -~]{0,99}$/.test(String(subject.result))) fail('the subject does not suit SNS', given, subject.result ?? subject.message);
    if (message.verdict === 'bad') fail('the message fails', given, message.message);
    if (!isJson(String(chat.result))) fail('the message for chat is not JSON', given, chat.result ?? chat.message);
  }
  console.log(`Messages, seed ${seed}: ${count} sets of labels, ${failures} failures`);
  return failures === 0;
}

function isJson(rendered: string): boolean {
  try {
    const { content } = JSON.parse(rendered) as { content: { title: string; description: string } };
    return typeof content.title === 'string' && typeof content.description === 'string';
  } catch {
    return false;
  }
}
