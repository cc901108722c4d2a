import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpile } from 'typescript';
import { type Command, readmeProgram, workFolder } from './language';
import { ROOT } from './process';

/** What the programs of the other languages correspond to, in TypeScript. */
export function referencePrograms(): Readonly<Record<string, readonly Command[]>> {
  const readme = join(workFolder('typescript'), 'readme.js');
  writeFileSync(readme, transpile(readmeProgram('ts nofixture'), { module: ModuleKind.CommonJS, target: ScriptTarget.ES2023 }));
  const compiled = (file: string): Command => ['node', join(ROOT, 'dist', file)];
  return {
    README: [['node', readme]],
    examples: ['test/languages/problems.js', 'bin/app.js', 'examples/typed-jobs.js', 'examples/imported-cluster.js'].map(compiled),
  };
}
