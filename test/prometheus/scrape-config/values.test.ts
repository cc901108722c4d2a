import { parseBytes } from '../../../lib/prometheus/values/bytes';
import { formatDuration, parseDuration } from '../../../lib/prometheus/values/duration';
import { errorOfFieldSelector } from '../../../lib/prometheus/values/field-selector';
import { errorOfLabelSelector } from '../../../lib/prometheus/values/label-selector';
import { quote } from '../../../lib/prometheus/values/quote';
import { trimSpace } from '../../../lib/prometheus/values/trim-space';
import { parseUrl } from '../../../lib/prometheus/values/url';

describe('a duration', () => {
  test.each([
    ['0', 0, '0s'], ['0s', 0, '0s'], ['1ms', 1, '1ms'], ['90m', 5_400_000, '1h30m'], ['14d', 1_209_600_000, '2w'], ['1y', 31_536_000_000, '1y'],
    ['3w2d1h', 1_990_800_000, '23d1h'], ['0030s', 30_000, '30s'], ['1h30m15s', 5_415_000, '1h30m15s'], ['292y', 9_208_512_000_000, '292y'],
  ])('of %s is %d ms, and is printed as %s', (text, milliseconds, printed) => {
    expect(parseDuration(text)).toEqual({ value: milliseconds });
    expect(formatDuration(milliseconds)).toBe(printed);
  });

  test.each([
    ['', 'empty duration string'],
    ['30', 'not a valid duration string: "30"'],
    ['-1s', 'not a valid duration string: "-1s"'],
    ['1s1m', 'not a valid duration string: "1s1m"'],
    ['1m1m', 'not a valid duration string: "1m1m"'],
    ['99999999999999999999s', 'not a valid duration string: "99999999999999999999s"'],
    ['30S', 'unknown unit "S" in duration "30S"'],
    ['1.5m', 'unknown unit "." in duration "1.5m"'],
    ['30 s', 'unknown unit " s" in duration "30 s"'],
    ['293y', 'duration out of range'],
    ['292y52w', 'duration out of range'],
  ])('fails for %j: %s', (text, error) => {
    expect(parseDuration(text)).toEqual({ error });
  });
});

describe('a size', () => {
  test.each([
    ['0', 0], ['1B', 1], ['1KB', 1024], ['1KiB', 1024], ['1.5MB', 1_572_864], ['-1MB', -1_048_576], ['+1B', 1], ['1MB1KB', 1_049_600], ['.5KB', 512],
    ['7EB', 7 * 2 ** 60], ['8EB', -(2 ** 63)],
  ])('of %s is %d bytes', (text, bytes) => {
    expect(parseBytes(text)).toEqual({ value: bytes });
  });

  test.each([
    ['', 'units: invalid '],
    ['a', 'units: invalid a'],
    ['.MB', 'units: invalid .MB'],
    ['1024', 'units: unknown unit  in 1024'],
    ['10M', 'units: unknown unit M in 10M'],
    ['10mb', 'units: unknown unit mb in 10mb'],
    ['9999EB', 'units: overflow parsing unit'],
  ])('fails for %j: %s', (text, error) => {
    expect(parseBytes(text)).toEqual({ error });
  });
});

describe('spaces around a text', () => {
  test.each([['', ''], [' \t', ''], [' a b\n', 'a b'], ['\u0085a\u00a0', 'a'], ['\ufeffa', '\ufeffa']])('are removed from %j, which leaves %j', (text, trimmed) => {
    expect(trimSpace(text)).toBe(trimmed);
  });
});

describe('a URL', () => {
  test.each([
    ['', '', ''], ['x', '', ''], ['http://h:80/p?q=%zz#f', 'http', 'h:80'], ['HTTP://u:p@h', 'http', 'h'], ['mailto:a', 'mailto', ''], ['//h/x', '', 'h'],
    ['http://[fe80::1%25en0]:80/', 'http', '[fe80::1%25en0]:80'], ['///x', '', ''], ['*', '', ''],
  ])('of %s has the scheme %j and the host %j', (text, scheme, host) => {
    expect(parseUrl(text)).toEqual({ value: { scheme, host } });
  });

  test.each([
    [':a', 'parse ":a": missing protocol scheme'],
    ['1a:b', 'parse "1a:b": first path segment in URL cannot contain colon'],
    ['http://[::1', 'parse "http://[::1": missing \']\' in host'],
    ['http://a[b', 'parse "http://a[b": invalid IP-literal'],
    ['http://[1.2.3.4]', 'parse "http://[1.2.3.4]": invalid IP-literal'],
    ['http://[::1]x', 'parse "http://[::1]x": invalid port "x" after host'],
    ['http://h:x', 'parse "http://h:x": invalid port ":x" after host'],
    ['http://a b/', 'parse "http://a b/": invalid character " " in host name'],
    ['http://a%41/', 'parse "http://a%41/": invalid URL escape "%41"'],
    ['http://h/%zz', 'parse "http://h/%zz": invalid URL escape "%zz"'],
    ['//%41%zz', 'parse "//%41%zz": invalid URL escape "%41"'],
    ['%2é', 'parse "%2é": invalid URL escape "%2\\xc3"'],
    ['%é1', 'parse "%é1": invalid URL escape "%é"'],
    ['http://h/#%zz', 'parse "http://h/#%zz": invalid URL escape "%zz"'],
    ['http://u|v@h/', 'parse "http://u|v@h/": net/url: invalid userinfo'],
    ['http://h/\x7f', 'parse "http://h/\\x7f": net/url: invalid control character in URL'],
  ])('fails for %j: %s', (text, error) => {
    expect(parseUrl(text)).toEqual({ error });
  });
});

describe('a label selector', () => {
  const name = 'a'.repeat(63);
  test.each([
    '', 'a', '!a', 'a=b', 'a==b', 'a!=b', 'a=', 'a in (b,c)', 'a in ()', 'a in (,b)', 'a notin (in)', 'a>1', 'a<1', 'a,b', name, `a=${name}`, 'example.com/a', 'in',
  ])('accepts %s', (selector) => {
    expect(errorOfLabelSelector(selector)).toBeUndefined();
  });

  test.each([
    ['=a', 'found \'=\', expected: !, identifier, or \'end of string\''],
    ['a,', 'found \'\', expected: identifier after \',\''],
    ['a=b c', 'found \'c\', expected: \',\' or \'end of string\''],
    ['!a=b', 'found \'=\', expected: \',\' or \'end of string\''],
    ['!,', 'unable to parse requirement: found \',\', expected: identifier'],
    ['a ! b', 'unable to parse requirement: found \'!\', expected: in, notin, =, ==, !=, gt, lt'],
    ['a in b', 'unable to parse requirement: found \'b\' expected: \'(\''],
    ['a in (b', 'unable to parse requirement: found \'\', expected: \',\' or \')\''],
    ['a in (b,', 'unable to parse requirement: found \'\', expected: \',\', or identifier'],
    ['a in (!)', 'unable to parse requirement: found \'!\', expected: \',\', \')\' or identifier'],
    ['a=(', 'unable to parse requirement: found \'(\', expected: identifier'],
    ['a>b', 'unable to parse requirement: values[0]: Invalid value: "b": for \'Gt\', \'Lt\' operators, the value must be an integer'],
    [`${name}a`, `unable to parse requirement: <nil>: Invalid value: "${name}a": name part must be no more than 63 bytes`],
  ])('fails for %s: %s', (selector, message) => {
    expect(errorOfLabelSelector(selector)).toBe(message);
  });

  test.each([
    ['-a', /name part must consist of alphanumeric characters/],
    ['/a', /prefix part must be non-empty/],
    ['A/a', /prefix part a lowercase RFC 1123 subdomain/],
    [`${'a'.repeat(254)}/a`, /prefix part must be no more than 253 bytes/],
    ['a/b/c', /with an optional DNS subdomain prefix and '\/'/],
    ['a/', /name part must be non-empty/],
    ['a=-b', /values\[0\]\[a\]: Invalid value: "-b": a valid label must be an empty string or consist of/],
    [`a=${name}a`, /must be no more than 63 bytes/],
  ])('validates names like Kubernetes: %s', (selector, message) => {
    expect(errorOfLabelSelector(selector)).toMatch(message);
  });
});

describe('a field selector', () => {
  test.each(['', 'a=b', 'a==b', 'a!=b', 'a=b,c=d', ',', 'a=b\\,c', 'a=\\=\\\\'])('accepts %s', (selector) => {
    expect(errorOfFieldSelector(selector)).toBeUndefined();
  });

  test.each([
    ['a', 'invalid selector: \'a\'; can\'t understand \'a\''],
    ['b=c,a', 'invalid selector: \'b=c,a\'; can\'t understand \'a\''],
    ['a=\\b', 'invalid field selector: invalid escape sequence: \\b'],
    ['a=b\\', 'invalid field selector: invalid escape sequence: \\'],
    ['a=b=c', 'invalid field selector: unescaped character in value: 61'],
  ])('fails for %s: %s', (selector, message) => {
    expect(errorOfFieldSelector(selector)).toBe(message);
  });
});

test.each([
  ['a"b\\', '"a\\"b\\\\"'], ['\n\t\x01\x7f', '"\\n\\t\\x01\\x7f"'], ['é☺', '"é☺"'], ['\u200b\u{e0001}', '"\\u200b\\U000e0001"'], ['\udcff', '"\\xff"'],
])('%j is quoted like in Go', (text, quoted) => {
  expect(quote(text)).toBe(quoted);
});
