import { CollectorDestination, CollectorExporter, CollectorSource, type CollectorTarget } from '../../../lib/validation/collector-target';
import { validateConfiguration } from '../../../lib/validation/validate';
import { ProblemSeverity } from '../../../lib/validation/problem';
import type { Invocation } from '../command-line/parse';
import { EXIT, UsageError } from '../command-error';
import { readDocuments } from '../input/read-documents';
import { PROBLEM_FORMATS } from '../output/problem-formats';
import type { ValidatedDocument } from '../output/validated-document';
import type { Terminal } from '../output/terminal';

const SOURCES: Readonly<Record<string, CollectorTarget>> = {
  'eks': { source: CollectorSource.EKS },
  'vpc': { source: CollectorSource.VPC },
  'open-search': { source: CollectorSource.VPC, exporter: CollectorExporter.OPEN_SEARCH },
};
const DESTINATIONS: Readonly<Record<string, CollectorDestination>> = {
  workspace: CollectorDestination.WORKSPACE, cloudwatch: CollectorDestination.CLOUD_WATCH,
};

export function run({ operands: [operand = '-'], options }: Invocation<'validate'>, terminal: Terminal): number {
  const format = options.format ?? (options.json === true ? 'json' : 'text');
  if (options.json === true && format !== 'json') throw new UsageError(`say either --json or --format ${format}`, 'validate');
  const target: CollectorTarget = { ...SOURCES[options.source ?? 'eks'], destination: DESTINATIONS[options.destination ?? 'workspace'] };
  const judged = readDocuments(operand).map((source): ValidatedDocument => ({
    source, problems: validateConfiguration(source.text, source.target ?? target).problems,
  }));
  if (judged.length === 0) terminal.note(`${operand} has no scraper`);

  const report = PROBLEM_FORMATS[format]?.(judged, terminal.paint) ?? '';
  if (report !== '') terminal.print(report);

  const fails = ({ severity }: { severity: ProblemSeverity }) => severity === ProblemSeverity.ERROR || options.strict === true;
  return judged.some(({ problems }) => problems.some(fails)) ? EXIT.PROBLEMS : EXIT.OK;
}
