import { job, testErrors } from './test-errors';

const withRule = (fields: string) => `relabel_configs: [{${fields}}], static_configs: [{targets: ["h:1"]}]`;

describe('static targets', () => {
  testErrors([
    ['static_configs: [{}]'],
    ['static_configs: [{targets: []}]'],
    ['static_configs: [{targets: ["h:1"], labels: {a: 1, b: ~}}]'],
    ['static_configs: [~]', 'empty or null section in static_configs'],
    ['static_configs: [{targets: [""]}]', 'instance 0 in group 0: no address'],
    ['static_configs: [{targets: ["http://h"]}]', '"http://h" is not a valid hostname'],
    ['static_configs: [{}, {targets: [a, ""]}]', 'instance 1 in group 1: no address'],
    ['static_configs: [{targets: [a], labels: {__scrape_interval__: x}}]',
      'instance 0 in group 0: error parsing scrape interval: not a valid duration string: "x"'],
    ['static_configs: [{targets: [a], labels: {__scrape_interval__: 0s}}]', 'instance 0 in group 0: scrape interval cannot be 0'],
    ['static_configs: [{targets: [a], labels: {__scrape_timeout__: 0s}}]', 'instance 0 in group 0: scrape timeout cannot be 0'],
    ['static_configs: [{targets: [a], labels: {__scrape_timeout__: x}}]',
      'instance 0 in group 0: error parsing scrape timeout: not a valid duration string: "x"'],
    ['static_configs: [{targets: [a], labels: {__scrape_timeout__: 1m}}]'],
    ['static_configs: [{targets: [a], labels: {__scrape_timeout__: 2m}}]',
      'instance 0 in group 0: scrape timeout cannot be greater than scrape interval ("2m" > "1m")'],
    ['static_configs: [{targets: [a], labels: {__scrape_native_histograms__: yes}}]',
      'instance 0 in group 0: error parsing scrape native histograms: strconv.ParseBool: parsing "yes": invalid syntax'],
    ['static_configs: [{targets: [a], labels: {__scrape_native_histograms__: t}}]'],
    ['static_configs: [{targets: [a], labels: {b: !!binary /w==}}]', 'instance 0 in group 0: invalid label value for "b": "\\xff"'],
    ['static_configs: [{targets: [a], labels: {"": b}}]', '"" is not a valid label name'],
    ['static_configs: [a]', 'cannot unmarshal !!str `a` into struct { Targets []string "yaml:\\"targets\\""; Labels model.LabelSet "yaml:\\"labels\\"" }'],
  ], job);
});

describe('static targets after relabeling', () => {
  testErrors([
    ['target_label: __address__, replacement: a'],
    ['target_label: __address__, replacement: a/b', 'instance 0 in group 0: "a/b" is not a valid hostname'],
    ['target_label: __address__, replacement: ""', 'instance 0 in group 0: no address'],
    ['action: labeldrop, regex: __address__', 'instance 0 in group 0: no address'],
    ['action: labelkeep, regex: __.*'],
    ['action: drop, source_labels: [job], regex: a'],
    ['target_label: __scrape_interval__, source_labels: [__param_x]', 'instance 0 in group 0: error parsing scrape interval: empty duration string'],
    ['action: "null"', 'relabel: unknown relabel action type "null"'],
  ], text => job(withRule(text)));
});

describe('parameters as labels', () => {
  testErrors([
    ['params: {a: ["x/y"]}, relabel_configs: [{source_labels: [__param_a], target_label: __address__}], static_configs: [{targets: [h]}]',
      'instance 0 in group 0: "x/y" is not a valid hostname'],
    ['params: {a: []}, relabel_configs: [{source_labels: [__param_a], regex: (.+), target_label: __address__}], static_configs: [{targets: [h]}]'],
  ], job);
});
