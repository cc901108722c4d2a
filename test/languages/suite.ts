import { rmSync } from 'node:fs';
import { go } from './go';
import { java } from './java';
import { type Language, workFolder } from './language';
import { difference, outcomeOf, type Outcome } from './outcome';
import { generatePackages } from './packages';
import { run } from './process';
import { python } from './python';
import { referencePrograms } from './reference';

/*
 * `npm run test:languages`: programs in other languages make what their counterparts in TypeScript make, to the byte.
 */

const LANGUAGES = [python, go, java];

/** Tells how long it took: most of it is generating and compiling. */
function timed<T>(what: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  console.log(`${what} (${Math.round((performance.now() - start) / 1000)} s)`);
  return result;
}

/** A language whose packages do not install or compile fails as one; the others are still tried. */
function judge({ name, prepare }: Language, expected: Readonly<Record<string, Outcome>>): readonly boolean[] {
  try {
    const programs = timed(`${name}: installed and compiled`, prepare);
    return Object.entries(programs).map(([program, command]) => {
      const problem = difference(expected[program] ?? {}, timed(`${name}: ${program} run`, () => outcomeOf([command])));
      console.log(problem === undefined ? `${name}: ${program} makes what TypeScript makes` : `FAILED ${name}: ${program}: ${problem}`);
      return problem === undefined;
    });
  } catch (error) {
    console.log(`FAILED ${name}: ${error instanceof Error ? error.message : String(error)}`);
    return [false];
  }
}

function main(): void {
  for (const [command, ...args] of LANGUAGES.flatMap(({ tools }) => tools)) run(command, args);
  rmSync(workFolder(''), { recursive: true });

  timed('Packages generated', generatePackages);
  const expected = timed('TypeScript: run', () =>
    Object.fromEntries(Object.entries(referencePrograms()).map(([program, commands]) => [program, outcomeOf(commands)])));
  const results = LANGUAGES.flatMap(language => judge(language, expected));

  const passed = results.filter(Boolean).length;
  console.log(`${passed} passed, ${results.length - passed} failed`);
  process.exitCode = passed === results.length ? 0 : 1;
}

main();
