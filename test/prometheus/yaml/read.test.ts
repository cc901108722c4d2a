import { validateScrapeConfig } from '../../../lib/prometheus/scrape-config/validate';
import type { YamlNode } from '../../../lib/prometheus/yaml/node';
import { readYaml } from '../../../lib/prometheus/yaml/read';

function plain(node: YamlNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'alias') return plain(node.target);
  if (node.kind === 'sequence') return node.items.map(plain);
  if (node.kind === 'mapping') return node.entries.map(({ key, value }) => [plain(key), plain(value)]);
  return node.value;
}

describe('a YAML document is read:', () => {
  test.each([
    ['', undefined],
    ['# nothing', undefined],
    ['---', ''],
    ['a', 'a'],
    ['a: 1', [['a', '1']]],
    ['a:\nb: 2', [['a', ''], ['b', '2']]],
    ['- a\n- b', ['a', 'b']],
    ['-\n- - b\n  - c', ['', ['b', 'c']]],
    ['a:\n- b\n- c', [['a', ['b', 'c']]]],
    ['? a\n: b', [['a', 'b']]],
    ['[a, {b: c}, d: e, ]', ['a', [['b', 'c']], [['d', 'e']]]],
    ['{a, b: , ? c : d}', [['a', ''], ['b', ''], ['c', 'd']]],
    ['{"a":b}', [['a', 'b']]],
    ['{a:b}', [['a:b', '']]],
    ['a: &x b\nc: *x', [['a', 'b'], ['c', 'b']]],
    ['a: !!str 1\nb: !foo x', [['a', '1'], ['b', 'x']]],
    ['a: b\n  c\n\n  d', [['a', 'b c\nd']]],
    ['a: b # c', [['a', 'b']]],
    ['a: b#c', [['a', 'b#c']]],
    ['a: \'it\'\'s\'', [['a', 'it\'s']]],
    ['a: "x\\ty\\x41\\u263a\\\n  z"', [['a', 'x\tyA☺z']]],
    ['a: "b\n  c\n\n  d"', [['a', 'b c\nd']]],
    ['a: |\n  b\n   c\n\n', [['a', 'b\n c\n']]],
    ['a: |-\n  b\n', [['a', 'b']]],
    ['a: |+\n  b\n\n', [['a', 'b\n\n']]],
    ['a: >\n  b\n  c\n\n  d\n   e\n  f\n', [['a', 'b c\nd\n e\nf\n']]],
    ['a: |2\n   b', [['a', ' b']]],
    ['a: b\r\nc: d\r\n', [['a', 'b'], ['c', 'd']]],
    ['\ufeffa: b', [['a', 'b']]],
    ['%YAML 1.1\n---\na: b', [['a', 'b']]],
    ['%TAG !e! tag:example.com,2000:\n---\na: !e!x b', [['a', 'b']]],
    ['a: b\n---\n[', [['a', 'b']]],
    ['  a: b\n c: d', [['a', 'b']]],
    ['a: ${Token[AWS.Region.3]}', [['a', '${Token[AWS.Region.3]}']]],
    ['[${Token[TOKEN.3]}, b]', ['${Token[TOKEN.3]}', 'b']],
  ])('%j', (text, expected) => {
    const { root, failure } = readYaml(text);
    expect(failure).toBeUndefined();
    expect(plain(root)).toEqual(expected);
  });

  test('has the place of every node and the style of every scalar', () => {
    const { root } = readYaml('a:\n  - "b"');
    const value = root?.kind === 'mapping' ? root.entries[0]?.value : undefined;
    expect(value).toMatchObject({ kind: 'sequence', line: 2, column: 3 });
    expect(value?.kind === 'sequence' ? value.items[0] : undefined).toMatchObject({ line: 2, column: 5, style: 'double-quoted' });
  });
});

describe('invalid YAML', () => {
  test.each([
    ['a: b: c', 'mapping values are not allowed in this context', 1, 5],
    ['a: - b', 'block sequence entries are not allowed in this context', 1, 4],
    ['a: ? b', 'mapping keys are not allowed in this context', 1, 4],
    ['a:\n\t- b', 'found character that cannot start any token', 2, 1],
    ['a: @b', 'found character that cannot start any token', 1, 4],
    ['a: [', 'did not find expected node content', 1, 5],
    ['a: [b', 'did not find expected \',\' or \']\'', 1, 6],
    ['a: {b', 'did not find expected \',\' or \'}\'', 1, 6],
    ['a: "b', 'found unexpected end of stream', 1, 6],
    ['a: "b\n---\n', 'found unexpected document indicator', 2, 1],
    ['a: "\\/"', 'found unknown escape character', 1, 5],
    ['a: "\\x4g"', 'did not find expected hexdecimal number', 1, 7],
    ['a: "\\ud800"', 'found invalid Unicode character escape code', 1, 7],
    ['a: *b', 'unknown anchor \'b\' referenced', 1, 4],
    ['a: & b', 'did not find expected alphabetic or numeric character', 1, 5],
    ['a: !<x b', 'did not find the expected \'>\'', 1, 7],
    ['a: !x! b', 'did not find expected tag URI', 1, 7],
    ['a: !x!y b', 'found undefined tag handle', 1, 4],
    ['a: !x!y *b!', 'did not find expected alphabetic or numeric character', 1, 11],
    ['a: |x\n b', 'did not find expected comment or line break', 1, 5],
    ['a: |0\n b', 'found an indentation indicator equal to 0', 1, 5],
    ['a: |\n\t b', 'found a tab character where an indentation space is expected', 2, 1],
    ['a: b\n  c\nd', 'could not find expected \':\'', 3, 2],
    ['a: 1\n b: 2', 'mapping values are not allowed in this context', 2, 3],
    ['- a\nb: c', 'did not find expected \'-\' indicator', 2, 1],
    ['%YAML 1.2\n---\na', 'found incompatible YAML document', 1, 1],
    ['%YAML 1.1\n%YAML 1.1\n---\na', 'found duplicate %YAML directive', 2, 1],
    ['%TAG ! a\n%TAG ! a\n---\na', 'found duplicate %TAG directive', 2, 1],
    ['%FOO\n---\na', 'found unknown directive name', 1, 5],
    ['%YAML 1.1\na', 'did not find expected <document start>', 2, 1],
    ['a: b\0', 'control characters are not allowed', 1, 5],
    ['a:\n  b: \x07', 'control characters are not allowed', 2, 6],
    ['a: \ud800', 'invalid Unicode character', 1, 4],
  ])('fails for %j: %s', (text, message, line, column) => {
    expect(readYaml(text)).toEqual({ failure: { message: `yaml: ${message}`, line, column } });
  });
});

describe('bytes are decoded:', () => {
  test.each([
    [Buffer.from('a: é'), undefined],
    [Buffer.from('\ufeffa: b'), undefined],
    [Buffer.from('\ufeffa: b', 'utf16le'), undefined],
    [Buffer.from('\ufeffa: b', 'utf16le').swap16(), undefined],
    [Buffer.from('\ufeffa: b', 'utf16le').subarray(0, -1), 'incomplete UTF-16 character'],
    [Buffer.from('\ufeffa: \udc00 ', 'utf16le'), 'unexpected low surrogate area'],
    [Buffer.from('\ufeffa: \ud800 ', 'utf16le'), 'expected low surrogate area'],
    [Buffer.from('\ufeffa: \ud800', 'utf16le'), 'incomplete UTF-16 surrogate pair'],
    [Buffer.from('\ufeffa: \0', 'utf16le'), 'control characters are not allowed'],
    [Buffer.from([0x61, 0x3a, 0x20, 0xff]), 'invalid leading UTF-8 octet'],
    [Buffer.from([0x61, 0x3a, 0x20, 0xc3, 0x28]), 'invalid trailing UTF-8 octet'],
    [Buffer.from([0x61, 0x3a, 0x20, 0xc3]), 'incomplete UTF-8 octet sequence'],
    [Buffer.from([0x61, 0x3a, 0x20, 0xc0, 0x80]), 'invalid length of a UTF-8 sequence'],
    [Buffer.from([0x61, 0x3a, 0x20, 0xed, 0xa0, 0x80]), 'invalid Unicode character'],
  ])('%j: %s', (bytes, message) => {
    expect(readYaml(bytes).failure?.message).toBe(message && `yaml: ${message}`);
  });
});

test.each<[string, string, number | undefined, string, number | undefined]>([
  ['before a syntax error', '\0\na: ]', 1, 'control characters are not allowed', undefined],
  ['after a syntax error', 'a: ]\nb: c\0', 1, 'did not find expected node content', 2],
])('fails for a forbidden character %s', (_, text, line, message, forbiddenLine) => {
  const { failure, forbidden } = readYaml(text);

  expect(failure).toMatchObject({ line, message: `yaml: ${message}` });
  expect(forbidden?.line).toBe(forbiddenLine);
});

test('fails for a forbidden character in a second document, in addition to the problems of the first', () => {
  const { problems } = validateScrapeConfig(readYaml('foo: bar\n---\n\0'));

  expect(problems).toMatchObject([{ line: 1, ruleId: 'unknown-field' }, { line: 3, ruleId: 'yaml-syntax' }]);
});

describe('nesting', () => {
  test.each([
    ['brackets', (depth: number) => '['.repeat(depth) + ']'.repeat(depth)],
    ['block sequences', (depth: number) => `${'- '.repeat(depth)}a`],
    ['mappings', (depth: number) => `${'{a: '.repeat(depth)}b${'}'.repeat(depth)}`],
  ])('of %s is read to a depth of ten thousand', (_, nest) => {
    expect(readYaml(nest(10_000)).failure).toBeUndefined();
    expect(readYaml(nest(10_001)).failure?.message).toBe('yaml: exceeded max depth of 10000');
  });
});
