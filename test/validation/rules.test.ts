import { RULE_TABLES } from '../../lib/validation/rules';

const RULES = RULE_TABLES.flatMap(({ rules }) => rules);

test('every rule has an id that no other rule has, including Prometheus\'s own ids', () => {
  const ids = RULES.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test.each(RULES.map(rule => [rule.id, rule] as const))('%s has a kebab-case id, a summary, a reason, a fix and a page that explains it', (id, rule) => {
  expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  expect(rule.summary).toMatch(/^(?:[A-Z]|[a-z]+_).*[^.]$/);
  expect(rule.why).toMatch(/^[A-Z].*\.$/);
  expect(rule.fix).toMatch(/^[A-Z].*\.$/);
  expect(rule.helpUrl).toMatch(/^https:\/\//);
});
