import { parsePromql } from '../../../lib/prometheus/promql/parse-promql';
import type { PromqlNode } from '../../../lib/prometheus/promql/nodes';
import { visit, withoutParentheses } from '../../../lib/prometheus/promql/visit';

function parse(text: string): PromqlNode {
  const { expr } = parsePromql(text);
  if (expr === undefined) throw new Error(`no tree of ${text}`);
  return expr;
}

test('visiting passes nodes by their kind in the order of the text, with the nodes above them', () => {
  const seen: string[] = [];
  visit(parse('sum by (job) (rate(a{x="1"}[5m])) / ((b offset 1h))'), {
    'call': ({ name }) => seen.push(`call ${name}`),
    'matrix-selector': ({ range }) => seen.push(`range ${range.seconds}`),
    'vector-selector': ({ name, matchers, offset }, path) => seen.push(
      [name, ...matchers.map(each => `${each.name}${each.operator}${each.value}`), offset?.seconds, path.map(({ kind }) => kind).join('>')].join(' ')),
  });
  expect(seen).toEqual([
    'call rate', 'range 300', 'a x=1  binary>aggregation>call>matrix-selector', 'b 3600 binary>parentheses>parentheses',
  ]);
});

test('a tree has the labels of aggregations and matchings, and the ranges of subqueries', () => {
  expect(parse('sum without (a) (b)')).toMatchObject({ kind: 'aggregation', operator: 'sum', grouping: { labels: ['a'], isWithout: true } });
  expect(parse('topk(3, b)')).toMatchObject({ parameter: { kind: 'number', value: 3 }, expr: { name: 'b' } });
  expect(parse('a * on (x) group_right (y) b')).toMatchObject({ matching: { labels: ['x'], isOn: true, many: 'right', include: ['y'] } });
  expect(parse('a[1h:5m] @ end()')).toMatchObject({ kind: 'subquery', range: { seconds: 3600 }, step: { seconds: 300 }, at: 'end' });
  expect(parse('-5m')).toMatchObject({ kind: 'number', value: -300, start: 0, end: 3 });
});

test('operators have the precedence of Prometheus', () => {
  expect(parse('a + b * c ^ d ^ e')).toMatchObject({ operator: '+', right: { operator: '*', right: { operator: '^', right: { operator: '^' } } } });
  expect(parse('a - b - c')).toMatchObject({ operator: '-', left: { operator: '-' } });
  expect(parse('-a ^ 2')).toMatchObject({ kind: 'unary', expr: { operator: '^' } });
  expect(parse('a offset 5m * 2')).toMatchObject({ operator: '*', left: { offset: { seconds: 300 } } });
});

test('parentheses are removed', () => {
  expect(withoutParentheses(parse('((up))'))).toMatchObject({ kind: 'vector-selector', name: 'up' });
});

test('a chain of 50,000 operators is visited', () => {
  let count = 0;
  visit(parse(`up${' + up'.repeat(50_000)}`), { 'vector-selector': () => count++ });
  expect(count).toBe(50_001);
});
