import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Rule, RuleGroups, type RuleGroup } from '../../lib';
import { formatProblem } from '../../lib/private/property-problem';

/** The problems of typed groups, as errors of constructs show them. */
function problems(...groups: RuleGroup[]): string[] {
  return new RuleGroups(groups).problems().map(formatProblem);
}

function alert(expr: string, more: Partial<Parameters<typeof Rule.alerting>[0]> = {}): RuleGroup {
  return { name: 'payments', rules: [Rule.recording({ record: 'a:b', expr: 'sum(up)' }), Rule.alerting({ alert: 'Down', expr, ...more })] };
}

test.each<[string, RuleGroup, string]>([
  ['an expression, with its column', alert('sum(up) > rate(up)'), 'groups[0] \'payments\' rules[1] \'Down\' expr (line 1, column 16): '],
  ['a later line of an expression', alert('sum(up)\n  > rate(up)'), 'groups[0] \'payments\' rules[1] \'Down\' expr (line 2, column 10): '],
  ['an expression with quotes', alert('up{job="a", x=\'b\'} > rate(up)'), 'expr (line 1, column 27): '],
  ['an annotation', alert('up == 0', { annotations: { summary: 'the pod {{ $pod }}' } }), 'rules[1] \'Down\' annotations.summary (line 1, column 12): undefined variable "$pod"'],
  ['a label with an odd name', alert('up == 0', { labels: { 'odd name': '{{ $pod }}' } }), 'rules[1] \'Down\' labels["odd name"] (line 1, column 4): undefined variable "$pod"'],
  ['a group', { name: 'a', interval: Duration.seconds(5), rules: [] }, 'groups[0] \'a\' interval: interval must be at least 30s, got 5s'],
])('a problem names %s', (_, group, expected) => {
  expect(problems(group).join('\n')).toContain(expected);
});

test('a problem after a value that is known only at deployment has no column', () => {
  const name = Lazy.string({ produce: () => 'production' });

  expect(problems(alert(`up{cluster="${name}"} > rate(up)`))[0]).toMatch(/^groups\[0\] 'payments' rules\[1\] 'Down' expr: /);
  expect(problems(alert(`rate(up) > up{cluster="${name}"}`))[0]).toMatch(/^groups\[0\] 'payments' rules\[1\] 'Down' expr \(line 1, column 6\): /);
});

test('a name that is known only at deployment is not shown', () => {
  const { region } = new Stack();

  expect(problems({ name: `a-${region}`, interval: Duration.seconds(5), rules: [Rule.recording({ record: 'a', expr: 'sum(up)' })] })[0]).toMatch(/^groups\[0\] interval: /);
});
