import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StandardRules } from 'cdk-managed-prometheus';
import { parse } from 'yaml';
import { ALERT_CASES } from '../../standard/alert-cases';
import { everyJob, promtoolTests } from '../../standard/promtool-tests';

interface Group {
  readonly name: string;
  readonly rules: ReadonlyArray<{ readonly alert?: string }>;
}

/** An alert reads records of its own group only, so each group is tested alone: promtool evaluates every rule of a file in every test. */
test('each standard alert fires after its waiting time and only for its condition in promtool', () => {
  const folder = mkdtempSync(join(tmpdir(), 'standard-rules-'));
  const rules = StandardRules.forJobs(everyJob()).toYaml();
  writeFileSync(join(folder, 'rules.yml'), rules);
  expect(promtool(folder, 'check', 'rules', 'rules.yml')).toContain('SUCCESS');

  const { groups } = parse(rules) as { readonly groups: readonly Group[] };
  const tested = groups.map((group) => {
    const names = group.rules.map(({ alert }) => alert);
    const cases = ALERT_CASES.filter(({ alert }) => names.includes(alert));
    writeFileSync(join(folder, `${group.name}.yml`), JSON.stringify({ groups: [group] }));
    writeFileSync(join(folder, `${group.name}.test.yml`), JSON.stringify(promtoolTests(cases, `${group.name}.yml`)));
    return cases.length;
  });
  expect(tested.reduce((sum, count) => sum + count, 0)).toBe(ALERT_CASES.length);

  const output = promtool(folder, 'test', 'rules', ...groups.map(({ name }) => `${name}.test.yml`));
  expect(output).not.toContain('FAILED');
  expect(output.match(/SUCCESS/g)).toHaveLength(groups.length);
}, 180_000);

function promtool(cwd: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync('promtool', args, { cwd, encoding: 'utf8' });
  return `${stdout}${stderr}`;
}
