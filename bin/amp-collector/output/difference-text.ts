import { formatDollars, formatSamples } from '../../../lib/cost/format-estimate';
import type { EstimateDifference, JobDifference } from '../cost/estimate-difference';
import { table } from './table';
import type { Paint } from './terminal';

export function differenceText({ jobs, samplesPerMonth, monthlyCost }: EstimateDifference, paint: Paint): string {
  const rows = jobs.map(job => [job.job, samples(job.before), samples(job.after), change(job, paint)]);
  const total = ['Total', formatSamples(samplesPerMonth.before), formatSamples(samplesPerMonth.after), signed(samplesPerMonth, formatSamples)];
  return `${table(['JOB', 'BEFORE', 'AFTER', 'SAMPLES PER MONTH'], [...rows, total])}\n\n`
    + `Per month: ${formatDollars(monthlyCost.before)} before, ${formatDollars(monthlyCost.after)} after (${signed(monthlyCost, formatDollars)}). `
    + 'An estimate, not a quote.';
}

function samples(value: number | undefined): string {
  return value === undefined ? '?' : formatSamples(value);
}

function change({ state, before, after }: JobDifference, paint: Paint): string {
  if (state === 'equal') return paint.faint('equal');
  return before === undefined || after === undefined ? state : signed({ before, after }, formatSamples);
}

function signed({ before, after }: { readonly before: number; readonly after: number }, format: (value: number) => string): string {
  return `${after < before ? '-' : '+'}${format(Math.abs(after - before))}`;
}
