import type { Diagnosis } from '../verification/diagnosis';
import type { JobState } from '../verification/job-state';
import type { JobReport, Report } from '../verification/report';
import { table } from './table';
import type { Paint } from './terminal';

const COLOURS: Readonly<Record<JobState, keyof Paint>> = { 'flowing': 'good', 'partly down': 'doubtful', 'down': 'bad', 'never discovered': 'bad' };

/** What is told of a scraper, in words: its jobs, and what is broken. */
export function verificationText(report: Report, paint: Paint): string {
  const { name, ok, jobs, faults, unknown } = report;
  return [
    ...jobs.length === 0 ? [] : [`${paint.strong(name)}\n${table(['JOB', 'STATE', 'UP'], jobs.map(job => jobRow(job, paint)))}`],
    ...jobs.flatMap(job => jobCause(job, paint)),
    ...faultsText(ok, name, faults, paint),
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

function faultsText(ok: boolean, name: string, faults: readonly Diagnosis[], paint: Paint): string[] {
  const [causes, others] = [faults.filter(({ certainty }) => certainty !== 'aside' && !ok), faults.filter(({ certainty }) => certainty === 'aside' || ok)];
  return [
    ...ok ? [paint.good(`${name}: metrics of every job arrive`)] : [],
    ...!ok && causes.length === 0 ? [paint.bad(`${name}: metrics are missing; each job's line says what is likely`)] : [],
    ...causes.map((fault, index) => faultText(fault, index === 0 ? 'At fault' : 'Also', paint)),
    ...others.map(fault => faultText(fault, 'Beside that', paint)),
  ];
}

function faultText({ layer, certainty, says, advice }: Diagnosis, heading: string, paint: Paint): string {
  const layerText = certainty === 'likely' ? paint.doubtful(`${layer}, likely`) : paint.bad(layer);
  return `${heading}: ${layerText}: ${says}\n  ${advice}`;
}
