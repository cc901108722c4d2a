import { parsePromql } from '../../../lib/prometheus/promql/parse-promql';

const problemsOf = (text: string) => parsePromql(text).problems.map(({ message, start }) => [start, message]);

test.each([
  'up', '{__name__="up"}', '{"up", job!="a"}', 'up{job=~"a|b",}', 'sum', 'by', 'end', 'fill + fill_left',
  'sum by (job, without_spaces) (rate(http_requests_total[5m]))', 'sum(up) without ("a b")', 'topk(3, up)', 'count_values("version", build_info)',
  'a / on (job) group_left (name) b', 'a and ignoring () b', 'a > bool 1', '1 > bool 2', '-a ^ 2', 'a atan2 b',
  'up offset -5m', 'up @ 1e3 offset 1d', 'up[5m] @ start()', 'rate(up[5m])[1h:1m] offset 2m', 'up[300]', 'sum(up)[1h:]',
  'histogram_quantile(0.9, rate(a_bucket[5m]))', 'label_replace(up, "a", "$1", "b", "(.*)")', 'round(up)', 'hour()', 'time() - 1h', '"text"',
  '0x1F + 010 + .5 + 5. + 1_000 + Inf + NaN', 'up{a=\'\\x41\\\'\'} == 1', 'up{a=~"b|\\xec|c"}', '{a!~"\\xec|"}', 'up # comment',
])('accepts %s', (text) => {
  expect(problemsOf(text)).toEqual([]);
});

describe('fails to parse PromQL with invalid syntax:', () => {
  test.each([
    ['', 0, 'no expression found in input'],
    ['# comment', 0, 'no expression found in input'],
    ['up{', 3, 'unexpected end of input inside braces'],
    ['sum(up', 6, 'unclosed left parenthesis'],
    ['up)', 3, 'unexpected right parenthesis \')\''],
    ['up bar', 3, 'unexpected identifier "bar"'],
    ['sum(up bar)', 7, 'unexpected identifier "bar" in aggregation'],
    ['sum by job (up)', 7, 'unexpected identifier "job" in grouping opts, expected "("'],
    ['sum by (1) (up)', 8, 'unexpected number "1" in grouping opts, expected label'],
    ['sum by (a b) (up)', 10, 'unexpected identifier "b" in grouping opts, expected "," or ")"'],
    ['sum by ("") (up)', 8, 'invalid label name for grouping: ""'],
    ['up{job}', 6, 'unexpected "}" in label matching, expected label matching operator'],
    ['up{job=a}', 7, 'unexpected identifier "a" in label matching, expected string'],
    ['up{"job" "a"}', 9, 'unexpected string "\\"a\\"" in label matching, expected "," or "}"'],
    ['up{job="a}', 7, 'unterminated quoted string'],
    ['up{job="\\q"}', 7, 'unknown escape sequence U+0071 \'q\''],
    ['up{job=~"("}', 3, 'error parsing regexp: missing closing ): `(`'],
    ['up offset', 9, 'unexpected end of input in offset, expected number, duration, step(), or range()'],
    ['up @ foo', 5, 'unexpected identifier "foo" in @, expected timestamp'],
    ['up @ inf', 0, 'timestamp out of bounds for @ modifier: +Inf'],
    ['up[5m', 5, 'unclosed left bracket'],
    ['up[5m5m]', 3, 'not a valid duration string: "5m5m"'],
    ['up[5x]', 3, 'bad number or duration syntax: "5"'],
    ['up[0s]', 3, 'duration must be greater than 0'],
    ['up[5m / 0]', 6, 'division by zero'],
    ['up[1e10]', 3, 'duration out of range'],
    ['up offset - Inf', 10, 'duration out of range'],
    ['sum(up)[5m]', 7, 'ranges only allowed for vector selectors'],
    ['up offset 5m[5m]', 12, 'no offset modifiers allowed before range'],
    ['up @ 5 [5m]', 7, 'no @ modifiers allowed before range'],
    ['up offset 1m offset 1m', 0, 'offset may not be set multiple times'],
    ['1 offset 1m', 0, 'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery'],
    ['nope(up)', 0, 'unknown function with name "nope"'],
    ['holt_winters(up[1h], 0.5, 0.5)', 0, 'unknown function with name "holt_winters"'],
    ['rate(up[5m],)', 11, 'trailing commas not allowed in function call args'],
    ['sum()', 0, 'no arguments for aggregate expression provided'],
    ['topk(up)', 0, 'wrong number of arguments for aggregate expression provided, expected 2, got 1'],
    ['1e400', 0, 'error parsing number: strconv.ParseFloat: parsing "1e400": value out of range'],
    ['up $', 3, 'unexpected character: \'$\''],
  ])('%j', (text, start, message) => {
    expect(problemsOf(text)[0]).toEqual([start, message]);
  });
});

describe('fails to parse PromQL with operands of other types:', () => {
  test.each([
    ['rate(up)', [[5, 'expected type range vector in call to function "rate", got instant vector']]],
    ['rate(up[5m], 1)', [[0, 'expected 1 argument(s) in call to "rate", got 2']]],
    ['round()', [[0, 'expected at least 1 argument(s) in call to "round", got 0']]],
    ['round(up, 1, 2)', [[0, 'expected at most 2 argument(s) in call to "round", got 3']]],
    ['sum(1)', [[4, 'expected type instant vector in aggregation expression, got scalar']]],
    ['topk("a", up)', [[5, 'expected type scalar in aggregation parameter, got string']]],
    ['count_values(1, up)', [[13, 'expected type string in aggregation parameter, got scalar']]],
    ['1 == 1', [[2, 'comparisons between scalars must use BOOL modifier']]],
    ['up + bool up', [[3, 'bool modifier can only be used on comparison operators']]],
    ['up and 1', [[0, 'set operator "and" not allowed in binary scalar expression']]],
    ['up + "a"', [[5, 'binary expression must contain only scalar and instant vector types']]],
    ['1 + on (a) up', [[0, 'vector matching only allowed between instant vectors']]],
    ['a * on (x) group_left (x) b', [[2, 'label "x" must not occur in ON and GROUP clause at once']]],
    ['a and on (x) group_left b', [[0, 'no grouping allowed for "and" operation'], [0, 'set operations must always be many-to-many']]],
    ['-"a"', [[0, 'unary expression only allowed on expressions of type scalar or instant vector, got "string"']]],
    ['1[5m:]', [[0, 'subquery is only allowed on instant vector, got scalar instead']]],
    ['{job=~".*"}', [[0, 'vector selector must contain at least one non-empty matcher']]],
    ['up{__name__="up"}', [[0, 'metric name must not be set twice: "up" or "up"']]],
    ['sum(1) + rate(up)', [
      [4, 'expected type instant vector in aggregation expression, got scalar'],
      [14, 'expected type range vector in call to function "rate", got instant vector'],
    ]],
  ])('%j', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

test.each([
  ['mad_over_time(up[5m])', 'the function mad_over_time()', 'function "mad_over_time" is not enabled'],
  ['limitk(1, up)', 'the aggregation limitk', 'limitk() is experimental and must be enabled with --enable-feature=promql-experimental-functions'],
  ['a + fill(0) b', 'the modifier fill()', 'binop fill modifiers are experimental and not enabled'],
])('fails for %s, and names the feature that it needs', (text, name, message) => {
  const { features, problems } = parsePromql(text);
  expect(features).toEqual([expect.objectContaining({ name })]);
  expect(problems).toEqual([expect.objectContaining({ message, feature: expect.any(String) as string })]);
});

test.each(['up[5m * 2]', 'up[(5m)]', 'up offset step()', 'up[5m] anchored', 'up smoothed'])('accepts %s, and names the experimental feature that it needs', (text) => {
  expect(parsePromql(text)).toMatchObject({ problems: [], features: [{ name: expect.any(String) as string }] });
});

describe('an expression with a part that is known only at deployment', () => {
  const token = '${Token[AWS.Region.4]}';

  test('is validated around a string with a token', () => {
    expect(problemsOf(`up{region="${token}"} == 1`)).toEqual([]);
    expect(problemsOf(`up{region=~"${token}"} == 1`)).toEqual([]);
    expect(problemsOf(`rate(up{region="${token}"})`)).toHaveLength(1);
  });

  test('is reported as not validated if the token is not in a string', () => {
    expect(parsePromql(`up > ${token}`)).toEqual({ problems: [], features: [], notValidated: 'unresolved' });
  });
});

describe('parsing PromQL returns in time for', () => {
  test.each([
    ['100,000 open parentheses', '('.repeat(100_000)],
    ['100,000 signs', '-'.repeat(100_000)],
    ['a chain of 50,000 operators', `up${' + up'.repeat(50_000)}`],
    ['20,000 subqueries', `up${'[5m:]'.repeat(20_000)}`],
    ['a number of 500,000 digits', '1'.repeat(500_000)],
    ['an open string', `up{a="${'x'.repeat(500_000)}`],
    ['a string of escapes', `up{a="${'\\n'.repeat(200_000)}"}`],
    ['a regular expression of parentheses', `up{a=~"${'('.repeat(100_000)}"}`],
    ['labels', `sum by (${'a,'.repeat(100_000)}) (up)`],
    ['comments', '# a\n'.repeat(100_000)],
    ['a range of signs', `up[${'-'.repeat(100_000)}5m]`],
  ])('%s', (_name, text) => {
    const { problems, notValidated } = parsePromql(text);
    expect(Array.isArray(problems) || notValidated === 'nesting').toBe(true);
  });

  test('100,000 nested parentheses, which are too many to be validated', () => {
    expect(parsePromql(`${'('.repeat(100_000)}up${')'.repeat(100_000)}`)).toMatchObject({ problems: [], notValidated: 'nesting' });
  });

  test('nested parentheses that are not closed', () => {
    expect(problemsOf('('.repeat(100_000))).toEqual([[100_000, 'unclosed left parenthesis']]);
  });

  test('500 nested parentheses, which it validates', () => {
    expect(problemsOf(`${'('.repeat(500)}1 == 1${')'.repeat(500)}`)).toEqual([[502, 'comparisons between scalars must use BOOL modifier']]);
  });
});
