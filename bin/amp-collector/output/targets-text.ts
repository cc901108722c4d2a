import type { JobTargets } from '../explanation/job-targets';
import { describeRelabeling } from '../explanation/relabeling-description';
import type { RelabelTrace } from '../../../lib/validation/outcome/relabel-trace';
import { count } from '../count';
import { table } from './table';
import type { Paint } from './terminal';

/** The targets of a job, ready to print. */
export interface TargetsOfJob {
  readonly job: string;
  /** The resources that the job discovers in Kubernetes, as kubectl names them; nothing without such a discovery. */
  readonly resources?: readonly string[];
  readonly rows: readonly TargetRow[];
  readonly missing: readonly string[];
}

export interface TargetRow {
  /** Prometheus scrapes targets with the same labels once. */
  readonly result: 'kept' | 'duplicate' | 'dropped' | 'not scraped' | 'not discovered';
  readonly object: string;
  readonly target?: string;
  /** The URL of a kept target; the reason otherwise. */
  readonly details: string;
}

const COLORS: Readonly<Record<TargetRow['result'], keyof Paint>> = {
  'kept': 'good', 'duplicate': 'faint', 'dropped': 'doubtful', 'not scraped': 'bad', 'not discovered': 'faint',
};

export function targetRows({ targets, undiscovered }: JobTargets): TargetRow[] {
  const seen = new Set<string>();
  return [
    ...targets.map(({ object, target, trace }): TargetRow => {
      const row = { object, target, details: detailsOf(trace) };
      if (!trace.kept) return { ...row, result: trace.droppedBy === undefined ? 'not scraped' : 'dropped' };
      const key = JSON.stringify([trace.url, ...trace.labels ?? []]);
      const isSeen = seen.has(key);
      seen.add(key);
      return { ...row, result: isSeen ? 'duplicate' : 'kept' };
    }),
    ...undiscovered.map(({ object, reason }): TargetRow => ({ object, result: 'not discovered', details: reason })),
  ];
}

function detailsOf({ kept, url = '', droppedBy, steps, error = '' }: RelabelTrace): string {
  if (kept) return url;
  return droppedBy === undefined ? error : `relabeling ${droppedBy}: ${describeRelabeling(steps.at(-1)?.rule)}`;
}

/** Lays out the targets of a job as a table with a heading. */
export function targetsText({ job, resources, rows }: TargetsOfJob, paint: Paint): string {
  if (resources === undefined) return `${paint.strong(job)}: no Kubernetes discovery`;
  const kept = rows.filter(({ result }) => result === 'kept').length;
  const heading = `${paint.strong(job)}: ${count(kept, 'target')} kept, ${rows.length - kept} not`;
  if (rows.length === 0) return `${heading}; the input has no ${resources.join(' and no ') || 'object that the job discovers'}`;
  return `${heading}\n${table(['RESULT', 'OBJECT', 'TARGET', 'URL OR REASON'], rows.map(({ result, object, target = '', details }) => [
    paint[COLORS[result]](result), object, target, details,
  ]))}`;
}
