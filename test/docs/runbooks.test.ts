import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePromql } from '../../lib/prometheus/promql/parse-promql';
import { ALERTS } from '../../lib/standard/rules/groups';
import { ROOT } from './markdown';
import { runbookIndex } from './runbook-index';

const FOLDER = join(ROOT, 'docs', 'runbooks');
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

test.each(ALERTS.map(({ alert, threshold }) => ({ alert, threshold })))('$alert has a runbook with its threshold', ({ alert, threshold }) => {
  expect(existsSync(join(FOLDER, `${alert}.md`))).toBe(true);
  const page = read(`${alert}.md`);
  expect(page.match(/^#.*$/gm)).toEqual([`# ${alert}`, '## Meaning', '## Impact', '## Diagnosis', '## Mitigation']);
  expect(page.match(/^Threshold: ([\d.]+) /m)?.[1]).toBe(threshold === undefined ? undefined : String(threshold));
});

test('every runbook belongs to an alert', () => {
  expect(readdirSync(FOLDER).filter(name => name !== 'README.md').sort()).toEqual(ALERTS.map(({ alert }) => `${alert}.md`).sort());
});

test('every query of a runbook is valid PromQL', () => {
  const queries = readdirSync(FOLDER).flatMap(name => Array.from(read(name).matchAll(/```promql\n([^`]+)\n```/g), ([, query = '']) => query));
  expect(queries.length).toBeGreaterThan(20);
  expect(queries.filter(query => parsePromql(query).problems.length > 0)).toEqual([]);
});

test('docs/runbooks/README.md lists the alerts that exist; fails if "npm run docs:runbooks" was not run after a change of a rule', () => {
  expect(read('README.md')).toBe(runbookIndex());
});
