import { isFilter, describeRelabeling, SAMPLES } from '../../../../bin/amp-collector/explanation/relabeling-description';
import { DEFAULT_RELABEL_RULE, type RelabelRule } from '../../../../lib/prometheus/relabel/relabel';

const rule = (differences: Partial<RelabelRule>): RelabelRule => ({ ...DEFAULT_RELABEL_RULE, ...differences });

test.each<[Partial<RelabelRule>, string]>([
  [{ action: 'keep', sourceLabels: ['a', 'b'], regex: 'x;y' }, 'keeps only targets whose a;b matches x;y'],
  [{ action: 'keep', sourceLabels: ['a', 'b'], regex: 'x/y', separator: '/' }, 'keeps only targets whose a/b matches x/y'],
  [{ action: 'drop', sourceLabels: ['a'], regex: 'x' }, 'drops targets whose a matches x'],
  [{ action: 'drop' }, 'drops targets whose (nothing) matches (.*)'],
  [{ action: 'keepequal', sourceLabels: ['a'], targetLabel: 'b' }, 'keeps only targets whose a is b'],
  [{ action: 'dropequal', sourceLabels: ['a'], targetLabel: 'b' }, 'drops targets whose a is b'],
  [{ sourceLabels: ['a'], targetLabel: 'b' }, 'sets b to a'],
  [{ targetLabel: 'b', replacement: 'x' }, 'sets b to x'],
  [{ sourceLabels: ['a'], targetLabel: 'b', regex: '(.+):1', replacement: '$1:2' }, 'sets b to $1:2 where a matches (.+):1'],
  [{ sourceLabels: ['a'], targetLabel: 'b', regex: 'x', replacement: '' }, 'removes b where a matches x'],
  [{ targetLabel: 'b', replacement: '' }, 'removes b'],
  [{ action: 'hashmod', sourceLabels: ['a'], targetLabel: 'b', modulus: 4n }, 'sets b to the hash of a modulo 4'],
  [{ action: 'lowercase', sourceLabels: ['a'], targetLabel: 'b' }, 'sets b to a in lower case'],
  [{ action: 'uppercase', sourceLabels: ['a'], targetLabel: 'b' }, 'sets b to a in upper case'],
  [{ action: 'labelmap', regex: 'x_(.+)' }, 'copies every label that matches x_(.+) to $1'],
  [{ action: 'labeldrop', regex: 'x' }, 'drops every label that matches x'],
  [{ action: 'labelkeep', regex: 'x' }, 'keeps only labels that match x'],
])('%j is described in words', (differences, words) => {
  expect(describeRelabeling(rule(differences))).toBe(words);
});

test('the description has the words of its subject: targets or samples', () => {
  expect(describeRelabeling(rule({ action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' }), SAMPLES)).toBe('drops samples whose __name__ matches go_.*');
});

test('a relabeling that is known only at deployment counts as a filter', () => {
  expect(describeRelabeling(undefined)).toBe('a relabeling that is known only at deployment');
  expect(isFilter(undefined)).toBe(true);
});
