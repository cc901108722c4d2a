import { judge } from '../../../lib/scrape-configuration/judge';
import { ProblemSeverity } from '../../../lib/scrape-configuration/problem';
import type { Invocation } from '../command-line/parse';
import { EXIT } from '../failure';
import { readConfigurations } from '../input/configuration-source';
import { PROBLEM_FORMATS, type JudgedSource } from '../output/problems';
import type { Terminal } from '../output/terminal';

export function run({ operands: [operand = '-'], options }: Invocation<'validate'>, terminal: Terminal): number {
  const judged = readConfigurations(operand).map((source): JudgedSource => ({ source, problems: judge(source.text) }));
  if (judged.length === 0) terminal.note(`${operand} has no scraper`);

  const format = options.format ?? (options.json === true ? 'json' : 'text');
  const report = PROBLEM_FORMATS[format]?.(judged, terminal.paint) ?? '';
  if (report !== '') terminal.print(report);

  const fails = ({ severity }: { severity: ProblemSeverity }) => severity === ProblemSeverity.ERROR || options.strict === true;
  return judged.some(({ problems }) => problems.some(fails)) ? EXIT.PROBLEMS : EXIT.OK;
}
