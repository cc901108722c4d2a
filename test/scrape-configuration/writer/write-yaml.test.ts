import { Fn, Lazy, Stack } from 'aws-cdk-lib';
import fc from 'fast-check';
import { parse } from 'yaml';
import { writeYaml, writeYamlInline } from '../../../lib/scrape-configuration/writer/write-yaml';
import { evaluate } from '../../helpers/evaluate';

const DEPLOYMENT = { 'AWS::AccountId': '000123456789', 'AWS::Region': 'eu-west-1' };

/** Returns a text with tokens as it is after deployment. */
function deployed(text: string, references: Readonly<Record<string, unknown>> = DEPLOYMENT): string {
  return evaluate(new Stack().resolve(text), references) as string;
}

describe('a text that YAML would read as something else', () => {
  test.each([
    ['a boolean of YAML 1.2', 'true'], ['a boolean of YAML 1.2', 'False'],
    ['a boolean of YAML 1.1', 'yes'], ['a boolean of YAML 1.1', 'No'], ['a boolean of YAML 1.1', 'on'], ['a boolean of YAML 1.1', 'OFF'],
    ['a boolean of YAML 1.1', 'y'], ['a boolean of YAML 1.1', 'N'],
    ['nothing', ''], ['nothing', '~'], ['nothing', 'null'], ['nothing', 'Null'], ['nothing', 'NULL'],
    ['an integer', '0'], ['an integer', '-1'], ['an integer', '+1'], ['an integer', '111122223333'], ['an integer', '1_000'],
    ['an octal integer of YAML 1.1', '010'], ['an octal integer of YAML 1.2', '0o10'],
    ['a hexadecimal integer', '0x1f'], ['a binary integer', '0b1'],
    ['a float', '1.0'], ['a float', '.5'], ['a float', '1.'], ['a float', '1e3'], ['a float', '1E-3'],
    ['a float', '.inf'], ['a float', '-.Inf'], ['a float', '.NaN'],
    ['a sexagesimal number', '1:30'], ['a sexagesimal number', '190:20:30'],
    ['a date', '2020-01-01'], ['a date', '2020-01-01T00:00:00Z'],
    ['a merge key', '<<'],
    ['an alias', '*'], ['an alias', '*a'], ['an anchor', '&a'], ['a tag', '!a'], ['a directive', '%a'],
    ['a list', '- a'], ['a list', '-'], ['a list', '[a]'], ['a list', '[a'], ['a map', '{a'], ['a map', 'a: b'], ['a map', 'a:'], ['a map', '? a'],
    ['a comment', '#a'], ['a comment', 'a #b'],
    ['reserved', '@a'], ['reserved', '`a'], ['a block', '|'], ['a block', '>-'],
    ['a quoted text', '"a"'], ['a quoted text', '\'a\''],
    ['a text without its spaces', ' a'], ['a text without its spaces', 'a '],
  ])('(%s: %j) is quoted', (_as, text) => {
    expect(writeYaml({ a: text })).toMatch(/^a: (".*"|'.*')\n$/);
    for (const version of ['1.1', '1.2'] as const) expect(parse(writeYaml({ a: text }), { version })).toEqual({ a: text });
  });

  test.each(['yes', 'null', '010', '1:30', '<<', 'a: b'])('(%j) is quoted in keys and in lists too', (text) => {
    for (const version of ['1.1', '1.2'] as const) {
      expect(parse(writeYaml({ [text]: [text, { [text]: text }] }), { version })).toEqual({ [text]: [text, { [text]: text }] });
    }
  });
});

describe('a text that YAML reads as it is', () => {
  test.each(['a', 'a b', '30s', '(.*)', '$1', '$1:10249', '(.+?)(\\:\\d+)?', 'default;kubernetes;https', '/metrics', '10.0.0.1:80', '__name__', 'yesno', 'é'])(
    '(%j) is not quoted', (text) => {
      expect(writeYaml({ a: text })).toBe(`a: ${text}\n`);
    });
});

describe('a long line', () => {
  const words = 'a word '.repeat(500).trim();

  test.each([
    ['plain', words],
    ['in single quotes', `${words}: `],
    ['in double quotes', `${words}\u0085`],
    ['in double quotes', `'"${words}`],
  ])('is not folded (%s)', (_style, text) => {
    expect(writeYaml({ a: text }).trimEnd().split('\n')).toHaveLength(1);
    expect(parse(writeYaml({ a: text }))).toEqual({ a: text });
  });

  test('is not folded in a list', () => {
    expect(writeYaml([[words, words]]).trimEnd().split('\n')).toHaveLength(2);
  });
});

describe('a text of several lines', () => {
  test.each([['\n'], [' \n'], ['\n \n'], ['a\n  \nb'], ['a\nb'], ['a\nb\n'], ['a\n\n\nb\n\n'], ['  a\nb'], ['a \nb\t\n'], ['\na'], ['a\r\nb'], ['a\rb']])('(%j) is read as it was', (text) => {
    for (const version of ['1.1', '1.2'] as const) {
      expect(parse(writeYaml({ a: { b: [text] } }), { version })).toEqual({ a: { b: [text] } });
    }
  });

  test.each([['\ta\nb'], ['a\n\tb'], ['a\t\nb'], ['a\nb '], ['\na']])('(%j), with a blank at the edge of a line, is in quotes', (text) => {
    expect(writeYaml([text])).toBe(`- ${JSON.stringify(text)}\n`);
  });
});

describe('a text inside brackets', () => {
  test.each(['(https?)', '?', ':a', 'a:', 'a\nb'])('(%j) that Go would end too early is in double quotes', (text) => {
    expect(writeYamlInline({ [text]: [text] })).toBe(`{${JSON.stringify(text)}: [${JSON.stringify(text)}]}`);
  });

  test.each(['10.0.0.1:80', '(.+)', '$1'])('(%j) is plain outside of brackets', (text) => {
    expect(writeYamlInline([text])).toBe(`[${text}]`);
  });
});

describe('a character that YAML readers refuse or convert', () => {
  test.each([
    ['NUL', '\0', '\\0'],
    ['bell', '\u0007', '\\a'],
    ['escape', '\u001b', '\\e'],
    ['carriage return', '\r', '\\r'],
    ['delete', '\u007f', '\\u007f'],
    ['next line', '\u0085', '\\u0085'],
    ['a control character', '\u009f', '\\u009f'],
    ['line separator', '\u2028', '\\u2028'],
    ['paragraph separator', '\u2029', '\\u2029'],
    ['byte order mark', '\ufeff', '\\ufeff'],
    ['no character', '\ufffe', '\\ufffe'],
    ['no character', '\uffff', '\\uffff'],
  ])('(%s) is escaped', (_name, character, escape) => {
    expect(writeYaml({ a: `x${character}y` })).toBe(`a: "x${escape}y"\n`);
    expect(writeYaml({ [character]: 1 })).toBe(`"${escape}": 1\n`);
    expect(parse(writeYaml({ a: `x${character}y` }))).toEqual({ a: `x${character}y` });
  });

  test.each([['a letter', 'é'], ['a CJK character', '漢'], ['an emoji', '\u{1f600}'], ['a no-break space', 'a\u00a0b']])('is not escaped without need: %s', (_name, text) => {
    expect(writeYaml({ a: text })).toBe(`a: ${text}\n`);
  });
});

describe('a value of another type than text', () => {
  test.each<[string, unknown, string]>([
    ['a number', { a: 1.5 }, 'a: 1.5\n'],
    ['a boolean', { a: false }, 'a: false\n'],
    ['null', { a: null }, 'a: null\n'],
    ['an empty list', { a: [] }, 'a: []\n'],
    ['an empty map', { a: {} }, 'a: {}\n'],
    ['a date', { a: new Date(0) }, 'a: "1970-01-01T00:00:00.000Z"\n'],
    ['a list in a list', [[1]], '- - 1\n'],
  ])('(%s) is written', (_name, value, expected) => {
    expect(writeYaml(value)).toBe(expected);
  });

  test('is left out if it is undefined', () => {
    expect(writeYaml({ a: undefined, b: { c: undefined } })).toBe('b: {}\n');
  });

  test('is written twice if it occurs twice, without an alias', () => {
    const shared = { x: [1] };

    expect(writeYaml({ a: shared, b: shared })).not.toMatch(/[&*]/);
  });
});

describe('a value that is known only at deployment', () => {
  test('is in double quotes, so that an account number remains a text', () => {
    const text = deployed(writeYaml({ account: Fn.ref('AWS::AccountId') }));

    expect(text).toBe('account: "000123456789"\n');
  });

  test('is in double quotes inside a text, in a key and in a list', () => {
    const region = Fn.ref('AWS::Region');

    expect(deployed(writeYaml({ [region]: [`in ${region}`] }))).toBe('"eu-west-1":\n  - "in eu-west-1"\n');
  });

  test('keeps the quotes and backslashes around it', () => {
    const text = `"${Fn.ref('AWS::Region')}"\\d`;

    expect(parse(deployed(writeYaml({ a: text })))).toEqual({ a: '"eu-west-1"\\d' });
  });

  test('is unquoted if it is a number', () => {
    expect(deployed(writeYaml({ limit: Lazy.number({ produce: () => 45 }) }))).toBe('limit: 45\n');
  });

  test('is a list if it is a list: its items are joined at deployment', () => {
    const text = writeYaml({ names: Fn.split(',', Fn.ref('Names')), after: 1 });

    expect(deployed(text, { Names: 'a,yes,1' })).toBe('names: [ "a", "yes", "1" ]\nafter: 1\n');
  });

  test('is the resolved value if it is lazy', () => {
    expect(deployed(writeYaml({ a: Lazy.string({ produce: () => 'yes' }) }))).toBe('a: "yes"\n');
    expect(deployed(writeYaml({ a: Lazy.any({ produce: () => 'yes' }) }))).toBe('a: "yes"\n');
  });

  test('is written equally on one line', () => {
    expect(deployed(writeYamlInline({ a: Fn.ref('AWS::AccountId'), b: Fn.split(',', Fn.ref('Names')) }), { ...DEPLOYMENT, Names: 'x,y' }))
      .toBe('{a: "000123456789", b: ["x", "y"]}');
  });
});

test('any value is read as it was written, in YAML 1.1 and 1.2, on many lines and on one', () => {
  const text = fc.string({ unit: 'grapheme' });
  const line = fc.string({ unit: fc.constantFrom(...Array.from(' \t\n\r\u0085\u2028\ufeff:#-?[]{},&*!|>\'"%@`~<=0123.eyno\\$()')) });
  const value = fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 3 });

  fc.assert(fc.property(fc.oneof(fc.dictionary(fc.oneof(text, line), fc.oneof(text, line, value)), fc.array(line)), (document) => {
    for (const yaml of [writeYaml(document), writeYamlInline(document)]) {
      for (const version of ['1.1', '1.2'] as const) expect(JSON.stringify(parse(yaml, { version, merge: true }))).toBe(JSON.stringify(document));
    }
  }), { numRuns: 300 });
});

describe('writing on one line', () => {
  test.each<[unknown]>([
    [{ a: [1, { b: 'yes' }], c: {} }],
    [[{ regex: 'a,b: {c} [d] #e' }]],
    [{ a: 'one\n  two\n\nthree' }],
    [{ ca: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n', after: 1 }],
    [{ ['k'.repeat(1100)]: 1, after: { b: 2 } }],
    [[{ 'a\nb': 'c\n' }]],
    [{ a: `${'word '.repeat(100)}end` }],
    [[]],
  ])('keeps %j', (value) => {
    expect(writeYamlInline(value)).not.toContain('\n');
    expect(parse(writeYamlInline(value))).toEqual(value);
  });
});
