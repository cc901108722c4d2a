import { literal } from '../../../../bin/amp-collector/code-generation/typescript-literal';

test.each<[unknown, string]>([
  ['it\'s', '\'it\\\'s\''],
  ['"quoted"', '\'"quoted"\''],
  ['a\\b\nc', '\'a\\\\b\\nc\''],
  ['${not a template}', '\'${not a template}\''],
  ['a\u2028\u202eb', '\'a\\u2028\\u202eb\''],
  [JSON.parse('{"__proto__":"a"}'), '{ [\'__proto__\']: \'a\' }'],
  [['a', 'b'], '[\'a\', \'b\']'],
  [{ 'a': 1, 'b-c': true, 'd': { e: 'f' } }, '{ a: 1, \'b-c\': true, d: { e: \'f\' } }'],
])('%j is written as %s', (value, text) => {
  expect(literal(value)).toBe(text);
});
