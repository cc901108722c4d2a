import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Invocation } from '../command-line/parse';
import { assignments } from '../command-line/values';
import { EXIT } from '../command-error';
import { readText } from '../input/read-file';
import { escapeTexts } from '../output/escape';
import type { Terminal } from '../output/terminal';
import { runTests, type TestRun } from '../rule-tests/promtool';
import { ruleSources } from '../rule-tests/rule-sources';
import { withRuleFiles } from '../rule-tests/test-file';

/** A test file with its result. */
interface TestedFile extends TestRun {
  readonly file: string;
}

export function run({ operands: [operand = '', ...testFiles], options }: Invocation<'test-rules'>, terminal: Terminal): number {
  const rules = ruleSources(operand, options.namespace, assignments('set', options.set));
  const folder = mkdtempSync(join(tmpdir(), 'amp-collector-'));
  try {
    const tested = runAll(folder, rules, testFiles);
    if (options.json === true) terminal.printJson({ ok: tested.every(({ passes }) => passes), files: tested });
    else terminal.print(tested.map(file => testedText(file, terminal)).join('\n'));
    return tested.every(({ passes }) => passes) ? EXIT.OK : EXIT.PROBLEMS;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runAll(folder: string, rules: readonly string[], testFiles: readonly string[]): TestedFile[] {
  const ruleFiles = rules.map((text, index) => {
    const path = join(folder, `rules-${index + 1}.yml`);
    writeFileSync(path, text);
    return path;
  });
  return testFiles.map((file) => {
    const path = join(folder, 'tests.yml');
    writeFileSync(path, withRuleFiles(file, readText(file), ruleFiles));
    const { passes, output } = runTests(path);
    return { file, passes, output: output.replaceAll(path, file).replaceAll(`${folder}/`, '') };
  });
}

function testedText({ file, passes, output }: TestedFile, { paint }: Terminal): string {
  const summary = `${escapeTexts(file)}: ${passes ? paint.good('all tests pass') : paint.bad('failed')}`;
  return passes ? summary : [summary, ...output.split('\n').map(line => `  ${escapeTexts(line)}`)].join('\n');
}
