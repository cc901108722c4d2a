import { CollectorDestination, CollectorExporter, CollectorSource, type CollectorTarget } from '../../../lib/validation/collector-target';
import { ProblemSeverity, type Problem } from '../../../lib/validation/problem';
import { byPosition } from '../../../lib/validation/by-position';
import { EXIT, UsageError } from '../command-error';
import type { Invocation } from '../command-line/parse';
import { count } from '../count';
import { kindOf } from '../documents/document-kinds';
import { ruleIds } from '../documents/known-rules';
import { problemsWithJobs } from '../documents/problems-with-jobs';
import { readDocuments } from '../documents/read-documents';
import { writeProblems } from '../output/problem-formats';
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

export function run({ operands, options }: Invocation<'validate'>, terminal: Terminal): number {
  const { format = options.json === true ? 'json' : 'text', ignore = [], strict = false } = options;
  if (options.json === true && format !== 'json') throw new UsageError(`specify --json or --format ${format}, not both`);
  const target: CollectorTarget = { ...SOURCES[options.source ?? 'eks'], destination: DESTINATIONS[options.destination ?? 'workspace'] };
  const ignored = ruleIds(ignore);

  const { documents, skipped } = readDocuments(operands);
  if (skipped.length > 0) terminal.note(`skipped ${count(skipped.length, 'file')} of other kinds: ${shortList(skipped)}`);
  if (documents.length === 0) terminal.note(`${operands.join(', ')}: no scraper, rules or alert manager definition found`);
  const withJobs = problemsWithJobs(documents, options['scrape-config'] ?? []);
  const validated = documents.map((source): ValidatedDocument => {
    const problems = [...kindOf(source).validate(source, target), ...source.workspaceProblems ?? withJobs.get(source) ?? []];
    const reported = (source.unacknowledged?.(problems) ?? problems).filter(({ ruleId }) => !ignored.includes(ruleId));
    return { source, problems: reported.sort(byPosition) };
  });
  writeProblems(format, validated, terminal);

  const fails = ({ severity }: Problem) => severity === ProblemSeverity.ERROR || strict;
  return validated.some(({ problems }) => problems.some(fails)) ? EXIT.PROBLEMS : EXIT.OK;
}

function shortList(files: readonly string[]): string {
  return files.length <= 10 ? files.join(', ') : `${files.slice(0, 10).join(', ')} …`;
}
