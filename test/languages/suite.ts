import { rmSync } from 'node:fs';
import { go } from './go';
import { java } from './java';
import { type Language, workFolder } from './language';
import { difference, outcomeOf, type Outcome } from './outcome';
import { buildPackages } from './packages';
import { run } from './process';
import { python } from './python';
import { referencePrograms } from './reference';
import { versionProblems } from './versions';

/*
 * `npm run test:languages`: the packages for other languages, built as documented and installed in empty folders, with aws-cdk-lib from
 * each language's registry. Programs create what their counterparts in TypeScript create, to the byte, and the pages of docs/languages are
 * tried.
 */

const LANGUAGES = [python, go, java];

/** Prints how long it took: most of it is generating and compiling. */
function timed<T>(what: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  console.log(`${what} (${Math.round((performance.now() - start) / 1000)} s)`);
  return result;
}

/** Runs a check; a failure is printed, and the others still run. */
function passes(what: string, check: () => void): boolean {
  try {
    timed(what, check);
    return true;
  } catch (error) {
    console.log(`FAILED ${what}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/** A language whose package does not install fails as one. */
function judge({ name, install }: Language, expected: Readonly<Record<string, Outcome>>): readonly boolean[] {
  const results: boolean[] = [];
  const isInstalled = passes(`${name}: installed and compiled`, () => {
    const { programs, checks } = install();
    const comparisons = Object.entries(programs).map(([program, commands]) => [`${program} creates what TypeScript creates`, () => {
      const problem = difference(expected[program] ?? {}, outcomeOf(commands));
      if (problem !== undefined) throw new Error(problem);
    }] as const);
    results.push(...[...comparisons, ...Object.entries(checks)].map(([what, check]) => passes(`${name}: ${what}`, check)));
  });
  return [isInstalled, ...results];
}

function main(): void {
  for (const [command, ...args] of LANGUAGES.flatMap(({ tools }) => tools)) run(command, args);
  rmSync(workFolder(''), { recursive: true });

  timed('Packages built', buildPackages);
  const expected = timed('TypeScript: run', () =>
    Object.fromEntries(Object.entries(referencePrograms()).map(([program, commands]) => [program, outcomeOf(commands)])));
  const results = [
    passes('The table of versions agrees with the packages', () => {
      const problems = versionProblems();
      if (problems.length > 0) throw new Error(problems.join('\n'));
    }),
    ...LANGUAGES.flatMap(language => judge(language, expected)),
  ];

  const passed = results.filter(Boolean).length;
  console.log(`${passed} passed, ${results.length - passed} failed`);
  process.exitCode = passed === results.length ? 0 : 1;
}

main();
