import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesPage } from './rules-page';

test('docs/rules.md describes the rules that exist; fails if "npm run docs:rules" was not run after a change of a rule', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'rules.md'), 'utf8')).toBe(rulesPage());
});
