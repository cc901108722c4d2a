import type { Fault } from '../verification/diagnosis';
import type { JobState } from '../verification/job-state';
import type { JobReport, Report } from '../verification/report';
import { table } from './table';
import type { Paint } from './terminal';

const COLOURS: Readonly<Record<JobState, keyof Paint>> = { 'flowing': 'good', 'partly down': 'doubtful', 'down': 'bad', 'never discovered': 'bad' };

/** What is told of a scraper, in words: its jobs, and what is broken. */
export function reportText(report: Report, paint: Paint): string {
  const { name, ok, jobs, faults, unknown } = report;
  return [
    ...jobs.length === 0 ? [] : [`${paint.strong(name)}\n${table(['JOB', 'STATE', 'UP'], jobs.map(job => jobRow(job, paint)))}`],
    ...jobs.flatMap(job => jobCause(job, paint)),
    verdict(ok, name, faults, paint),
    ...faults.slice(1).map(fault => faultText(fault, ok ? 'Beside that' : 'Also', paint)),
    ...unknown.length === 0 || ok ? [] : [paint.faint(`Not known: ${unknown.join('; ')}`)],
  ].join('\n\n');
}

function jobRow({ job, state, targets, up }: JobReport, paint: Paint): string[] {
  return [job, paint[COLOURS[state]](state), targets === 0 ? '' : `${up} of ${targets}`];
}

function jobCause({ job, cause, downInstances }: JobReport, paint: Paint): string[] {
  if (cause === undefined) return [];
  const instances = downInstances.length === 0 ? '' : `\n  for example ${downInstances.join(', ')}`;
  return [`${paint.strong(job)}: ${cause}${instances}`];
}

function verdict(ok: boolean, name: string, [first]: readonly Fault[], paint: Paint): string {
  if (ok && first === undefined) return paint.good(`${name}: metrics of every job arrive`);
  if (ok) return `${paint.good(`${name}: metrics of every job arrive`)}\n\n${faultText(first as Fault, 'Beside that', paint)}`;
  if (first === undefined) return paint.bad(`${name}: metrics are missing; each job's line says what is likely`);
  return faultText(first, 'At fault', paint);
}

function faultText({ layer, certainty, says, advice }: Fault, heading: string, paint: Paint): string {
  const layerText = certainty === 'certain' ? paint.bad(layer) : paint.doubtful(`${layer}, likely`);
  return `${heading}: ${layerText}: ${says}\n  ${advice}`;
}
