import type { Labels } from '../../../lib/prometheus/relabel/label-builder';
import type { RelabelStep } from '../../../lib/prometheus/relabel/relabel';
import type { Outcome } from '../explanation/relabel-trace';
import { describeRelabeling, type Subject } from '../explanation/relabeling-description';
import type { Paint } from './terminal';

/** Rule by rule what became of the labels, and what came out in the end. */
export function relabelTraceText({ kept, droppedBy, error, url, labels, steps }: Outcome, subject: Subject, paint: Paint): string {
  return [
    ...steps.map((step, index) => stepText(step, index + 1, subject, paint)),
    verdict(),
    ...url === undefined ? [] : [`scraped at ${paint.strong(url)}`],
    ...labels === undefined ? [] : [...labels].map(([name, value]) => `  ${name}="${value}"`),
  ].join('\n');

  function verdict(): string {
    if (kept) return paint.good(`kept: the ${subject.singular} passes ${steps.length === 0 ? 'unchanged: there are no rules' : 'all rules'}`);
    if (droppedBy !== undefined) return paint.bad(`dropped by rule ${droppedBy}`);
    return paint.bad(`dropped: no rule drops it, but Prometheus refuses it: ${error ?? ''}`);
  }
}

function stepText({ rule, before, after }: RelabelStep, number: number, subject: Subject, paint: Paint): string {
  const changes = after === undefined ? [paint.bad('dropped')] : differences(before, after).map(paint.faint);
  return [`${number}. ${describeRelabeling(rule, subject)}`, ...changes.map(change => `     ${change}`)].join('\n');
}

function differences(before: Labels, after: Labels): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].filter(name => before.get(name) !== after.get(name));
  return names.map((name) => {
    const [old, value] = [before.get(name), after.get(name)];
    if (value === undefined) return `- ${name}="${old ?? ''}"`;
    return old === undefined ? `+ ${name}="${value}"` : `~ ${name}="${value}", was "${old}"`;
  });
}
