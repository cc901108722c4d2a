import type * as Assembly from '../../bin/amp-collector/cloud-assembly/assembly';
import type * as MapRoles from '../../lib/kubernetes/map-roles';
import type * as Promql from '../../lib/prometheus/promql/parse-promql';
import type * as Writer from '../../lib/scrape-configuration/writer/append-jobs';
import type * as Definitions from '../../lib/validation/alert-manager/validate-definition';
import type * as Workspaces from '../../lib/validation/coherence/validate-workspace';
import type * as Rules from '../../lib/validation/rule-files/validate-rules';
import type * as Configurations from '../../lib/validation/validate';
import { HOSTILE_TEXTS } from '../prometheus/scrape-config/hostile-texts';
import { assemblyOf } from './hostile-assembly';

/** An input that is made to keep a machine busy, and what it is given to. */
export interface HostileInput {
  readonly what: string;
  readonly text: () => string;
  readonly read: (text: string) => unknown;
}

/** AMP's quota for rule files and for alert manager definitions. */
const MEGABYTE = 1_000_000;
const CONFIGURATION = 256_000;

const MAPPING = { rolearn: 'arn:aws:iam::111122223333:role/a', username: 'a' };

type Texts = Readonly<Record<string, () => string>>;

const fill = (part: string, bytes = MEGABYTE) => part.repeat(Math.floor(bytes / Buffer.byteLength(part)));
const numbered = (part: (index: number) => string, bytes = MEGABYTE) =>
  Array.from({ length: Math.floor(bytes / Buffer.byteLength(part(99_999))) }, (_, index) => part(index)).join('');
const ruleFile = (rules: string) => `groups:\n- name: a\n  rules:\n${rules}`;
const expression = (expr: string) => ruleFile(`  - {record: a, expr: '${expr}'}\n`);
const annotation = (text: string) => ruleFile(`  - {alert: A, expr: up, annotations: {summary: '${text}'}}\n`);
const definition = (text: string) => `alertmanager_config: |\n  route: {receiver: a}\n  receivers: [{name: a}]\n${text}`;
const routes = (text: string) => `alertmanager_config: |\n  route:\n    receiver: a\n    routes:\n${text}  receivers: [{name: a}]\n`;
const job = (fields: string) => `scrape_configs:\n- job_name: a\n  static_configs: [{targets: ["10.0.0.1:80"]}]\n${fields}`;

const RULES: Texts = {
  'spaces': () => fill(' '), 'blanks and tabs': () => fill(' \t'), 'line ends': () => fill('\n'), 'carriage returns': () => fill('\r'), 'line separators': () => fill('\u2028 '),
  'dashes': () => fill('---\n'), 'comments': () => fill('#\n'), 'brackets': () => fill('['), 'escaped line ends': () => fill('\\n'), 'base64': () => fill('Z3Jv'),
  'dollars': () => fill('$'), 'digits': () => fill('9'), 'a key of letters': () => `${fill('a')}:`,
  'many rules': () => ruleFile(numbered(index => `  - {record: a${index}, expr: 'sum(rate(x${index}[5m]))'}\n`)),
  'many alerts': () => ruleFile(numbered(index => `  - {alert: A${index}, expr: 'x${index} > 0', labels: {severity: a}, annotations: {summary: '{{ $labels.a }}'}}\n`)),
  'many groups': () => `groups:\n${numbered(index => `- {name: a${index}, rules: []}\n`)}`,
  'groups of one name': () => `groups:\n${fill('- {name: a, rules: []}\n')}`,
  'records that read each other': () => ruleFile(numbered(index => `  - {record: a${index}, expr: 'a${index + 1} + a${index + 2}'}\n`)),
  'open parentheses': () => expression(fill('(')), 'nested parentheses': () => expression(`${fill('(', MEGABYTE / 2)}up${fill(')', MEGABYTE / 2)}`),
  'minus signs': () => expression(`${fill('-')}up`), 'powers': () => expression(`1${fill('^1')}`), 'sums': () => expression(`up${fill(' + up')}`),
  'nested functions': () => expression(`${fill('abs(', MEGABYTE / 2)}up${fill(')', MEGABYTE / 5)}`),
  'subqueries': () => expression(`up${fill('[1h:1m]')}`), 'offsets': () => expression(`up${fill(' offset 1m')}`),
  'matchers': () => expression(`up{${fill('a="b",')}}`), 'expressions in matchers': () => expression(`up{${fill('a=~"(a{30}){30}",')}}`),
  'repetitions of repetitions': () => expression(`up{${numbered(index => `a=~"(a{1,500}){1,2}${index}",`)}}`),
  'large classes': () => ruleFile(numbered(index => `  - {record: a, expr: 'up{a=~"\\pL{100}${index}"}'}\n`)),
  'a large class': () => expression(`up{a=~"${fill('\\\\pL', 500_000)}"}`), 'open quotes': () => expression(fill('"')), 'numbers': () => expression(fill('1 ')),
  'durations': () => expression(`up[${fill('1h')}]`), 'label names': () => expression(`sum by (${fill('a,')}) (up)`), 'underscores of a number': () => expression(fill('1_')),
  'templates': () => annotation(fill('{{ $value }}')), 'open templates': () => annotation(fill('{{')), 'nested conditions': () => annotation(fill('{{if .}}')),
  'pipelines': () => annotation(`{{ $value${fill(' | humanize')} }}`), 'template parentheses': () => annotation(`{{ ${fill('(')} }}`),
  'template text': () => annotation(fill('{ ')), 'template comments': () => annotation(fill('{{/*')), 'dollars in a template': () => annotation(fill('$labels')),
  'labels in on and group_left': () => {
    const labels = Array.from({ length: 40_000 }, (_, index) => `l${index}`).join(',');
    return expression(`a * on (${labels}) group_left (${labels}) b > 0`);
  },
  'labels of a template that are missing': () => ruleFile(
    `  - {alert: A, expr: sum(up) > 0, annotations: {summary: '${fill('{{ $labels.a }}')}'}}\n`),
  'aliases of a long expression': () => `x: &r {record: r, expr: '${fill('up+', 100_000)}up'}\n${ruleFile(fill('  - *r\n'))}`,
  'aliases of a long template': () => `x: &r {s: '${fill('{{ $labels.a }}', 200_000)}'}\n${ruleFile(numbered(index =>
    `  - {alert: A${index}, expr: sum(up) == 0, annotations: *r}\n`))}`,
  'aliases': () => ruleFile(`  - &a {record: a, expr: up, labels: {${fill('x: y, ', 10_000)}}}\n${fill('  - *a\n')}`),
};

const rulesOf = (expr: (index: number) => string, bytes = CONFIGURATION) => ruleFile(numbered(index => `  - {record: "a:b${index}", expr: '${expr(index)}'}\n`, bytes));
const chains = (operand: string) => rulesOf(() => `a${fill(operand, 9_900)}`);

/** Rules that are compared with the jobs of a workspace. */
const READERS: Texts = {
  'alternatives': () => chains(' or a{job="b"}'), 'sums': () => chains(' + a{job="b"}'), 'sums of series': () => chains(' + a'),
  'intersections': () => chains(' and a{job="b"}'), 'offsets': () => chains(' + a offset 1m'), 'joins': () => chains(' + on (x) a'),
  'joins by different labels': () => rulesOf(() => `a${numbered(index => ` + on (x${index}) a`, 9_900)}`),
  'sums by different labels': () => rulesOf(() => `a${numbered(index => ` + sum by (x${index}) (a)`, 9_900)}`),
  'records that read the next': () => ruleFile(numbered(index => `  - {record: r${index}, expr: 'r${index + 1} > r${index + 2}'}\n`, CONFIGURATION)),
  'records of a few names': () => ruleFile(numbered(index => `  - {record: r${index % 9}, expr: 'r${index + 1}'}\n`, CONFIGURATION)),
  'selectors of different jobs': () => rulesOf(index => `a{job="b${index}"}`),
  'alerts that select alerts': () => ruleFile(numbered(index => `  - {alert: A${index}, expr: 'ALERTS{alertname=~"x|y${index}"}'}\n`, CONFIGURATION)),
};

const DEFINITIONS: Texts = {
  'spaces': () => fill(' '), 'line ends': () => fill('\n'), 'carriage returns': () => fill('\r'), 'line separators': () => fill('\u2028 '), 'escaped line ends': () => fill('\\n'), 'brackets': () => fill('['),
  'a block of blanks': () => `alertmanager_config: |\n${fill('  \n')}`, 'a block of tabs': () => `alertmanager_config: |\n${fill(' \t')}`,
  'many receivers': () => `alertmanager_config: |\n  route: {receiver: a0}\n  receivers:\n${numbered(index => `  - {name: a${index}}\n`)}`,
  'receivers of one name': () => `alertmanager_config: |\n  route: {receiver: a}\n  receivers:\n${fill('  - {name: a}\n')}`,
  'many routes': () => routes(numbered(index => `    - {receiver: a, matchers: [a="${index}"]}\n`)),
  'alike routes': () => routes(fill('    - {receiver: a, matchers: [a="b"], continue: true}\n')),
  'nested routes': () => `alertmanager_config: |\n  route: ${fill('{receiver: a, routes: [', 200_000)}{}${fill(']}', 20_000)}\n  receivers: [{name: a}]\n`,
  'matchers': () => routes(`    - {receiver: a, matchers: [${fill('a="b", ')}]}\n`), 'matchers of a text': () => routes(`    - {receiver: a, matchers: ['{${fill('a=b,')}}']}\n`),
  'costly matchers': () => routes(numbered(index => `    - {receiver: a, matchers: ['a=~"(a{30}){30}${index}"']}\n`)),
  'large classes': () => routes(numbered(index => `    - {receiver: a, matchers: ['a=~"\\pL{100}${index}"']}\n`)),
  'inhibitions': () => definition(`  inhibit_rules:\n${numbered(index => `  - {source_matchers: [a="${index}"], target_matchers: [b="${index}"], equal: [c]}\n`)}`),
  'alike inhibitions': () => definition(`  inhibit_rules:\n${fill('  - {source_matchers: [a="b"], target_matchers: [a=~".*"]}\n')}`),
  'time intervals': () => definition(`  time_intervals:\n${numbered(index => `  - {name: a${index}, time_intervals: [{weekdays: [monday]}]}\n`)}`),
  'times': () => definition(`  time_intervals:\n  - name: a\n    time_intervals:\n${fill('    - {times: [{start_time: "00:00", end_time: "01:00"}], years: ["2020:2030"]}\n')}`),
  'templates': () => `template_files:\n  a: |\n    ${fill('{{ define "a" }}{{ end }}')}\n${definition('')}`,
  'templates that call each other': () => `template_files:\n  a: '${numbered(index => `{{ define "t${index}" }}{{ template "t${index + 1}" . }}{{ template "t${index + 1}" . }}{{ end }}`)}'\n${definition('')}`,
  'open templates': () => `template_files:\n  a: '${fill('{{')}'\n${definition('')}`, 'nested conditions': () => `template_files:\n  a: '${fill('{{if .}}')}'\n${definition('')}`,
  'template files': () => `template_files:\n${numbered(index => `  a${index}: x\n`)}${definition('')}`,
  'messages': () => `alertmanager_config: |\n  route: {receiver: a}\n  receivers: [{name: a, sns_configs: [{topic_arn: 'arn:aws:sns:eu-west-1:111122223333:t', sigv4: {region: eu-west-1}, message: '${fill('{{ .Alerts }}')}'}]}]\n`,
  'a topic': () => `alertmanager_config: |\n  route: {receiver: a}\n  receivers: [{name: a, sns_configs: [{topic_arn: '${fill('arn:')}', sigv4: {region: '${fill('a', 1000)}'}}]}]\n`,
};

const CONFIGURATIONS: Texts = {
  'backslashes in a replacement': () => job(`  relabel_configs: [{target_label: a, replacement: '${fill('\\', CONFIGURATION)}x'}]\n`),
  'dollars in a replacement': () => job(`  relabel_configs: [{target_label: a, replacement: '${fill('$', CONFIGURATION)}'}]\n`),
  'digits of a reference': () => job(`  relabel_configs: [{target_label: a, replacement: '$${fill('1', CONFIGURATION)}'}]\n`),
  'a path of dollars': () => job(`  relabel_configs: [{target_label: __metrics_path__, replacement: '${fill('/$1', CONFIGURATION)}'}]\n`),
  'braces of a placeholder': () => job(`  relabel_configs: [{target_label: a, replacement: '${fill('{{ ', CONFIGURATION)}'}]\n`),
  'carriage returns': () => fill('\r', CONFIGURATION), 'blanks': () => fill(' ', CONFIGURATION), 'line ends': () => fill('\n', CONFIGURATION), 'escaped line ends': () => fill('\\n', CONFIGURATION), 'line separators': () => fill('\u2028', CONFIGURATION),
  'a key of letters': () => `${fill('a', CONFIGURATION)}:`, 'an address of colons': () => job(`  relabel_configs: [{target_label: __address__, replacement: '${fill(':', CONFIGURATION)}'}]\n`),
  'relabelings of the path': () => job(`  kubernetes_sd_configs: [{role: pod}]\n  relabel_configs:\n${fill('  - {source_labels: [__meta_kubernetes_pod_name], target_label: __metrics_path__, regex: "(.+)x", replacement: "/api/v1/nodes/$1/proxy"}\n', CONFIGURATION)}`),
  'jobs with relabelings': () => `scrape_configs:\n${numbered(index => `- {job_name: a${index}, kubernetes_sd_configs: [{role: endpoints}], relabel_configs: [{source_labels: [__meta_kubernetes_pod_annotation_a${index}], regex: '(.*)b(.*)', target_label: __metrics_path__}]}\n`, CONFIGURATION)}`,
  'keep filters': () => job(`  kubernetes_sd_configs: [{role: pod}]\n  relabel_configs:\n${numbered(index => `  - {source_labels: [__meta_kubernetes_pod_label_a${index}], action: keep, regex: '(a|b)+${index}'}\n`, CONFIGURATION)}`),
  'selectors': () => job(`  kubernetes_sd_configs: [{role: pod, selectors: [{role: pod, label: '${fill('a in (b),', CONFIGURATION)}'}]}]\n`),
  'external labels': () => `global:\n  external_labels: {${numbered(index => `a${index}: b, `, CONFIGURATION)}}\nscrape_configs: []\n`,
};

const MAP_ROLES: Texts = {
  'many entries': () => numbered(index => `- rolearn: arn:aws:iam::111122223333:role/r${index}\n  username: u\n`),
  'one line': () => `[${numbered(index => `{rolearn: "arn:aws:iam::111122223333:role/r${index}", username: u}, `)}]`,
  'line ends': () => `- rolearn: a\n  username: |+\n    b\n${fill('\n')}`, 'blanks': () => `- rolearn: a\n  username: b\n${fill(' ')}`, 'carriage returns': () => fill('\r'), 'comments': () => `- rolearn: a\n  username: b\n${fill('#\n')}`,
  'brackets': () => fill('['), 'a block': () => `- rolearn: a\n  username: |\n${fill('    x\n')}`,
};

const JOBS: Texts = {
  'many jobs': () => `scrape_configs:\n${numbered(index => `- {job_name: a${index}}\n`, CONFIGURATION)}`,
  'trailing blanks': () => `scrape_configs:\n- job_name: a\n${fill(' ', CONFIGURATION)}`, 'trailing comments': () => `scrape_configs:\n- job_name: a\n${fill('#\n', CONFIGURATION)}`,
  'a block scalar': () => `scrape_configs:\n- job_name: |\n${fill('    x\n', CONFIGURATION)}`,
};

const TEMPLATES: Texts = {
  'nested joins': () => `${fill('{"Fn::Join":["",[', CONFIGURATION)}"a"${fill(']]}', CONFIGURATION / 5)}`,
  'a long join': () => `{"Fn::Join":["",[${fill('"a",', CONFIGURATION)}"a"]]}`, 'a long substitution': () => `{"Fn::Sub":"${fill('${a}', CONFIGURATION)}"}`,
  'dollars': () => `{"Fn::Sub":"${fill('$', CONFIGURATION)}"}`, 'open references': () => `{"Fn::Sub":"${fill('${', CONFIGURATION)}"}`, 'a text of line ends': () => JSON.stringify(fill('\n', CONFIGURATION)),
  'a text of blanks': () => JSON.stringify(`a: |\n${fill(' \n', CONFIGURATION)}`), 'an open reference in a join': () => `{"Fn::Join":["",["${fill('${Token[', CONFIGURATION)}"]]}`,
  'arrays': () => `${fill('[', 50_000)}${fill(']', 50_000)}`,
};

const QUERIES: Texts = {
  parentheses: () => fill('('), aggregations: () => fill('sum('), comments: () => fill('#\n'), braces: () => fill('{'), quotes: () => fill('"a'),
};

const inputs = (kind: string, texts: Texts, read: HostileInput['read']): HostileInput[] =>
  Object.entries(texts).map(([what, text]) => ({ what: `${kind}: ${what}`, text, read }));

// Each is loaded for its own inputs only, so that the memory of a process shows what it needs.
const configuration = (text: string) => (require('../../lib/validation/validate') as typeof Configurations).validateConfiguration(text);
const rules = (text: string) => (require('../../lib/validation/rule-files/validate-rules') as typeof Rules).validateRules(text);
const definitions = (text: string) => (require('../../lib/validation/alert-manager/validate-definition') as typeof Definitions).validateDefinition(text);
const SCRAPED = 'scrape_configs:\n- {job_name: c, static_configs: [{targets: ["10.0.0.1:80"]}], metric_relabel_configs: [{action: labeldrop, regex: x.*}]}\n';
const readers = (text: string) => (require('../../lib/validation/coherence/validate-workspace') as typeof Workspaces).validateWorkspace({
  scrapeConfigurations: [SCRAPED], readers: [{ ruleFile: text }], retention: 1_000_000,
});
const query = (text: string) => (require('../../lib/prometheus/promql/parse-promql') as typeof Promql).parsePromql(text);
const withJobs = (text: string) => (require('../../lib/scrape-configuration/writer/append-jobs') as typeof Writer).appendJobs(text, [{ job_name: 'z' }]);
const mapRoles = (text: string) => {
  const { addMapping, removeMapping } = require('../../lib/kubernetes/map-roles') as typeof MapRoles;
  return removeMapping(addMapping(text, MAPPING), MAPPING);
};
const template = (text: string) => (require('../../bin/amp-collector/cloud-assembly/assembly') as typeof Assembly).readAssembly(assemblyOf(text));

/** Every input of the benchmark: the first ones are also tests of their messages. */
export const HOSTILE_INPUTS: readonly HostileInput[] = [
  ...HOSTILE_TEXTS.map(([what, text]) => ({ what: `configuration: ${what}`, text, read: configuration })),
  ...inputs('configuration', CONFIGURATIONS, configuration),
  ...inputs('rules', RULES, rules),
  ...inputs('readers', READERS, readers),
  ...inputs('definition', DEFINITIONS, definitions),
  ...inputs('query', QUERIES, query),
  ...inputs('withJobs', JOBS, ignoringRefusals(withJobs)),
  ...inputs('mapRoles', MAP_ROLES, ignoringRefusals(mapRoles)),
  ...inputs('template', TEMPLATES, ignoringRefusals(template)),
];

/** A refusal is an answer too. */
function ignoringRefusals(read: HostileInput['read']): HostileInput['read'] {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      if (error instanceof RangeError) throw error;
      return error;
    }
  };
}
