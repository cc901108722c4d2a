import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatProblem } from '../../lib/private/property-problem';
import { adviceProblems } from '../../lib/validation/warnings/advice';
import { validateScrapeConfig } from '../../lib/prometheus/scrape-config/validate';
import { readYaml } from '../../lib/prometheus/yaml/read';
import { readBytes } from './files';

/** Prints what there is to say about configurations that people run: whoever changes a rule reads it again. */
function main(folder: string): void {
  for (const file of readdirSync(resolve(process.cwd(), process.env.CORPUS ?? '../shared/corpus', folder)).sort()) {
    const { configuration } = validateScrapeConfig(readYaml(readBytes(join(folder, file))));
    const problems = configuration === undefined ? [] : adviceProblems(configuration);
    process.stdout.write(`${file}: ${problems.length}\n`);
    for (const problem of problems) process.stdout.write(`  ${problem.ruleId} ${formatProblem(problem)}\n`);
  }
}

main(process.argv[2] ?? 'realworld');
