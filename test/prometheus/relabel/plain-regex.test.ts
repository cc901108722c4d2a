import { RE2JS } from 're2js';
import { plainMatch } from '../../../lib/prometheus/relabel/plain-regex';

const EXPRESSIONS = [
  '', 'a', 'a|b', '|a', 'a||', 'default;kubernetes;https', 'true', '__meta_(.+)', '__meta_(.*)', 'kube-proxy.+', '.*', '.+', '(.*)', '(.+)', 'a\n', 'ä', '😀.+',
  '(a)', '(a|b)', '()', '(a|);true', 'x(a|b)y', '(kube-state-metrics);true', '(a|a)',
];
const TEXTS = [
  '', 'a', 'b', 'ab', 'a|b', 'default;kubernetes;https', 'true', '__meta_', '__meta_x', '__meta_x\ny', 'kube-proxy', 'kube-proxy-1', '\n', 'a\n', 'ä', '😀', '😀x',
  ';true', 'a;true', 'xay', 'xby', 'xy', 'kube-state-metrics;true',
];

test.each(EXPRESSIONS)('%j matches what RE2 matches, with the same groups', (expression) => {
  const anchored = `^(?s:${expression})$`;
  const plain = plainMatch(anchored);
  const pattern = RE2JS.compile(anchored);

  expect(plain).toBeDefined();
  for (const text of TEXTS) {
    const matcher = pattern.matcher(text);
    const expected = matcher.find() ? Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group)) : undefined;
    expect([text, plain?.(text)]).toEqual([text, expected]);
  }
});

test.each(['a.b', '[a]', 'a*', 'a?', '(?i)a', '(a', 'a\\d', '(.*)x', 'a|b.*', '(a)(b)', '((a))', '^a', 'a$', '(.+?)', '\ud800', 'a{2}'])('%j needs the engine', (expression) => {
  expect(plainMatch(`^(?s:${expression})$`)).toBeUndefined();
});
