import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StandardRules } from 'cdk-managed-prometheus';
import { ALERT_CASES } from '../../standard/alert-cases';
import { everyJob, promtoolTests } from '../../standard/promtool-tests';

test('each standard alert fires after its waiting time and only for its condition, says promtool', () => {
  const folder = mkdtempSync(join(tmpdir(), 'standard-rules-'));
  writeFileSync(join(folder, 'rules.yml'), StandardRules.forJobs(everyJob()).toYaml());
  writeFileSync(join(folder, 'tests.yml'), JSON.stringify(promtoolTests(ALERT_CASES, 'rules.yml')));
  expect(promtool(folder, 'check', 'rules', 'rules.yml')).toContain('SUCCESS');
  expect(promtool(folder, 'test', 'rules', 'tests.yml')).toContain('SUCCESS');
}, 180_000);

function promtool(cwd: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync('promtool', args, { cwd, encoding: 'utf8' });
  return `${stdout}${stderr}`;
}
