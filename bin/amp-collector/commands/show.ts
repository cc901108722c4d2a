import { ProblemSeverity } from '../../../lib/validation/problem';
import { EXIT } from '../command-error';
import type { Invocation } from '../command-line/parse';
import { count } from '../count';
import { kindOf } from '../documents/document-kinds';
import { readDocuments } from '../documents/read-documents';
import type { Terminal } from '../output/terminal';

export function run({ operands: [operand = '-'], options }: Invocation<'show'>, terminal: Terminal): number {
  const { documents } = readDocuments([operand]);
  const shown = documents.map(document => kindOf(document).show(document));
  if (shown.length === 0) terminal.note(`${operand} has no scraper, rules or alert manager definition`);
  if (options.json === true) terminal.printJson(shown.map(({ name, data }) => ({ name, ...data })));
  else if (shown.length > 0) terminal.print(shown.map(({ text }) => text(terminal.paint)).join('\n\n'));

  const failing = shown
    .map(({ name, problems }) => ({ name, errors: problems.filter(({ severity }) => severity === ProblemSeverity.ERROR).length }))
    .filter(({ errors }) => errors > 0);
  for (const { name, errors } of failing) {
    terminal.note(`${name} has ${count(errors, 'error')}; for lines and columns run: amp-collector validate ${operand}`);
  }
  return failing.length > 0 ? EXIT.PROBLEMS : EXIT.OK;
}
