import { defineCommand } from '../option';
import { GROUP, OUT } from '../help-texts';

export const DEFAULT_CONFIG = defineCommand({
  group: GROUP.PREPARE,
  summary: 'print the default scrape configuration for EKS',
  operands: '',
  operandCount: [0, 0],
  callsAws: true,
  text: `Downloads the default scrape configuration for EKS clusters from Amazon Managed Service for Prometheus. With --offline, prints the
default of this library instead, which needs no credentials.

The relabeling of the service's kube-proxy job has doubled backslashes: it turns 10.0.0.5:8080 into 10.0.0.5:8080:10249. --fixed corrects it.`,
  options: {
    out: OUT,
    fixed: { type: 'boolean', description: 'correct doubled backslashes' },
    offline: { type: 'boolean', description: 'print the default of this library; do not call AWS' },
    cluster: { type: 'string', value: 'NAME', description: 'with --offline: the value of the external label \'cluster\'' },
  },
  examples: [
    ['amp-collector default-config --offline --cluster production --out prometheus.yml', 'a file to start with, without credentials'],
    ['amp-collector default-config --fixed --out prometheus.yml', 'the service\'s own, corrected'],
  ],
});
