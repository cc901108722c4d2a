import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatProblem } from '../../lib/private/property-problem';
import { validateConfiguration } from '../../lib/validation/validate';
import { ProblemSeverity } from '../../lib/validation/problem';
import { readBytes } from './files';

/** Prints the warnings about configurations that people run. Read them again after changing a rule. */
function main(folder: string): void {
  for (const file of readdirSync(resolve(process.cwd(), process.env.CORPUS ?? '../shared/corpus', folder)).sort()) {
    const { problems: all } = validateConfiguration(readBytes(join(folder, file)));
    const problems = all.filter(({ severity }) => severity === ProblemSeverity.WARNING);
    process.stdout.write(`${file}: ${problems.length}\n`);
    for (const problem of problems) process.stdout.write(`  ${problem.ruleId} ${formatProblem(problem)}\n`);
  }
}

main(process.argv[2] ?? 'realworld');
