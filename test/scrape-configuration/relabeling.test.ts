import { Relabeling } from '../../lib';
import { writeYaml } from '../../lib/scrape-configuration/writer/write-yaml';

function yamlOf(relabeling: Relabeling): string {
  return writeYaml(relabeling._render());
}

describe('a relabeling', () => {
  const sourceLabels = ['a', 'b'];

  test.each<[string, Relabeling, object]>([
    ['replace', Relabeling.replace({ sourceLabels, targetLabel: 't' }),
      { source_labels: ['a', 'b'], target_label: 't' }],
    ['replace, in full', Relabeling.replace({ sourceLabels, separator: '/', regex: '(.+)', targetLabel: 't', replacement: '$1:9' }),
      { source_labels: ['a', 'b'], separator: '/', regex: '(.+)', target_label: 't', replacement: '$1:9' }],
    ['replace, without a source', Relabeling.replace({ targetLabel: 't', replacement: 'fixed' }),
      { target_label: 't', replacement: 'fixed' }],
    ['replace, to remove a label', Relabeling.replace({ targetLabel: 't', replacement: '' }),
      { target_label: 't', replacement: '' }],
    ['keep', Relabeling.keep({ sourceLabels, separator: '', regex: 'x' }),
      { source_labels: ['a', 'b'], separator: '', regex: 'x', action: 'keep' }],
    ['drop', Relabeling.drop({ sourceLabels, regex: 'x' }),
      { source_labels: ['a', 'b'], regex: 'x', action: 'drop' }],
    ['keepEqual', Relabeling.keepEqual({ sourceLabels, targetLabel: 't' }),
      { source_labels: ['a', 'b'], target_label: 't', action: 'keepequal' }],
    ['dropEqual', Relabeling.dropEqual({ sourceLabels, targetLabel: 't' }),
      { source_labels: ['a', 'b'], target_label: 't', action: 'dropequal' }],
    ['hashMod', Relabeling.hashMod({ sourceLabels, modulus: 3, targetLabel: 't' }),
      { source_labels: ['a', 'b'], modulus: 3, target_label: 't', action: 'hashmod' }],
    ['hashMod, with a separator', Relabeling.hashMod({ sourceLabels, separator: '-', modulus: 3, targetLabel: 't' }),
      { source_labels: ['a', 'b'], separator: '-', modulus: 3, target_label: 't', action: 'hashmod' }],
    ['labelMap', Relabeling.labelMap({ regex: 'x_(.+)' }),
      { regex: 'x_(.+)', action: 'labelmap' }],
    ['labelMap, to another name', Relabeling.labelMap({ regex: 'x_(.+)', replacement: 'y_$1' }),
      { regex: 'x_(.+)', replacement: 'y_$1', action: 'labelmap' }],
    ['labelDrop', Relabeling.labelDrop('x_.+'),
      { regex: 'x_.+', action: 'labeldrop' }],
    ['labelKeep', Relabeling.labelKeep('x_.+'),
      { regex: 'x_.+', action: 'labelkeep' }],
    ['lowercase', Relabeling.lowercase({ sourceLabels, targetLabel: 't' }),
      { source_labels: ['a', 'b'], target_label: 't', action: 'lowercase' }],
    ['uppercase', Relabeling.uppercase({ sourceLabels, separator: '.', targetLabel: 't' }),
      { source_labels: ['a', 'b'], separator: '.', target_label: 't', action: 'uppercase' }],
  ])('%s has exactly its fields', (_name, relabeling, expected) => {
    expect(relabeling._render()).toEqual(expected);
  });

  test('is written in the order in which Prometheus documents the fields, independent of the order of its properties', () => {
    const rule = { replacement: '$1:9', regex: '(.+)', targetLabel: 't', separator: '/', sourceLabels: ['a'] };

    expect(yamlOf(Relabeling.replace(rule))).toBe([
      'source_labels:', '  - a', 'separator: /', 'regex: (.+)', 'target_label: t', 'replacement: $1:9', '',
    ].join('\n'));
  });

  test('has a single backslash in the YAML', () => {
    expect(yamlOf(Relabeling.labelDrop('\\d+'))).toBe('regex: \\d+\naction: labeldrop\n');
  });

  test('given as an object is unchanged, including fields without a factory', () => {
    const rule = { action: 'drop', source_labels: ['__name__'], regex: 'go_.*', unheard_of: 1 };

    expect(Relabeling.fromObject(rule)._render()).toEqual(rule);
    expect(Object.keys(Relabeling.fromObject(rule)._render())).toEqual(Object.keys(rule));
  });
});
