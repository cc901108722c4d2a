import { kindProblems } from '../private/checks';
import { throwValueProblems } from '../private/errors';
import type { Problem } from '../private/problem';
import type { ScrapeJob } from './scrape-job';

/*
 * What a compiler says to those who have one. Each throws an error that says what must be given instead.
 */

export function requireText(value: unknown): void {
  refuse(kindProblems('', value, typeof value === 'string', 'YAML text'));
}

export function requireObject(value: unknown): void {
  refuse(kindProblems('', value, typeof value === 'object' && value !== null && !Array.isArray(value), 'an object'));
}

export function requireJobs(value: unknown): void {
  refuse(Array.isArray(value)
    ? value.flatMap((job: unknown, index) => kindProblems(`jobs[${index}]`, job, isScrapeJob(job), 'a ScrapeJob'))
    : kindProblems('jobs', value, false, 'a list of ScrapeJob'));
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throwValueProblems('the scrape configuration', problems);
}

/** By what it can do, since an app may have two copies of this library. */
function isScrapeJob(value: unknown): boolean {
  return typeof (value as Partial<ScrapeJob> | null | undefined)?._toYamlItem === 'function';
}
