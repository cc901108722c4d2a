import { formatSamples } from '../../../lib/cost/format-estimate';
import { formatNumber } from '../../../lib/cost/job-estimate';
import type { MeasuredJob } from '../cost/measurement';
import { table } from './table';
import type { Paint } from './terminal';

export function measurementText(jobs: readonly MeasuredJob[], samplesPerMonth: number, paint: Paint): string {
  const rows = jobs.map(({ job, metricsPath, targets, exposedSeries, series, samplesPerMonth: samples }) =>
    [`${job} ${metricsPath}`.trim(), formatNumber(targets), formatNumber(exposedSeries), formatNumber(series), formatSamples(samples)]);
  return `${table(['JOB', 'TARGETS', 'EXPOSED SERIES', 'WRITTEN SERIES', 'SAMPLES PER MONTH'], [...rows, ['Total', '', '', '', formatSamples(samplesPerMonth)]])}\n\n${
    paint.faint('Measured: samples of the last hour, for a month of 30 days.')}`;
}
