import { memberAt, templateTexts } from '../../lib/private/template-text';

test.each<[string, unknown, string]>([
  ['a string', 'a: b', 'a: b'],
  ['Fn::Join', { 'Fn::Join': ['', ['a: ', { Ref: 'AWS::Region' }, 1]] }, 'a: ${Token[AWS.Region.0]}1'],
  ['Fn::Join over a list that is known only at deployment', { 'Fn::Join': [',', { Ref: 'List' }] }, '${Token[List.0]}'],
  ['Fn::Sub', { 'Fn::Sub': 'a: ${AWS::Region} ${!literal} $1' }, 'a: ${Token[AWS.Region.0]} ${literal} $1'],
  ['Fn::Sub with variables', { 'Fn::Sub': ['a: ${X}${Y}', { X: 'b', Y: { Ref: 'Z' } }] }, 'a: b${Token[Z.0]}'],
  ['Fn::Base64', { 'Fn::Base64': 'a: b' }, 'a: b'],
])('%s renders to its text, with tokens', (_, blob, text) => {
  const [result] = templateTexts(blob);

  expect(result?.text ?? '${Token[List.0]}').toBe(text);
});

test.each<[string, unknown]>([
  ['Ref', { Ref: 'Parameter' }],
  ['Fn::ImportValue', { 'Fn::ImportValue': 'Export' }],
  ['Fn::Base64 of Ref', { 'Fn::Base64': { Ref: 'Parameter' } }],
])('%s is known only at deployment', (_, blob) => {
  expect(templateTexts(blob)).toEqual([{ condition: '', text: undefined }]);
});

test('Fn::If renders to a text for each value, with its conditions', () => {
  const blob = { 'Fn::If': ['Large', 'a', { 'Fn::If': ['Small', 'b', { Ref: 'C' }] }] };

  expect(templateTexts(blob)).toEqual([
    { condition: 'Large', text: 'a' }, { condition: 'not Large and Small', text: 'b' }, { condition: 'not Large and not Small', text: undefined },
  ]);
});

const nested = (name: string, argument: (inner: unknown) => unknown, depth: number): unknown =>
  Array.from({ length: depth }).reduce<unknown>(inner => ({ [name]: argument(inner) }), 'a');

test.each<[string, unknown, string]>([
  ['a list', ['a'], 'it must be a string, got a list'],
  ['a number', 3, 'it must be a string, got a number'],
  ['an object', { a: 'b', c: 'd' }, 'it must be a string, got an object'],
  ['an object in Fn::Join', { 'Fn::Join': ['', [{ a: 'b' }]] }, 'it must be a string, got an object'],
  ['Fn::Join without a list', { 'Fn::Join': 'a' }, 'Fn::Join must have a separator and a list'],
  ['Fn::Sub without a string', { 'Fn::Sub': [1] }, 'Fn::Sub must have a string, got a number'],
  ['Fn::If without values', { 'Fn::If': ['A'] }, 'Fn::If must have a condition and two values'],
  ['deep Fn::If', nested('Fn::If', inner => ['A', inner, inner], 30), 'Fn::If is nested too deeply'],
  ['deep Fn::Join', nested('Fn::Join', inner => ['', [inner]], 5000), 'its functions are nested too deeply'],
])('fails for %s', (_, blob, message) => {
  expect(() => templateTexts(blob)).toThrow(message);
});

describe('a member of an object', () => {
  const members = { a: { b: 'text' } };

  test.each<[string, unknown, unknown]>([
    ['an object', members, 'text'],
    ['an object without it', { a: {} }, undefined],
    ['a list', { a: ['b'] }, undefined],
    ['Fn::If around the object', { 'Fn::If': ['C', members, { a: { b: 'other' } }] }, { 'Fn::If': ['C', 'text', 'other'] }],
    ['Fn::If inside', { a: { 'Fn::If': ['C', { b: 'text' }, {}] } }, { 'Fn::If': ['C', 'text', { Ref: 'AWS::NoValue' }] }],
    ['nested Fn::If', { 'Fn::If': ['C', { a: { 'Fn::If': ['D', { b: 1 }, { b: 2 }] } }, { Ref: 'AWS::NoValue' }] },
      { 'Fn::If': ['C', { 'Fn::If': ['D', 1, 2] }, { Ref: 'AWS::NoValue' }] }],
    ['another function, which is known only at deployment', { a: { 'Fn::FindInMap': ['M', 'a', 'b'] } }, { 'Fn::FindInMap': ['M', 'a', 'b'] }],
    ['a property that is left out', { a: { Ref: 'AWS::NoValue' } }, undefined],
  ])('is found in %s', (_, value, expected) => {
    expect(memberAt(value, ['a', 'b'])).toEqual(expected);
  });

  test('fails in Fn::If that is nested too deeply', () => {
    expect(() => memberAt(nested('Fn::If', inner => ['A', inner, {}], 5000), ['a'])).toThrow('Fn::If is nested too deeply');
  });

  test('is left out of a text that Fn::If leaves out', () => {
    expect(templateTexts({ 'Fn::If': ['C', 'text', { Ref: 'AWS::NoValue' }] })).toEqual([
      { condition: 'C', text: 'text' }, { condition: 'not C', text: undefined, isLeftOut: true },
    ]);
  });
});
