import { sizeOfRegex } from '../../../lib/prometheus/relabel/regex-size';

test.each([
  ['', 0, 0],
  ['abc', 3, 0],
  ['a{10}', 10, 0],
  ['a{2,10}', 10, 0],
  ['a{3,}', 3, 0],
  ['ab{10}c', 12, 0],
  ['(ab){10}', 30, 1],
  ['((a{10}){10})', 111, 2],
  ['(?:a|b)', 4, 0],
  ['[a-z{9}]{10}', 10, 0],
  ['[]a]{10}', 10, 0],
  ['\\{9}', 3, 0],
  ['\\pL\\p{Greek}{3}', 5, 0],
  ['\\Qa{9}\\E', 8, 0],
  ['(((', 0, 3],
  ['a)', 2, 0],
])('%j has %d instructions and %d groups', (regex, instructions, groups) => {
  expect(sizeOfRegex(regex)).toEqual({ instructions, groups });
});
