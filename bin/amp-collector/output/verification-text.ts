import type { Diagnosis } from '../verification/diagnosis';
import type { JobState } from '../verification/job-state';
import type { JobReport, Report } from '../verification/report';
import { table } from './table';
import type { Paint } from './terminal';

const COLORS: Readonly<Record<JobState, keyof Paint>> = { 'up': 'good', 'partly down': 'doubtful', 'down': 'bad', 'never discovered': 'bad' };

/** Lays out the verification of a scraper: its jobs, the causes of missing metrics, and what could not be read. */
export function verificationText({ name, ok, jobs, causes, unknown }: Report, paint: Paint): string {
  return [
    ...jobs.length === 0 ? [] : [`${paint.strong(name)}\n${table(['JOB', 'STATE', 'TARGETS UP'], jobs.map(job => jobRow(job, paint)))}`],
    ...jobs.flatMap(job => jobCause(job, paint)),
    ...causeTexts(ok, name, causes, paint),
    ...unknown.length === 0 || ok ? [] : [paint.faint(`Could not be read: ${unknown.join('; ')}`)],
  ].join('\n\n');
}

function jobRow({ job, state, targets, up }: JobReport, paint: Paint): string[] {
  return [job, paint[COLORS[state]](state), targets === 0 ? '' : `${up} of ${targets}`];
}

function jobCause({ job, cause, downInstances }: JobReport, paint: Paint): string[] {
  if (cause === undefined) return [];
  const instances = downInstances.length === 0 ? '' : `\n  down, for example: ${downInstances.join(', ')}`;
  return [`${paint.strong(job)}: ${cause}${instances}`];
}

function causeTexts(ok: boolean, name: string, diagnoses: readonly Diagnosis[], paint: Paint): string[] {
  const causes = ok ? [] : diagnoses.filter(({ certainty }) => certainty !== 'unrelated');
  return [
    ...ok ? [paint.good(`${name}: metrics of every job arrive`)] : [],
    ...!ok && causes.length === 0 ? [paint.bad(`${name}: metrics are missing; see the likely cause of each job`)] : [],
    ...causes.map((cause, index) => causeText(cause, index === 0 ? 'Cause' : 'Another cause', paint)),
    ...diagnoses.filter(cause => !causes.includes(cause)).map(cause => causeText(cause, 'Unrelated', paint)),
  ];
}

function causeText({ layer, certainty, message, fix }: Diagnosis, heading: string, paint: Paint): string {
  const layerText = certainty === 'likely' ? paint.doubtful(`${layer}, likely`) : paint.bad(layer);
  return `${heading}: ${layerText}: ${message}\n  ${fix}`;
}
