import { RE2JS } from 're2js';
import { plainMatch } from '../../../lib/prometheus/relabel/plain-regex';

const EXPRESSIONS = [
  '', 'a', 'a|b', '|a', 'a||', 'default;kubernetes;https', 'true', '__meta_(.+)', '__meta_(.*)', 'kube-proxy.+', '.*', '.+', '(.*)', '(.+)', 'a\n', 'ä',
  '(.*)x', '(.+);true;', '([^:]+)(?::\\d+)?;(\\d+)', '(.+)(?::\\d+);(\\d+)', '(https?)',
  '(a)', '(a|b)', '()', '(a|);true', 'x(a|b)y', '(kube-state-metrics);true', '(a|a)',
];
const TEXTS = [
  '', 'a', 'b', 'ab', 'a|b', 'default;kubernetes;https', 'true', '__meta_', '__meta_x', '__meta_x\ny', 'kube-proxy', 'kube-proxy-1', '\n', 'a\n', 'ä', '😀', '😀x',
  '10.0.0.1:80;9090', '10.0.0.1;9090', '10.0.0.1:80;', ':80;90', 'a:1:2;3', 'a\nb:1;2', 'a;1;2', 'a:b;1', ';1', 'a:;1', '::1;2', 'http', 'https', 'httpss', ';true;',
  'x;true;', 'x', 'xx', 'x\n',
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

test.each(['([^:]+)(?::\\d+)?;(\\d+)', '(.+)(?::\\d+);(\\d+)'])('%j finds nothing in long texts that repeat a part of a match', (expression) => {
  const match = plainMatch(`^(?s:${expression})$`);
  expect(['1', ';', ':', '1;', ':1', ':1;', 'a'].filter(text => match?.(text.repeat(100_000)))).toEqual([]);
});

test.each(['a.b', '[a]', 'a*', 'a?', '(?i)a', '(a', 'a\\d', 'a|b.*', '(a)(b)', '((a))', '^a', 'a$', '(.+?)', '\ud800', '😀.+', 'a{2}'])('%j is left to the RE2 engine', (expression) => {
  expect(plainMatch(`^(?s:${expression})$`)).toBeUndefined();
});
