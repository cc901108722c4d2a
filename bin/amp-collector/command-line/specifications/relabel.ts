import { defineCommand } from '../option';
import { CONFIGURATION, CONFIGURATION_OPERAND, GROUP } from '../help-texts';

export const RELABEL = defineCommand({
  group: GROUP.PREPARE,
  summary: 'run the relabelings of a job on a target, step by step',
  operands: 'FILE|-|cdk.out',
  missing: CONFIGURATION_OPERAND,
  operandCount: [1, 1],
  callsAws: false,
  text: `Shows the effect of each relabeling: whether the target is kept or dropped, by which one, and its address, path and labels in the end.

The target is one of:
- a Kubernetes object (--pod, --service, --node, --endpoints, --endpointslice, --ingress), as \`kubectl get -o json\` prints it. Its targets
  and their labels are computed as Prometheus discovers them. A list may hold related objects: the pods behind endpoints, nodes of pods.
- --target: discovered labels as a JSON object, __address__ and __meta_… labels. Labels of Prometheus itself (job, __scheme__,
  __metrics_path__, …) are added.
- --sample: the labels of a sample, with __name__; the metric relabelings are run.

${CONFIGURATION}

Exit codes: 0 done, 1 the configuration has problems, 2 usage error`,
  options: {
    job: { type: 'string', short: 'j', value: 'NAME', description: 'the job; required if there are several' },
    scraper: { type: 'string', short: 's', value: 'PATH', description: 'for a cloud assembly: the scraper\'s construct path; required if there are several' },
    pod: { type: 'string', value: 'FILE', description: 'a pod (\'-\' is standard input)' },
    service: { type: 'string', value: 'FILE', description: 'a service' },
    node: { type: 'string', value: 'FILE', description: 'a node' },
    endpoints: { type: 'string', value: 'FILE', description: 'endpoints' },
    endpointslice: { type: 'string', value: 'FILE', description: 'an endpoint slice' },
    ingress: { type: 'string', value: 'FILE', description: 'an ingress' },
    target: { type: 'string', value: 'FILE', description: 'a target\'s labels as JSON' },
    sample: { type: 'string', value: 'FILE', description: 'a sample\'s labels as JSON' },
  },
  examples: [
    ['kubectl get pod -n kube-system kube-proxy-7xk2p -o json | amp-collector relabel prometheus.yml --job kube-proxy --pod -', 'is this pod scraped, and at what address?'],
    ['echo \'{"__name__":"go_gc_duration_seconds"}\' | amp-collector relabel prometheus.yml --job api --sample -', 'is this metric dropped?'],
  ],
});
