import { formatNumber } from '../../../lib/cost/job-estimate';
import { count } from '../count';
import type { MetricUsage } from '../cost/metric-usage';
import { table } from './table';
import type { Paint } from './terminal';

/** Lines of a list; JSON has all. */
const MOST_LINES = 25;

export function usageText({ used, unused, missing, unknownJobs }: MetricUsage, paint: Paint): string {
  const total = sumOf(used) + sumOf(unused);
  const share = total === 0 ? 0 : 100 * sumOf(unused) / total;
  return [
    `${count(used.length, 'metric')} collected and used, ${formatNumber(sumOf(used))} series`,
    section(`${count(unused.length, 'metric')} collected and never used, ${formatNumber(sumOf(unused))} series (${formatNumber(share)}%)`, paint,
      ['METRIC', 'SERIES'], unused.map(({ metric, series }) => [metric, formatNumber(series)])),
    section(`${count(missing.length, 'metric')} used and not collected`, paint,
      ['METRIC', 'REASON', 'USED BY'], missing.map(({ metric, reason, users }) => [metric, reason, listed(users)])),
    ...unknownJobs.length === 0 ? [] : [`The metrics of these jobs are not known: ${unknownJobs.join(', ')}. Measure them with --workspace.`],
  ].join('\n\n');
}

function section(title: string, paint: Paint, head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  if (rows.length === 0) return title;
  const more = rows.length - MOST_LINES;
  return `${paint.strong(title)}\n${table(head, rows.slice(0, MOST_LINES))}${more > 0 ? `\nand ${more} more; --json prints all` : ''}`;
}

function sumOf(metrics: ReadonlyArray<{ readonly series: number }>): number {
  return metrics.reduce((total, { series }) => total + series, 0);
}

function listed([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
