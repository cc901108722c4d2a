import { PROMETHEUS_RULES } from '../../lib/prometheus/rule-ids';
import { VALIDATION_RULES } from '../../lib/validation/rules';

test('every rule has an id that no other rule has, Prometheus\'s own included', () => {
  const ids = [...VALIDATION_RULES.map(({ id }) => id), ...Object.keys(PROMETHEUS_RULES)];
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test.each(VALIDATION_RULES.map(rule => [rule.id, rule] as const))('%s has a kebab-case id, a summary and a page that explains it', (id, { summary, helpUrl }) => {
  expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  expect(summary).toMatch(/^[A-Z].*[^.]$/);
  expect(helpUrl).toMatch(/^https:\/\//);
});
