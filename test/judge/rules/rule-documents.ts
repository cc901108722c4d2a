import * as fc from 'fast-check';

const pick = (...choices: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...choices);

/** A value that is mostly one of the usual ones. */
function mostly(usual: fc.Arbitrary<string>, odd: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

const name = mostly(pick('up', 'job:up:sum', 'Down'), pick('""', '~', '5', 'yes', '"a b"', '[x]', 'é', '\'x{y="z"}\'', '!!binary dXA='));
const expr = mostly(
  pick('up == 0', 'sum by (job) (up)', '"up{a=\\"b\\"} > 1"', '|\n        sum(\n          up)'),
  pick('rate(up)', '1', 'true', '~', '{a: b}', '"sum("', 'up # c', '!!int foo', '*missing', '"\\u0075p"'),
);
const duration = mostly(pick('5m', '1h', '0s', '0'), pick('30', '5x', '"1m"', '~', '[1m]', '1.5h'));
const text = mostly(pick('critical', '"{{ $value }}"', '\'{{ $labels.job }} is down\''), pick('"{{ $x }}"', '"{{ nope }}"', '5', '~', '{}', '!!binary //4=', '"{{"'));
const texts = mostly(
  fc.tuple(pick('severity', 'team'), text).map(([key, value]) => `{${key}: ${value}}`),
  pick('{}', '~', 'a', '{a: 1, a: 2}', '{__name__: a}', '{"": a}', '{<<: {a: b}}', '{5: 6}'),
);

/** A field in its line, which may be left out. */
function field(key: string, value: fc.Arbitrary<string>, share = 3): fc.Arbitrary<string> {
  return fc.oneof({ weight: share, arbitrary: fc.constant('') }, { weight: 1, arbitrary: value.map(each => `      ${key}: ${each}\n`) });
}

const rule = fc.oneof(
  { weight: 20, arbitrary: fc.tuple(
    fc.tuple(pick('record', 'alert'), name).map(([key, value]) => `      ${key}: ${value}\n`),
    field('expr', expr, 0),
    field('for', duration), field('keep_firing_for', duration), field('labels', texts), field('annotations', texts),
    field('alert', name, 30), field('summary', text, 30), field('<<', pick('{for: 1m}', '*r', 'a'), 30),
  ).map(lines => `    - ${lines.join('').trimStart()}`) },
  { weight: 1, arbitrary: pick('    - ~\n', '    - {}\n', '    - a\n', '    - &r\n      record: a\n      expr: up\n') },
);

const group = fc.tuple(
  fc.array(rule, { maxLength: 3 }), field('interval', duration), field('query_offset', duration, 8), field('labels', texts, 8),
  field('limit', pick('5', '-1', '1.5', '"5"', '0x10', '08', '0o17', '.inf', '~', '9223372036854775808', '2020-01-01'), 8), field('foo', pick('x'), 30),
).map(([rules, ...fields]) => ({ rules: rules.join(''), fields: fields.join('').replace(/^ {4}/gm, '') }));

/** Rule files, about half of which are right. */
export const ruleDocuments: fc.Arbitrary<string> = fc.tuple(
  mostly(pick('', '# rules\n', '---\n'), pick('%YAML 1.1\n---\n', '\ufeff', '%YAML 1.2\n---\n')),
  fc.array(group, { minLength: 1, maxLength: 2 }),
  mostly(pick('', '\n'), pick('---\n}', 'groups: []\n', '...\n', '\t\n')),
).map(([start, groups, end]) => {
  const list = groups.map(({ rules, fields }, index) => `- name: g${index}\n${fields}  rules:${rules === '' ? ' []\n' : `\n${rules}`}`);
  return `${start}groups:\n${list.join('')}${end}`;
});
