import type { Labels } from '../../../lib/prometheus/relabel/label-builder';
import type { RelabelStep } from '../../../lib/prometheus/relabel/relabel';
import { describeRelabeling, type Subject } from '../explanation/relabeling-description';
import type { RelabelTrace } from '../../../lib/validation/outcome/relabel-trace';
import type { Paint } from './terminal';

/** Lays out the effect of each relabeling, and the result. The trace is already safe to print. */
export function relabelTraceText(trace: RelabelTrace, subject: Subject, paint: Paint): string {
  const { url, labels, steps } = trace;
  return [
    ...steps.map((step, index) => stepText(step, index + 1, subject, paint)),
    resultText(trace, subject, paint),
    ...url === undefined ? [] : [`scraped at ${paint.strong(url)}`],
    ...labels === undefined ? [] : [...labels].map(([name, value]) => `  ${name}="${value}"`),
  ].join('\n');
}

function resultText({ kept, droppedBy, error = '', steps }: RelabelTrace, { singular }: Subject, paint: Paint): string {
  if (kept) return paint.good(steps.length === 0 ? `kept: the job has no relabelings for the ${singular}` : `kept: no relabeling drops the ${singular}`);
  if (droppedBy !== undefined) return paint.bad(`dropped by relabeling ${droppedBy}`);
  return paint.bad(`not scraped: no relabeling drops the ${singular}, but Prometheus refuses it: ${error}`);
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
