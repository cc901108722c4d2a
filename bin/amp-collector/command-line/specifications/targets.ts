import { defineCommand } from '../option';
import { CONFIGURATION, GROUP } from '../help-texts';

export const TARGETS = defineCommand({
  group: GROUP.PREPARE,
  summary: 'list which Kubernetes objects each job keeps and drops',
  operands: 'FILE|cdk.out',
  missing: 'a file or a cloud assembly folder',
  operandCount: [1, 1],
  callsAws: false,
  text: `Reads Kubernetes objects as \`kubectl get -o json\` prints them, discovers targets as Prometheus does, and lists for each job the targets that
are kept, with their URL, and those that are dropped, with the relabeling that drops them. Collectors have no targets page.

Include the objects that the jobs discover and those related to them: pods, services, endpoints, nodes.

${CONFIGURATION}

Exit codes: 0 done, 1 the configuration has problems, 2 usage error`,
  options: {
    objects: { type: 'string', value: 'FILE', description: 'the objects (default: standard input)' },
    job: { type: 'string', short: 'j', value: 'NAME', description: 'only this job' },
    scraper: { type: 'string', short: 's', value: 'PATH', description: 'for a cloud assembly: the scraper\'s construct path; required if there are several' },
  },
  examples: [['kubectl get pods,services,endpoints,nodes -A -o json | amp-collector targets prometheus.yml', 'every target of a cluster']],
});
