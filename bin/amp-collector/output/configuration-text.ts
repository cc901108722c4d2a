import type { ConfigurationDescription } from '../explanation/configuration-description';
import type { JobDescription } from '../explanation/job-description';
import { count } from '../count';
import { problemText, severityPaint } from './problem-text';
import { table } from './table';
import type { Paint } from './terminal';

/** Lays out the description of a configuration: a table of its jobs, then a paragraph for each. */
export function configurationText(name: string, { externalLabels, jobs, problems }: ConfigurationDescription, paint: Paint): string {
  const labels = Object.entries(externalLabels).map(([label, value]) => `${label}="${value}"`).join(', ');
  return [
    [
      `${paint.strong(name)}: ${count(jobs.length, 'job')}${labels === '' ? '' : `; labels of every metric: ${labels}`}`,
      ...problems.map(problem => `  ${problemText(problem, paint)}`),
    ].join('\n'),
    ...jobs.length === 0 ? [] : [jobTable(jobs, paint)],
    ...jobs.map(job => jobText(job, paint)),
  ].join('\n\n');
}

function jobTable(jobs: readonly JobDescription[], paint: Paint): string {
  return table(['JOB', 'INTERVAL', 'SCRAPES', 'PROBLEMS'], jobs.map(({ problems, ...job }) => [
    job.job, job.interval, `${schemeText(job)}, ${pathText(job)}`, [...new Set(problems.map(problem => severityPaint(problem.severity, paint)(problem.ruleId)))].join(', '),
  ]));
}

function jobText(description: JobDescription, paint: Paint): string {
  const { job, finds, filters, labels, samples, interval, timeout, problems } = description;
  return [
    paint.strong(job),
    ...lines('discovers', finds.length === 0 ? ['nothing'] : finds),
    ...lines('filters', filters),
    `  scrapes    ${pathText(description)} over ${schemeText(description)}, every ${interval}, timeout ${timeout}`,
    ...lines('labels', labels),
    ...lines('samples', samples),
    ...lines('problems', problems.map(problem => problemText(problem, paint))),
  ].join('\n');
}

function schemeText({ scheme, isSchemeRelabeled }: Pick<JobDescription, 'scheme' | 'isSchemeRelabeled'>): string {
  return isSchemeRelabeled ? 'scheme by relabeling' : scheme;
}

function pathText({ path, isPathRelabeled }: Pick<JobDescription, 'path' | 'isPathRelabeled'>): string {
  return isPathRelabeled ? 'path by relabeling' : path;
}

function lines(name: string, items: readonly string[]): string[] {
  return items.map((item, index) => `  ${(index === 0 ? name : '').padEnd(9)}  ${item}`);
}
