import { toLowerCase, toUpperCase } from '../../../lib/prometheus/relabel/letter-case';

test.each([
  ['abc', 'ABC'],
  ['straße', 'STRAßE'],
  ['ﬁn', 'ﬁN'],
  ['ᾳ', 'ᾼ'],
  ['ᾇ', 'ᾏ'],
  ['ΐ', 'ΐ'],
  ['\u{10428}', '\u{10400}'],
])('%j in upper case is %j', (text, expected) => {
  expect(toUpperCase(text)).toBe(expected);
});

test.each([
  ['ABC', 'abc'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['İ', 'i'],
  ['ẞ', 'ß'],
])('%j in lower case is %j', (text, expected) => {
  expect(toLowerCase(text)).toBe(expected);
});
