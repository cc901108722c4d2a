import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpile } from 'typescript';
import { type Command, type Program, readmeProgram, workFolder } from './language';
import { ROOT } from './process';

/** The TypeScript program to which the programs of the other languages correspond. */
export function referencePrograms(): Readonly<Record<string, Program>> {
  const readme = join(workFolder('typescript'), 'readme.js');
  writeFileSync(readme, transpile(readmeProgram(), { module: ModuleKind.CommonJS, target: ScriptTarget.ES2023 }));
  const compiled = (file: string): Command => ['node', join(ROOT, 'dist', file)];
  return {
    README: { commands: [['node', readme]] },
    examples: { commands: ['test/languages/problems.js', 'bin/app.js', 'examples/typed-jobs.js', 'examples/imported-cluster.js'].map(compiled) },
  };
}
