import { discoveredKinds } from '../../../lib/validation/outcome/job-targets';
import { EXIT, UsageError } from '../command-error';
import type { Invocation } from '../command-line/parse';
import { chooseConfiguration } from '../documents/choose-configuration';
import { chooseJob } from '../explanation/choose-job';
import { jobTargets } from '../explanation/job-targets';
import { resourceNames } from '../explanation/resource-names';
import { readObjects } from '../input/object-file';
import { escapeTexts } from '../output/escape';
import { targetRows, targetsText, type TargetsOfJob } from '../output/targets-text';
import type { Terminal } from '../output/terminal';

export function run({ operands: [operand = ''], options }: Invocation<'targets'>, terminal: Terminal): number {
  const { objects: file = '-' } = options;
  if (operand === '-' && file === '-') throw new UsageError('standard input cannot be both the configuration and the objects; specify --objects');
  const configuration = chooseConfiguration(operand, options.scraper);
  const objects = readObjects(file);
  const jobs = options.job === undefined ? configuration.jobs : [chooseJob(configuration, options.job)];
  const results = jobs.map((job): TargetsOfJob => {
    const result = jobTargets(configuration, job, objects);
    return { job: job.name ?? '(known at deployment)', resources: job.kubernetes.length === 0 ? undefined : resourceNames(discoveredKinds(job)), rows: targetRows(result), missing: result.missing };
  });
  if (options.json === true) terminal.printJson(results.map(({ job, rows }) => ({ job, targets: rows })));
  else terminal.print(escapeTexts(results).map(result => targetsText(result, terminal.paint)).join('\n\n'));

  const missing = [...new Set(results.flatMap(result => result.missing))];
  if (missing.length > 0) terminal.note(`some labels are missing, since the input has no ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' …' : ''}`);
  return EXIT.OK;
}
