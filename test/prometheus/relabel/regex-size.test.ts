import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { compileAnchored } from '../../../lib/prometheus/relabel/regex';
import { sizeOfRegex } from '../../../lib/prometheus/relabel/regex-size';
import { toRe2jsSyntax } from '../../../lib/prometheus/relabel/regex-syntax';

describe('the size of a regular expression', () => {
  test.each([
    ['', 0, 0],
    ['abc', 3, 0],
    ['a{10}', 10, 0],
    ['a{2,10}', 10, 0],
    ['a{3,}', 3, 0],
    ['ab{10}c', 12, 0],
    ['abc(?i){10}', 12, 0],
    ['ab{x', 4, 0],
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

describe('repetitions', () => {
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
  ])('are accepted or fail as in Go: %j: %j', (regex, excess) => {
    expect(sizeOfRegex(regex).excess).toEqual(excess);
  });
});

describe('the shortest match of a regular expression', () => {
  test.each([
    ['', 0], ['abc', 3], ['a?', 0], ['abc?', 2], ['abc(?i)?', 2], ['a*b+', 1], ['a{3}', 3], ['a{2,5}b', 3], ['a{0,5}', 0], ['(a{30}){30}7', 901], ['a|bc', 1], ['ab|', 0],
    ['(?:ab|c)(d|ef|)', 1], ['^a$', 1], ['\\bab\\B', 2], ['\\Aa\\z', 1], ['\\x41', 1], ['\\x{1f600}', 1], ['\\101', 1], ['\\pL{2}', 2], ['[a-c]{4}', 4],
    ['[]a]b', 2], ['\\Qabc\\E', 0], ['(?i)ab', 2], ['a)|(bc', 1],
  ])('%j has %d characters', (regex, shortest) => {
    expect(sizeOfRegex(`^(?s:${regex})$`).shortest).toBe(shortest);
  });

  test('is never longer than a text that the engine matches', () => {
    const parts = ['a', 'b', '.', '(', '(?:', ')', '|', '*', '+', '?', '{2}', '{0,3}', '[ab]', '[]a]', '\\d', '\\x41', '\\101', '\\pL', '\\b', '^', '$', '\\Qa.\\E', '😀'];
    const texts = ['', 'a', 'b', '1', 'A', 'ab', 'aa', '😀', 'a.', 'aab'];
    const regexes = fc.array(fc.constantFrom(...parts), { maxLength: 8 }).map(chosen => chosen.join(''));
    fc.assert(fc.property(regexes, fc.constantFrom(...texts), (regex, text) => {
      const { regex: compiled } = compileAnchored(regex);
      const { shortest } = sizeOfRegex(`^(?s:${regex})$`);
      const isMatch = compiled !== undefined && RE2JS.compile(toRe2jsSyntax(`^(?s:${regex})$`).text).matcher(text).find(0);
      return !isMatch || text.length >= shortest;
    }), { numRuns: 3000, seed: 1 });
  });
});
