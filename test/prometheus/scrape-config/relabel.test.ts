import { job, testErrors, rule, type Case } from './test-errors';

describe('an action', () => {
  testErrors([
    ['action: KEEP'],
    ['action: foo', 'unknown relabel action "foo"'],
    ['action: ""', 'unknown relabel action ""'],
    ['action: ~', 'relabel action cannot be empty'],
  ], rule);
});

describe('what an action needs', () => {
  const needs = (action: string) => `relabel configuration for ${action} action requires 'target_label' value`;
  testErrors([
    ['', needs('replace')],
    ['target_label: a'],
    ['action: hashmod, target_label: a, modulus: 1'],
    ['action: hashmod, target_label: a', 'relabel configuration for hashmod requires non-zero modulus'],
    ['action: hashmod, modulus: 1', needs('hashmod')],
    ...['lowercase', 'uppercase', 'keepequal', 'dropequal'].flatMap((action): Case[] => [
      [`action: ${action}, source_labels: [b], target_label: a`],
      [`action: ${action}`, needs(action)],
    ]),
    ...['keep', 'drop', 'labelmap', 'labeldrop', 'labelkeep'].map((action): Case => [`action: ${action}`]),
  ], rule);
});

describe('what an action must not have', () => {
  const noReplacement = (action: string) => `'replacement' can not be set for ${action} action`;
  const onlySource = (action: string) => `${action} action requires only 'source_labels' and \`target_label\`, and no other fields`;
  const onlyRegex = (action: string) => `${action} action requires only 'regex', and no other fields`;
  testErrors([
    ['action: lowercase, target_label: a, replacement: $1'],
    ['action: lowercase, target_label: a, replacement: b', noReplacement('lowercase')],
    ['action: uppercase, target_label: a, replacement: ~', noReplacement('uppercase')],
    ['action: keepequal, target_label: a, replacement: b', noReplacement('keepequal'), onlySource('keepequal')],
    ['action: keepequal, target_label: a, regex: (.*)', onlySource('keepequal')],
    ['action: keepequal, target_label: a, regex: ~', onlySource('keepequal')],
    ['action: keepequal, target_label: a, regex: "null"'],
    ['action: dropequal, target_label: a, separator: ","', onlySource('dropequal')],
    ['action: dropequal, target_label: a, separator: ;'],
    ['action: dropequal, target_label: a, modulus: 1', onlySource('dropequal')],
    ['action: labeldrop, regex: a'],
    ['action: labeldrop, source_labels: ~'],
    ['action: labeldrop, source_labels: []', onlyRegex('labeldrop')],
    ['action: labelkeep, target_label: a', onlyRegex('labelkeep')],
    ['action: labelkeep, modulus: 1', onlyRegex('labelkeep')],
    ['action: labelkeep, separator: a', onlyRegex('labelkeep')],
    ['action: labelkeep, replacement: a', onlyRegex('labelkeep')],
  ], rule);
});

describe('label names', () => {
  const legacy = (fields: string) => job(`metric_name_validation_scheme: legacy, relabel_configs: [{${fields}}]`);
  testErrors([
    [rule('target_label: a.b')],
    [legacy('target_label: a.b'), '"a.b" is invalid \'target_label\' for replace action'],
    [legacy('target_label: a_$1')],
    [legacy('target_label: "${a}1"')],
    [legacy('target_label: $1.b'), '"$1.b" is invalid \'target_label\' for replace action'],
    [legacy('target_label: 1$1'), '"1$1" is invalid \'target_label\' for replace action'],
    [legacy('action: hashmod, modulus: 1, target_label: $1'), '"$1" is invalid \'target_label\' for hashmod action'],
    [legacy('action: lowercase, target_label: a.b'), '"a.b" is invalid \'target_label\' for lowercase action'],
    [legacy('action: labelmap')],
    [legacy('action: labelmap, replacement: a.b'), '"a.b" is invalid \'replacement\' for labelmap action'],
    [rule('action: labelmap, replacement: ""'), '"" is invalid \'replacement\' for labelmap action'],
    [legacy('target_label: a, source_labels: [a.b]')],
    [rule('target_label: a, source_labels: [""]'), '"" is not a valid label name'],
    [rule('target_label: a, source_labels: [~]')],
    [rule('target_label: a, source_labels: a'), 'cannot unmarshal !!str `a` into model.LabelNames'],
  ]);
});

describe('regular expressions', () => {
  testErrors([
    ['target_label: a, regex: "a)|(b"'],
    ['target_label: a, regex: ~'],
    ['target_label: a, regex: "("', 'error parsing regexp: missing closing ): `^(?s:()$`'],
    ['target_label: a, regex: "(?=a)"', 'error parsing regexp: invalid or unsupported Perl syntax: `(?=`'],
    ['target_label: a, regex: [a]', 'cannot unmarshal !!seq into string'],
  ], rule);
});

describe('rules that are null', () => {
  testErrors([
    [job('relabel_configs: [~]'), 'empty or null target relabeling rule in scrape config'],
    [job('metric_relabel_configs: [~]'), 'empty or null metric relabeling rule in scrape config'],
    [job('relabel_configs: ~, metric_relabel_configs: []')],
    [job('metric_relabel_configs: [{}]'), 'relabel configuration for replace action requires \'target_label\' value'],
  ]);
});
