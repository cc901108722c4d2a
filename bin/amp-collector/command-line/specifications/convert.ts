import { defineCommand } from '../option';
import { GROUP } from '../help-texts';

export const CONVERT = defineCommand({
  group: GROUP.PREPARE,
  summary: 'convert OpenTelemetry, Prometheus Operator, Helm values and ConfigMaps',
  operands: 'FILE|FOLDER|GLOB|- ...',
  missing: 'a file, a folder, or \'-\' for standard input',
  operandCount: [1, Infinity],
  callsAws: false,
  text: `Prints the scrape configuration, rule file or alert manager definition that the input becomes, and reports on standard error what was changed
or dropped, and why. The result is static: convert again when the input changes. No data leaves this machine.

FILE is one of:
- the configuration of an OpenTelemetry or ADOT collector: the file, an OpenTelemetryCollector, a ConfigMap, or values of the Helm chart
- ServiceMonitors, PodMonitors and PrometheusRules, as files or as \`helm template\` prints them; objects of other kinds are skipped
- values of the charts kube-prometheus-stack and prometheus
- a ConfigMap or Secret with a prometheus.yml, rules or an alertmanager.yml; or such a file itself

If the input becomes several files, specify a folder with --out.

Exit codes: 0 converted, 1 errors remain, 2 usage error`,
  options: {
    out: { type: 'string', short: 'o', value: 'FOLDER', description: 'write prometheus.yml, rules.yml, alertmanager.yml or monitoring.ts into a folder' },
    to: { type: 'string', value: 'FORMAT', choices: ['yaml', 'typescript'], description: 'yaml or typescript (default: yaml)' },
    set: { type: 'string', value: 'NAME=VALUE', multiple: true, description: 'the value of an environment variable, for ${env:NAME}; can be repeated' },
    namespace: { type: 'string', short: 'n', value: 'NAME', description: 'the namespace of monitors that specify none (default: default)' },
    force: { type: 'boolean', description: 'overwrite existing files' },
  },
  examples: [
    ['amp-collector convert collector.yaml --set CLUSTER_NAME=production > prometheus.yml', 'from an ADOT collector'],
    ['helm template my-chart | amp-collector convert - --out monitoring', 'what a chart creates'],
    ['amp-collector convert manifests/ --to typescript --out lib', 'typed code'],
  ],
});
