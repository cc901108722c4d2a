import { hasVariable, originalText, UNKNOWN, VARIABLE, withoutVariables } from '../../../lib/validation/dashboards/dashboard-variables';

test.each([
  ['up{job="$job"}', `up{job="${UNKNOWN}"}`],
  ['up{job=~"a|${job:regex}|[[other]]"}', `up{job=~"a|${UNKNOWN}|${UNKNOWN}"}`],
  ['rate($metric[$__rate_interval])', `rate(${VARIABLE}[step()])`],
  ['increase(a_${kind}_total[${__range_s}s])', `increase(a_${VARIABLE}_total[step()])`],
  ['max_over_time(a[$__range:${step}])', 'max_over_time(a[step():step()])'],
  ['a offset $back + a offset -$back', 'a offset step() + a offset -step()'],
  ['a / $__range_s', 'a / 60'],
  ['label_replace(a, "b", "$1", "c", "(.*)")', `label_replace(a, "b", "${UNKNOWN}", "c", "(.*)")`],
  ['a{b="\\"$c"}', `a{b="\\"${UNKNOWN}"}`],
  ['a{b="5$"}', 'a{b="5$"}'],
  ['a[5m]', 'a[5m]'],
])('replaces the variables of %s', (text, expr) => {
  const replaced = withoutVariables(text);

  expect(replaced.expr).toBe(expr);
  expect(originalText(replaced, 0, replaced.expr.length)).toBe(text);
});

test('a part of an expression is shown with the variables of the dashboard', () => {
  const replaced = withoutVariables('sum(up{a="$a"}) + rate(x{b="$b"}[$c])');
  const start = replaced.expr.indexOf('rate');

  expect(originalText(replaced, start, replaced.expr.length)).toBe('rate(x{b="$b"}[$c])');
  expect(originalText(replaced, 4, replaced.expr.indexOf(')'))).toBe('up{a="$a"}');
});

test.each([['$metric', true], ['a_${kind}_total', true], ['up', false]])('the name %s has a variable: %s', (text, expected) => {
  expect(hasVariable(withoutVariables(text).expr)).toBe(expected);
});
