import { compileAnchored } from '../../../lib/prometheus/relabel/regex';

function compiled(text: string) {
  const { regex, error } = compileAnchored(text);
  if (regex === undefined) throw new Error(error);
  return regex;
}

describe('a regular expression matches like in Prometheus 3:', () => {
  test.each([
    ['up', 'up', true],
    ['up', 'ups', false],
    ['up', 'pup', false],
    ['[a-z0-9]+', 'a1', true],
    ['[^a-z]', 'a', false],
    ['(v[0-9]*.[0-9]*).*', 'v1.30.2-eks', true],
    ['\\d\\w\\s', '1a ', true],
    ['a.b', 'a\nb', true],
    ['', '', true],
    ['', 'a', false],
    ['a)|(b', 'axxx', true],
    ['a)|(b', 'xxxb', true],
    ['(?i)straße', 'STRASSE', false],
    ['\\p{Letter}+', 'äß', true],
    ['\\p{greek}', 'λ', true],
    ['[\\p{^uppercase-letter}]', 'a', true],
    ['\\P{Lu}', 'A', false],
    ['[[:]]', ':]', true],
    ['[[:alpha:]]', 'a', true],
    ['\\Q\\p{Emoji}\\E', '\\p{Emoji}', true],
    ['[(?P<a>](?P<a>x)', '<x', true],
    ['[:][:word:]', ':w', true],
    ['[:][:word:]', ':x', false],
    ['[\\x5b[:digit:]]', '[', true],
    ['(?i)[(?i)]{2}', 'I?', true],
  ])('%j on %j: %s', (pattern, text, matches) => {
    expect(compiled(pattern).matches(text)).toBe(matches);
  });
});

describe('an invalid regular expression', () => {
  test.each([
    ['(', 'error parsing regexp: missing closing ): `^(?s:()$`'],
    ['a\\', 'error parsing regexp: missing closing ): `^(?s:a\\)$`'],
    ['a**', 'error parsing regexp: invalid nested repetition operator: `**`'],
    ['(?=a)', 'error parsing regexp: invalid or unsupported Perl syntax: `(?=`'],
    ['a{1001}', 'error parsing regexp: invalid repeat count: `{1001}`'],
    ['\\p{Emoji}', 'error parsing regexp: invalid character class range: `\\p{Emoji}`'],
    ['\\p{Old_Italic}', 'error parsing regexp: invalid character class range: `\\p{Old_Italic}`'],
    ['\\p{L\\pN', 'error parsing regexp: invalid character class range: `\\p{L\\pN)$`'],
    ['\\p}', 'error parsing regexp: invalid character class range: `\\p}`'],
    ['(?<=\\p{ASCII}>', 'error parsing regexp: invalid named capture: `(?<=\\p{ASCII}>`'],
    ['\\p{letter}(', 'error parsing regexp: missing closing ): `^(?s:\\p{letter}()$`'],
    ['\\p{letter}[a', 'error parsing regexp: missing closing ]: `[a)$`'],
    ['[\\p{letter}\\pL', 'error parsing regexp: missing closing ]: `[\\p{letter}\\pL)$`'],
    ['((π){1000}){1000}', 'error parsing regexp: invalid repeat count: `{1000}`'],
    ['((aaaa){1000}){1000}', 'error parsing regexp: expression too large: `^(?s:((aaaa){1000}){1000})$`'],
    [`(${'ab'.repeat(700)}){1000}[b-a]`, 'error parsing regexp: invalid character class range: `b-a`'],
    ['[\\x[:digit]', 'error parsing regexp: invalid escape sequence: `\\x[:`'],
    ['[[:][:word:]', 'error parsing regexp: invalid character class range: `[:][:word:]`'],
    ['[a-\\pL]', 'error parsing regexp: invalid escape sequence: `\\p`'],
    ['(?i)[b-a]', 'error parsing regexp: invalid character class range: `b-a`'],
    ['\udcff\udcfe', 'error parsing regexp: invalid UTF-8: `\ufffd\ufffd)$`'],
    ['(?P<a>x)(?P<a>y)(', 'error parsing regexp: missing closing ): `^(?s:(?P<a>x)(?P<a>y)()$`'],
  ])('fails with Go\'s message for %j', (pattern, error) => {
    expect(compileAnchored(pattern).error).toBe(error);
  });

  test('fails for too deep nesting', () => {
    expect(compileAnchored('('.repeat(1001) + ')'.repeat(1001)).error).toMatch(/^error parsing regexp: expression nests too deeply: `\^\(\?s:\(\(/);
  });
});

describe('a replacement is expanded like in Go:', () => {
  test.each([
    ['(a)(b)', 'ab', '$1', 'a'],
    ['(a)(b)', 'ab', '${2}x', 'bx'],
    ['(a)(b)', 'ab', '$1x', ''],
    ['(a)(b)', 'ab', '$1:10249', 'a:10249'],
    ['(a)(b)', 'ab', '$0$3', 'ab'],
    ['(a)(b)', 'ab', '$$1', '$1'],
    ['(a)(b)', 'ab', '$', '$'],
    ['(a)(b)', 'ab', '${1', '${1'],
    ['(a)(b)', 'ab', '$01', ''],
    ['(?P<n>a)', 'a', '${n}-$é', 'a-'],
    ['(?P<n>a)|(?P<n>b)', 'b', '$n', 'b'],
  ])('%j on %j: %j becomes %j', (pattern, text, template, result) => {
    expect(compiled(pattern).expand(text, template)).toEqual([result]);
  });

  test('not at all if the text does not match', () => {
    expect(compiled('a').expand('b', '$0')).toBeUndefined();
  });
});

describe('every match is replaced:', () => {
  test.each([
    ['__meta_(.+)', '__meta_x', 'y_$1', 'y_x'],
    ['a|)|(b*', 'bab', '-', '-ba-'],
    ['nothing', 'text', '-', 'text'],
    ['(.)|x', '\u{1f600}', '$1$1', '\u{1f600}\u{1f600}'],
  ])('%j on %j', (pattern, text, template, result) => {
    expect(compiled(pattern).replaceAll(text, template)).toBe(result);
  });
});

describe('repetitions inside repetitions', () => {
  test.each([
    ['([ab]{1,500}){1,2}', undefined],
    ['([ab]{1,500}){1,3}', 'error parsing regexp: invalid repeat count: `{1,3}`'],
    ['([ab]{2,1}){1,2}', 'error parsing regexp: invalid repeat count: `{2,1}`'],
    ['([ab]{1,500}){1,2}{2}', 'error parsing regexp: invalid nested repetition operator: `{1,2}{2}`'],
    ['[ab]{1,1001}', 'error parsing regexp: invalid repeat count: `{1,1001}`'],
    ['[ab]{,3}', undefined],
    ['[{2,1}]{2}', undefined],
    ['\\Q{2,1}\\E{2}', undefined],
    ['([ab]{1,500}){1,2}(', 'error parsing regexp: missing closing ): `^(?s:([ab]{1,500}){1,2}()$`'],
  ])('%j is refused with %j', (text, error) => {
    expect(compileAnchored(text).error).toBe(error);
  });
});

describe('a hostile regular expression fails or is compiled in time:', () => {
  test.each([
    ['repetitions', '(a{100}){10}'.repeat(3000)],
    ['classes', '(\\pL{1000})'.repeat(3000)],
    ['many classes', '\\pL'.repeat(80_000)],
    ['wide ranges that ignore case', `(?i)${'[a-\\x{1e942}]'.repeat(15_000)}`],
    ['alternatives', 'a|'.repeat(100_000)],
    ['names used again', '(?P<a>x)'.repeat(20_000)],
    ['classes that never end', '['.repeat(200_000)],
    ['names of classes that never end', `\\pL${'[:'.repeat(200_000)}`],
    ['class names that never end', '\\p{'.repeat(100_000)],
    ['underscores', `(?P<a>x)(?P<a>y)${'_'.repeat(200_000)}`],
  ])('%s', (_, pattern) => {
    const { regex, error } = compileAnchored(pattern);
    expect(regex === undefined).toBe(error !== undefined);
  });
});

describe('an expression that Go accepts and re2js does not compile', () => {
  test('is valid, and is reported as too large to be matched', () => {
    const regex = compiled(`(${'ab'.repeat(1000)}){1000}`);
    expect(() => regex.matches('ab'.repeat(1_000_000))).toThrow('relabeling takes too long');
    expect(regex.matches('a')).toBe(false);
  });
});
