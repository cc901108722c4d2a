import * as fc from 'fast-check';
import { patternRenaming, unanchored } from '../../../lib/conversion/open-telemetry/metric-names';
import { compileAnchored } from '../../../lib/prometheus/relabel/regex';
import { DEFAULT_RELABEL_RULE, relabel } from '../../../lib/prometheus/relabel/relabel';

const PARTS = ['', '_bucket', '_sum', '_count'];

/** The new name of a metric, as the processor finds it: of the name without the suffix of a part. */
function renamedByProcessor(pattern: string, template: string, name: string): string {
  const match = new RegExp(pattern.replaceAll('?P<', '?<')).exec(name);
  const expanded = match && template.replaceAll(/\$\{?(\w+)\}?/g, (_, group: string) => match[Number(group)] ?? match.groups?.[group] ?? '');
  return expanded === null || expanded === '' ? name : expanded;
}

function renamedByRelabeling(pattern: string, template: string, series: string): string | undefined {
  const { regex, replacement } = patternRenaming(pattern, template) ?? {};
  const rule = { ...DEFAULT_RELABEL_RULE, sourceLabels: ['__name__'], regex: String(regex), targetLabel: '__name__', replacement: String(replacement) };
  return relabel(new Map([['__name__', series]]), [rule])?.get('__name__');
}

/** Expressions and new names that a relabeling can write. */
const CONVERTED: ReadonlyArray<readonly [pattern: string, template: string]> = [
  ['^node_(.*)$', 'host_${1}'], ['^node_(.*)', 'host_${1}'], ['^node_(.*)$', '${1}'], ['^node_(.+)$', '$1'], ['node_(.*)$', 'host_${1}'],
  ['^(a|b)_(.*)$', '${1}:${2}'], ['^node_(?P<rest>.*)$', 'host_${rest}'], ['^(.*)_total$', '${1}'], ['^(.*)_total$', '${1}_all'], ['_a$', 'b'],
  ['^a+(b*)_total$', 'x_${1}'], ['^node_a_total$', 'b'], ['(a)_(b)_seconds$', '${2}_${1}_seconds'],
];

describe('a renaming by a regular expression', () => {
  test.each(CONVERTED)('gives each part of a histogram the name that the processor gives: %s to %s', (pattern, template) => {
    const words = fc.array(fc.constantFrom('node', 'a', 'b', 'total', 'seconds', 'x', ''), { minLength: 2, maxLength: 5 });
    fc.assert(fc.property(words.map(parts => parts.join('_')), fc.constantFrom(...PARTS), (name, part) => {
      const ofPart = renamedByProcessor(pattern, template, name) + part;
      const isRenamed = ofPart !== name + part;
      // node_bucket may be a part of node, which is not renamed, or a metric of its own, which is.
      const expected = isRenamed ? [ofPart] : [ofPart, renamedByProcessor(pattern, template, name + part)];
      expect(expected).toContain(renamedByRelabeling(pattern, template, name + part));
    }), { numRuns: 300 });
  });

  test.each([
    ['^node_', 'host', 'renames whatever follows, and the suffixes with it'],
    ['^node_(.*)$', 'host_${1}_x', 'would write after the suffix'],
    ['^node_(\\w+)$', 'host_${1}', 'may end in the suffix, or not'],
    ['^(.*)_count$', '${1}', 'may be a metric or the part of one'],
    ['^(.*)t$', '${1}', 'ends like a suffix'],
    ['^a$|^b$', 'c', 'has alternatives with anchors of their own'],
    ['^(.*)_(.*)$', '${1}', 'may be empty'],
    ['^(a?)_total$', '${1}', 'may be empty'],
    ['^a\\d$', 'b', 'ends with a class'],
    ['^(.*)_total$', 'a.${1}', 'writes a name that exporters change'],
    ['^(.*)_total$', '${1', 'has an open reference'],
  ])('is not converted if the expression %s to %s %s', (pattern, template) => {
    expect(patternRenaming(pattern, template)).toBeUndefined();
  });
});

describe('the expression of a processor, which searches,', () => {
  test.each<[string, string[], string[]]>([
    ['^a|b$', ['a', 'ax', 'a_bucket', 'xb', 'xb_sum'], ['xa', 'bx']],
    ['(a|b)$', ['a', 'xb', 'xb_count'], ['bx']],
    ['[|]a', ['x|ax'], ['a', '|']],
    ['a\\|b', ['xa|by'], ['a', 'b']],
    ['a\\$', ['xa$y'], ['a']],
    ['a\\\\$', ['xa\\'], ['a$', 'a\\x']],
  ])('%j matches the same names in a relabeling', (pattern, matching, others) => {
    const { regex } = compileAnchored(unanchored(pattern));
    expect(matching.filter(name => regex?.matches(name) !== true)).toEqual([]);
    expect(others.filter(name => regex?.matches(name) === true)).toEqual([]);
  });
});
