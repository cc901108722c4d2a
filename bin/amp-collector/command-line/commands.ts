import { defineCommand } from './option';

const PREPARE = 'Prepare a configuration';
const RUN = 'Run a collector';
const SHELL = 'Your shell';

const SCRAPER = `SCRAPER is an id (s-…), an ARN, or an alias that only one scraper has.`;
const CONFIGURATION = `FILE is a Prometheus configuration, "-" standard input, and a folder such as cdk.out what the CDK synthesized:
every scraper in it, with a placeholder for what only the deployment knows.`;

/** Every command: the one table from which help, completion and the parser are made. */
export const COMMANDS = {
  'default-config': defineCommand({
    group: PREPARE,
    summary: 'download the service\'s default scrape configuration, decoded',
    operands: '',
    operandCount: [0, 0],
    text: `Asks Amazon Managed Service for Prometheus for its default scrape configuration of an EKS cluster.

Its kube-proxy rule has doubled backslashes, so that it makes 10.0.0.5:8080:10249 of the address 10.0.0.5:8080. --fixed corrects
that, and says so.`,
    options: {
      out: { type: 'string', short: 'o', value: 'FILE', says: 'write to a file' },
      fixed: { type: 'boolean', says: 'with the doubled backslashes corrected' },
    },
    examples: [['amp-collector default-config --fixed --out prometheus.yml', 'the file to begin with']],
  }),
  'validate': defineCommand({
    group: PREPARE,
    summary: 'tell what is wrong with a configuration, with line and column',
    operands: 'FILE|-|cdk.out',
    operandCount: [1, 1],
    text: `Judges as Prometheus does, and by what a managed collector accepts. Nothing is sent anywhere.

${CONFIGURATION}

Exit code: 0 when there is no error, 1 when there is, 2 for wrong use. Warnings do not fail, unless --strict.`,
    options: {
      format: { type: 'string', value: 'FORMAT', choices: ['text', 'json', 'sarif', 'github'], says: 'text, json, sarif, or github for annotations of a pull request' },
      source: { type: 'string', value: 'SOURCE', choices: ['eks', 'vpc', 'open-search'], says: 'what a file\'s collector scrapes: eks, vpc or open-search; else eks' },
      destination: {
        type: 'string', value: 'DESTINATION', choices: ['workspace', 'cloudwatch'], says: 'where it writes: workspace or cloudwatch; else workspace',
      },
      strict: { type: 'boolean', says: 'fail on warnings too' },
    },
    examples: [
      ['amp-collector validate prometheus.yml', 'problems with their places'],
      ['helm template my-chart | yq .data.config | amp-collector validate -', 'what another program writes'],
      ['npx cdk synth --quiet && npx amp-collector validate cdk.out --format github', 'in a workflow: annotations'],
    ],
  }),
  'show': defineCommand({
    group: PREPARE,
    summary: 'tell in words what a configuration scrapes, job by job',
    operands: 'FILE|-|cdk.out',
    operandCount: [1, 1],
    text: `For each job: how targets are found, which are kept, where and how often they are scraped, what labels they get, what is dropped.
Jobs that find the same targets as another, and jobs that keep every target they find, are marked.

${CONFIGURATION}`,
    options: {},
    examples: [['amp-collector show prometheus.yml', 'a table and a paragraph for each job']],
  }),
  'relabel': defineCommand({
    group: PREPARE,
    summary: 'try a job\'s relabelings on a target that was discovered',
    operands: 'FILE',
    operandCount: [1, 1],
    text: `Shows what each rule makes of a target: whether it is kept or dropped, by which rule, and the address, path and labels it ends with.

The labels of the target are a JSON object as service discovery gives them: __address__ and __meta_…; Prometheus's own (job,
__scheme__, __metrics_path__, …) are added. With --sample instead, the metric relabelings are tried on the labels of a sample.`,
    options: {
      job: { type: 'string', short: 'j', value: 'NAME', says: 'the job; needed where there are several' },
      target: { type: 'string', value: 'FILE', says: 'a target\'s labels as JSON; "-" is standard input' },
      sample: { type: 'string', value: 'FILE', says: 'a sample\'s labels as JSON, __name__ among them; "-" is standard input' },
    },
    examples: [
      ['amp-collector relabel prometheus.yml --job kube-proxy --target pod.json', 'is this pod scraped, and at what address?'],
      ['echo \'{"__name__":"go_gc_duration_seconds"}\' | amp-collector relabel prometheus.yml --job api --sample -', 'is this metric dropped?'],
    ],
  }),
  'encode': defineCommand({
    group: PREPARE,
    summary: 'write a file in base64, as the API takes it',
    operands: '[FILE|-]',
    operandCount: [0, 1],
    text: `The API and the AWS command line take a configuration in base64. CloudFormation and the CDK take plain YAML: do not encode it for them.`,
    options: { out: { type: 'string', short: 'o', value: 'FILE', says: 'write to a file' } },
    examples: [['aws amp create-scraper --scrape-configuration configurationBlob=$(amp-collector encode prometheus.yml) …', 'for the AWS command line']],
  }),
  'decode': defineCommand({
    group: PREPARE,
    summary: 'read base64, as the API gives it',
    operands: '[FILE|-]',
    operandCount: [0, 1],
    text: `The opposite of encode.`,
    options: { out: { type: 'string', short: 'o', value: 'FILE', says: 'write to a file' } },
    examples: [['aws amp describe-scraper --scraper-id s-… --query scraper.scrapeConfiguration.configurationBlob --output text | amp-collector decode', 'what a scraper runs']],
  }),
  'status': defineCommand({
    group: RUN,
    summary: 'describe a scraper, or list all of a Region; wait until it is ACTIVE',
    operands: '[SCRAPER]',
    operandCount: [0, 1],
    text: `${SCRAPER}

A scraper takes about twenty minutes to become ACTIVE. --wait shows progress until it is, or until it failed.

Exit code: 0, or 1 when the scraper failed or is not ACTIVE in time.`,
    options: {
      wait: { type: 'boolean', short: 'w', says: 'until it is ACTIVE or failed' },
      within: { type: 'string', value: 'MINUTES', says: 'how long to wait at most; else 40' },
      every: { type: 'string', value: 'SECONDS', says: 'how often to ask; else 15' },
    },
    examples: [
      ['amp-collector status', 'all scrapers of the Region'],
      ['amp-collector status platform --wait', 'after cdk deploy --no-rollback, or create-scraper'],
    ],
  }),
  'verify': defineCommand({
    group: RUN,
    summary: 'check that metrics arrive, job by job, and name what is broken if not',
    operands: '',
    operandCount: [0, 0],
    text: `Asks the workspace, or CloudWatch, for \`up\`, compares it with the jobs of the scraper's configuration, and tells for each job
whether it is flowing, down, or was never discovered. Where something is missing it looks at the scraper, the cluster's access and
network, and the scraper's logs, and names the layer at fault: scraper, access, network, configuration or labels. Where the cluster
lets in by aws-auth, it reads aws-auth, ClusterRoles and their bindings from the cluster's API server, by your own credentials.

${SCRAPER} With --workspace, every scraper that writes to it.

It needs aps:DescribeScraper, aps:DescribeScraperLoggingConfiguration, aps:DescribeWorkspace, aps:ListScrapers and
aps:QueryMetrics (cloudwatch:GetMetricData and cloudwatch:ListMetrics for CloudWatch); with eks:DescribeCluster,
eks:DescribeAccessEntry, eks:ListAssociatedAccessPolicies, logs:FilterLogEvents and, in the cluster, get on configmaps in kube-system
and list on clusterroles and clusterrolebindings it knows more. What it may not read, it names.

Exit code: 0 when every job is flowing, 1 when one is not, 3 when AWS did not answer.`,
    options: {
      scraper: { type: 'string', short: 's', value: 'SCRAPER', says: 'this scraper, and the workspace that it writes to' },
      workspace: { type: 'string', short: 'w', value: 'WORKSPACE', says: 'every scraper that writes to it: id (ws-…) or ARN' },
    },
    examples: [
      ['amp-collector verify --scraper platform', 'after the first deployment'],
      ['amp-collector verify --workspace ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9 --json', 'for a script'],
    ],
  }),
  'import': defineCommand({
    group: RUN,
    summary: 'write the CDK code of a scraper that exists, to take it over with cdk import',
    operands: 'SCRAPER',
    operandCount: [1, 1],
    text: `Writes a CDK app whose template describes the scraper as it is, its configuration as a file beside it, and the mapping for
\`cdk import\`. Nothing is changed in AWS. ${SCRAPER}`,
    options: {
      out: { type: 'string', short: 'o', value: 'FOLDER', says: 'where to write; else a folder of the scraper\'s name' },
      force: { type: 'boolean', says: 'write over files that are there' },
    },
    examples: [['amp-collector import platform --out collector', 'app.ts, prometheus.yml and import.json']],
  }),
  'completion': defineCommand({
    group: SHELL,
    summary: 'print a completion script',
    operands: 'bash|zsh',
    operandCount: [1, 1],
    text: `Prints a script that completes commands, options and files.`,
    options: {},
    examples: [
      ['source <(amp-collector completion bash)', 'in ~/.bashrc'],
      ['source <(amp-collector completion zsh)', 'in ~/.zshrc, after compinit'],
    ],
  }),
} as const;

export type CommandName = keyof typeof COMMANDS;
