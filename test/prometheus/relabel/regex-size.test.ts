import { sizeOfRegex } from '../../../lib/prometheus/relabel/regex-size';

describe('the size of a regular expression', () => {
  test.each([
    ['', 0, 0],
    ['abc', 3, 0],
    ['a{10}', 10, 0],
    ['a{2,10}', 10, 0],
    ['a{3,}', 3, 0],
    ['ab{10}c', 12, 0],
    ['a*b+', 4, 0],
    ['(ab){10}', 40, 1],
    ['(?:ab){10}', 20, 0],
    ['(?i:ab)', 2, 0],
    ['(?i)ab', 2, 0],
    ['(?P<name>a)', 3, 1],
    ['((a{10}){10})', 122, 2],
    ['(?:a|b)', 3, 0],
    ['[a-z{9}]{10}', 10, 0],
    ['[[:alpha:]x]{10}', 10, 0],
    ['[]a]{10}', 10, 0],
    ['\\{9}', 3, 0],
    ['\\pL\\p{Greek}{3}', 4, 0],
    ['\\Qa{9}\\E', 8, 0],
  ])('of %j is %d instructions and %d groups', (regex, instructions, groups) => {
    expect(sizeOfRegex(regex)).toMatchObject({ instructions, groups });
  });

  test('is larger for a class of many characters than for one character', () => {
    const [letter, unicode, folded] = ['a', '\\pL', '(?i)[a-\\x{1e942}]'].map(regex => sizeOfRegex(regex).compilation);
    expect([letter, unicode, folded]).toEqual([1, 26, 4001]);
  });
});

describe('repetitions are refused if Go refuses them', () => {
  test.each([
    ['a{1000}', undefined],
    ['(a{10}){100}', undefined],
    ['(a{0}){1000}', undefined],
    ['((a{1000}){0}){1000}', undefined],
    ['(a{33}){31}', { description: 'invalid repeat count', token: '{31}' }],
    ['((π){1000}){1000}', { description: 'invalid repeat count', token: '{1000}' }],
    [`(${'a'.repeat(3000)}){1000}`, undefined],
    [`(${'a'.repeat(3400)}){1000}`, { description: 'expression too large' }],
    ['((aaaa){1000}){1000}', { description: 'expression too large' }],
  ])('%j: %j', (regex, excess) => {
    expect(sizeOfRegex(regex).excess).toEqual(excess);
  });
});
