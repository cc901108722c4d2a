import * as fc from 'fast-check';

const pick = (...choices: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...choices);

/** Joins the results of the parts. */
function join(...parts: ReadonlyArray<string | fc.Arbitrary<string>>): fc.Arbitrary<string> {
  return fc.tuple(...parts.map(part => typeof part === 'string' ? fc.constant(part) : part)).map(texts => texts.join(''));
}

const label = pick('a', 'b', 'job', 'instance', 'le', '"x y"');
const labels = fc.array(label, { maxLength: 3 }).map(names => `(${names.join(', ')})`);
const matcher = join(pick('a', 'b', 'job'), pick('=', '!=', '=~', '!~'), pick('"x"', '"x|y"', '".+"', '".*"', '""', '\'z\'', '`("`', '"("'));
const matchers = fc.array(matcher, { maxLength: 2 }).map(all => `{${all.join(',')}}`);
const metric = pick('foo', 'bar', 'a:b', 'up', 'sum', 'by', 'offset', 'step');
const duration = pick('5m', '1h30m', '300', '0', '-5m', '2m * 3', '(5m)', 'step()', 'max_of(1m, 5m)', '30m1h', '1e10');
const modifier = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: join(' offset ', duration) },
  { weight: 1, arbitrary: pick(' @ 5', ' @ start()', ' @ inf', ' anchored', ' smoothed') },
);
const selector = join(fc.oneof(metric, join(metric, matchers), matchers), modifier);
const operator = pick('+', '-', '*', '/', '%', '^', '==', '!=', '>', '<', '>=', '<=', 'and', 'or', 'unless', 'atan2', '</', '>/');
const clause = fc.oneof(fc.constant(''), join(pick(' by ', ' without '), labels));
const group = fc.oneof(fc.constant(''), join(' ', pick('group_left', 'group_right')), join(' ', pick('group_left', 'group_right'), labels));
const matching = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: join(pick('', ' bool'), ' ', pick('on', 'ignoring'), labels, group, pick('', ' fill(0)')) },
);

const { expression } = fc.letrec<{ expression: string; scalar: string; vector: string; range: string }>(tie => ({
  expression: fc.oneof({ weight: 8, arbitrary: tie('vector') }, { weight: 1, arbitrary: tie('scalar') }, { weight: 1, arbitrary: tie('range') }),
  scalar: fc.oneof(
    { depthSize: 'small' },
    pick('1', '0.5', '-2', '1e3', '0x1f', '010', 'Inf', '1e400', '"text"'),
    join('scalar(', tie('vector'), ')'),
    join(tie('scalar'), ' ', operator, pick(' ', ' bool '), tie('scalar')),
  ),
  range: fc.oneof(
    { depthSize: 'small' },
    join(selector, '[', duration, ']', modifier),
    join(pick('', '('), tie('vector'), pick('', ')'), '[', duration, ':', pick('', '1m', '0'), ']'),
  ),
  vector: fc.oneof(
    { depthSize: 'small' },
    selector,
    join(pick('rate', 'increase', 'max_over_time', 'absent_over_time', 'mad_over_time', 'nope'), '(', fc.oneof(tie('range'), tie('vector')), ')'),
    join(pick('sum', 'avg', 'count', 'group', 'SUM'), pick('', ' '), clause, '(', tie('vector'), ')'),
    join(pick('topk', 'quantile', 'count_values', 'limitk'), '(', tie('scalar'), ', ', tie('vector'), ')', clause),
    join(tie('vector'), ' ', operator, matching, ' ', fc.oneof(tie('vector'), tie('scalar'))),
    join(pick('abs', 'round', 'hour', 'label_join', 'clamp', 'vector'), '(', fc.oneof(tie('vector'), tie('scalar')), pick('', ', 1', ','), ')'),
    join('histogram_quantile(', tie('scalar'), ', ', tie('vector'), ')'),
    join('(', tie('vector'), ')'),
    join('-', tie('vector')),
  ),
}));

/** Expressions, most of which are right. */
export const expressions: fc.Arbitrary<string> = expression;

const PIECES = [
  ...Array.from('()[]{},:="\'`+-*/^@<>!~%#$ \n0a.\\é\ufffd'), ' by ', ' on (a) ', ' bool ', ' offset ', ' offset 5m', '[5m]', '[5m:]', ' group_left ', '1h',
  '0x', '1e', 'sum', 'rate(', '=~', '"a"', 'and', 'inf', 'step()', ' fill(1) ', '# c\n',
];

/** Expressions with a few characters removed, inserted or repeated. */
export function mutatedExpressions(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const edit = fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom('', ...PIECES));
  const apply = (text: string, [place, removed, inserted]: readonly [number, number, string]): string => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + inserted + text.slice(at + removed);
  };
  return fc.tuple(texts, fc.array(edit, { minLength: 1, maxLength: 2 })).map(([text, edits]) => edits.reduce(apply, text));
}
