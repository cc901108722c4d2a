import { formatNumber } from '../job-estimate';
import { table } from '../table';
import type { JobShare } from './job-share';

interface UsedBy {
  readonly metric: string;
  readonly users: readonly string[];
}

/** In a line of a report. */
const MOST_USERS = 3;

/** Writes the shares of jobs and the users of metrics as two tables. */
export function formatReport(metrics: readonly UsedBy[], shares: readonly JobShare[]): string {
  const jobs = table([['Job', 'Series', 'Kept', ''], ...shares.map(({ jobName, series, keptSeries }) => [
    jobName, number(series), number(keptSeries),
    series === undefined || keptSeries === undefined || series === 0 ? '' : `${formatNumber(100 * keptSeries / series)}%`,
  ])], 1);
  const users = table([['Metric', 'Used by'], ...metrics.map(({ metric, users: all }) => [metric, listed(all)])], 2);
  return `${jobs}\n\n${users}`;
}

function number(value: number | undefined): string {
  return value === undefined ? 'unknown' : formatNumber(value);
}

function listed(users: readonly string[]): string {
  const more = users.length - MOST_USERS;
  return `${users.slice(0, MOST_USERS).join('; ')}${more > 0 ? ` and ${more} more` : ''}`;
}
