import type { Invocation } from '../command-line/parse';
import { EXIT } from '../command-error';
import { externalLabels } from '../explanation/external-labels';
import { jobSummaries, type JobSummary } from '../explanation/job-summary';
import type { Document } from '../input/document';
import { readDocuments } from '../input/read-documents';
import { readConfiguration } from '../input/read-configuration';
import { count, table } from '../output/table';
import type { Paint, Terminal } from '../output/terminal';

interface Shown {
  readonly name: string;
  readonly errors: number;
  readonly externalLabels: Readonly<Record<string, string>>;
  readonly jobs: readonly JobSummary[];
}

export function run({ operands: [operand = '-'], options }: Invocation<'show'>, terminal: Terminal): number {
  const shown = readDocuments(operand).map(show);
  if (shown.length === 0) terminal.note(`${operand} has no scraper`);
  if (options.json === true) terminal.printJson(shown);
  else if (shown.length > 0) terminal.print(shown.map(entry => words(entry, terminal.paint)).join('\n\n'));
  for (const { name, errors } of shown) {
    if (errors > 0) terminal.note(`${name} has ${count(errors, 'error')}: amp-collector validate tells them`);
  }
  return shown.some(({ errors }) => errors > 0) ? EXIT.PROBLEMS : EXIT.OK;
}

function show({ name, text }: Document): Shown {
  const { configuration, errors, warnings } = readConfiguration(text);
  return {
    name,
    errors: errors.length,
    externalLabels: configuration === undefined ? {} : externalLabels(configuration),
    jobs: configuration === undefined ? [] : jobSummaries(configuration, warnings),
  };
}

function words({ name, externalLabels: labels, jobs }: Shown, paint: Paint): string {
  const everywhere = Object.entries(labels).map(([label, value]) => `${label}="${value}"`).join(', ');
  return [
    `${paint.strong(name)}: ${count(jobs.length, 'job')}${everywhere === '' ? '' : `; every metric gets ${everywhere}`}`,
    ...jobs.length === 0 ? [] : [jobTable(jobs, paint)],
    ...jobs.map(job => jobWords(job, paint)),
  ].join('\n\n');
}

function jobTable(jobs: readonly JobSummary[], paint: Paint): string {
  return table(['JOB', 'EVERY', 'SCRAPES', 'MARKS'], jobs.map(({ job, interval, scheme, path, marks }) => [
    job, interval, `${scheme}, ${path}`, paint.doubtful(marks.map(({ ruleId }) => ruleId).join(', ')),
  ]));
}

function jobWords({ job, finds, filters, labels, samples, scheme, path, interval, timeout, marks }: JobSummary, paint: Paint): string {
  return [
    paint.strong(job),
    `  finds    ${finds.length === 0 ? 'nothing' : finds.join('\n           ')}`,
    ...lines('filters', filters),
    `  scrapes  ${path} by ${scheme}, every ${interval}, and waits ${timeout} for an answer`,
    ...lines('labels', labels),
    ...lines('samples', samples),
    ...lines('marks', marks.map(({ message }) => message)).map(paint.doubtful),
  ].join('\n');
}

function lines(name: string, items: readonly string[]): string[] {
  return items.map((item, index) => `  ${(index === 0 ? name : '').padEnd(7)}  ${item}`);
}
