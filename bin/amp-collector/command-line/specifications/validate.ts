import { defineCommand } from '../option';
import { CONFIGURATION_OPERAND, GROUP } from '../help-texts';

export const VALIDATE = defineCommand({
  group: GROUP.PREPARE,
  summary: 'find problems in scrape configurations, rules and alert manager definitions',
  operands: 'FILE|FOLDER|GLOB|-|cdk.out ...',
  missing: CONFIGURATION_OPERAND,
  operandCount: [1, Infinity],
  callsAws: false,
  text: `Reports what Prometheus or a managed collector refuses, and what they accept but probably does not work. No data leaves this machine.

FILE is a Prometheus configuration, a rule file, a PrometheusRule, or an alert manager definition; '-' is standard input. In a FOLDER or
GLOB, YAML files of other kinds are skipped. cdk.out is the folder of a cloud assembly: every scraper, rule groups namespace and alert
manager definition in it is validated, with placeholders for values that are known only at deployment. Rules and anomaly detectors are
validated against the scrapers that write to the same workspace. Warnings that the app acknowledges are not reported.

Exit codes: 0 valid, 1 problems found (warnings count with --strict), 2 usage error`,
  options: {
    'format': {
      type: 'string', value: 'FORMAT', choices: ['text', 'json', 'sarif', 'github'], description: 'text, json, sarif, or github for annotations in pull requests',
    },
    'ignore': { type: 'string', value: 'RULE', multiple: true, description: 'do not report this rule; can be repeated' },
    'source': { type: 'string', value: 'SOURCE', choices: ['eks', 'vpc', 'open-search'], description: 'the collector\'s source: eks, vpc or open-search (default: eks)' },
    'destination': {
      type: 'string', value: 'DESTINATION', choices: ['workspace', 'cloudwatch'], description: 'the collector\'s destination: workspace or cloudwatch (default: workspace)',
    },
    'scrape-config': {
      type: 'string', value: 'FILE', multiple: true, description: 'validate rules against the jobs of this scrape configuration; can be repeated',
    },
    'strict': { type: 'boolean', description: 'exit with 1 on warnings too' },
  },
  examples: [
    ['amp-collector validate prometheus.yml', 'one file'],
    ['amp-collector validate rules.yml --scrape-config prometheus.yml', 'rules that read what no job writes'],
    ['amp-collector validate config/ \'charts/**/prometheus*.yml\' --strict', 'a folder and a glob'],
    ['helm template my-chart | yq .data.config | amp-collector validate -', 'the output of another program'],
    ['npx cdk synth --quiet && npx --package cdk-managed-prometheus amp-collector validate cdk.out --format github', 'in a GitHub workflow'],
  ],
});
