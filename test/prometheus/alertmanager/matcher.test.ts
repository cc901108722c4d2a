import { formatMatcher, matches, needsUtf8Syntax, parseMatchers, type Matcher } from '../../../lib/prometheus/alertmanager/matcher';

const parsed = (text: string): string[] => (parseMatchers(text).value ?? []).map(({ name, operator, value }) => `${name} ${operator} ${value}`);

test.each<[text: string, ...matchers: string[]]>([
  ['severity=critical', 'severity = critical'],
  [' severity = "critical" ', 'severity = critical'],
  ['severity!="a b"', 'severity != a b'],
  ['severity=~"crit.*"', 'severity =~ crit.*'],
  ['severity!~a|b', 'severity !~ a|b'],
  ['{a="b",c!=d,}', 'a = b', 'c != d'],
  ['a="b,c",d=e', 'a = b,c', 'd = e'],
  ['a=', 'a = '],
  ['a=""', 'a = '],
  ['a="x\\"y"', 'a = x"y'],
  ['a="x\\ny"', 'a = x\ny'],
  ['"a b"="c"', 'a b = c'],
  ['é=ü', 'é = ü'],
  ['"a\\u00e9"="\\x41\\101"', 'aé = AA'],
  ['a:b=c', 'a:b = c'],
  ['a="\\u00e9"', 'a = \\u00e9'],
  ['{}'],
  [''],
])('matchers are parsed from %j', (text, ...matchers) => {
  expect(parseMatchers(text).error).toBeUndefined();
  expect(parsed(text)).toEqual(matchers);
});

test.each([
  ['a', 'bad matcher format: a'],
  ['=b', 'bad matcher format: =b'],
  ['a=b,,c=d', 'bad matcher format: '],
  ['a="b', 'matcher value contains unescaped double quote: "b'],
  ['a=b"', 'matcher value contains unescaped double quote: b"'],
  ['a=~"("', 'error parsing regexp: missing closing ): `^(?:()$`'],
  ['"a b"=~"["', 'bad matcher format: "a b"=~"["'],
  ['{"a b"="c"', 'bad matcher format: "a b"="c"'],
  ['"a b"="c", ,', 'bad matcher format: "a b"="c"'],
  ['"a\\q"="c"', 'bad matcher format: "a\\q"="c"'],
  ['"a\\xff"="c"', 'bad matcher format: "a\\xff"="c"'],
])('fails to parse matchers from %j', (text, error) => {
  expect(parseMatchers(text)).toEqual({ error });
});

test.each([
  ['"a b"="c"', true], ['é=b', true], ['a=b', false], ['a="\\u00e9"', false], ['a', false],
])('the text %j needs the newer syntax of matchers: %s', (text, expected) => {
  expect(needsUtf8Syntax(text)).toBe(expected);
});

test.each<[matcher: string, labels: Record<string, string>, expected: boolean]>([
  ['a=b', { a: 'b' }, true],
  ['a=b', { a: 'bc' }, false],
  ['a=b', {}, false],
  ['a=""', {}, true],
  ['a!=b', {}, true],
  ['a=~"b|c"', { a: 'c' }, true],
  ['a=~"b"', { a: 'abc' }, false],
  ['a=~".*"', {}, true],
  ['a=~".+"', {}, false],
  ['a!~"b.*"', { a: 'bc' }, false],
  ['a=~"b.c"', { a: 'b\nc' }, false],
  ['toString=""', {}, true],
])('%s matches %j: %s', (text, labels, expected) => {
  const [matcher] = parseMatchers(text).value ?? [];
  expect(matches(matcher as Matcher, labels)).toBe(expected);
});

test.each([
  [{ name: 'a', operator: '=~', value: 'b\\d"\n' }, 'a=~"b\\\\d\\"\\n"'],
  [{ name: 'a b', operator: '=', value: 'c' }, '"a b"="c"'],
] as const)('a matcher is printed so that it is parsed as itself: %j', (matcher, expected) => {
  expect(formatMatcher(matcher)).toBe(expected);
  expect(parseMatchers(expected).value).toEqual([matcher]);
});

test('parses long texts of blanks, backslashes and escapes', () => {
  expect(parseMatchers(`a=${' '.repeat(250_000)}x`).value).toEqual([{ name: 'a', operator: '=', value: 'x' }]);
  expect(parseMatchers(`a="${'\\'.repeat(250_000)}`).error).toContain('unescaped double quote');
  expect(parseMatchers(`"${'\\x41'.repeat(60_000)}"="b"`).value).toEqual([{ name: 'A'.repeat(60_000), operator: '=', value: 'b' }]);
});
