import { defineCommand } from './option';

const PREPARE = 'Prepare a scrape configuration';
const ALERT = 'Rules and alerts';
const OPERATE = 'Operate collectors';
const SHELL = 'Shell';

const SCRAPER = 'SCRAPER is an id (s-…), an ARN, or an alias that only one scraper has.';

const CONFIGURATION = `FILE is a Prometheus configuration; '-' is standard input. cdk.out is the folder of a cloud assembly: every scraper in it is read, with
placeholders for values that are known only at deployment.`;

const OUT = { type: 'string', short: 'o', value: 'FILE', description: 'write to a file' } as const;

const CONFIGURATION_OPERAND = 'a file, \'-\' for standard input, or a cloud assembly folder';

/** Every command: help, completion and the parser are made from this table. */
export const COMMANDS = {
  'default-config': defineCommand({
    group: PREPARE,
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
  }),
  'validate': defineCommand({
    group: PREPARE,
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
  }),
  'convert': defineCommand({
    group: PREPARE,
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
  }),
  'show': defineCommand({
    group: PREPARE,
    summary: 'describe what a configuration scrapes; also rules and alert routes',
    operands: 'FILE|-|cdk.out',
    missing: CONFIGURATION_OPERAND,
    operandCount: [1, 1],
    callsAws: false,
    text: `For each job: how targets are discovered, which are kept, where and how often they are scraped, which labels they get, which samples are
dropped. Problems are shown with the job that has them, errors that only a managed collector reports included. For rule files, shows the
rules; for alert manager definitions, the routes. For a cloud assembly, all of them.

${CONFIGURATION}

Exit codes: 0 valid, 1 problems found, 2 usage error`,
    options: {},
    examples: [['amp-collector show prometheus.yml', 'a table, and a paragraph for each job']],
  }),
  'relabel': defineCommand({
    group: PREPARE,
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
  }),
  'targets': defineCommand({
    group: PREPARE,
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
  }),
  'route': defineCommand({
    group: ALERT,
    summary: 'simulate an alert: which receivers are notified, and why',
    operands: 'FILE|-|cdk.out',
    missing: CONFIGURATION_OPERAND,
    operandCount: [1, 1],
    callsAws: false,
    text: `Finds the routes of an alert as Alertmanager does: routes, time intervals at a moment, and inhibitions by other alerts that fire. Silences are not
part of a definition.

FILE is an alert manager definition or a configuration of Alertmanager; '-' is standard input. cdk.out is the folder of a cloud assembly.
\`amp-collector show\` draws all routes.

Exit codes: 0 done, 1 the definition has errors, 2 usage error`,
    options: {
      label: { type: 'string', short: 'l', value: 'NAME=VALUE', multiple: true, description: 'a label of the alert; can be repeated' },
      at: { type: 'string', value: 'TIME', description: 'the moment, such as 2026-11-29T03:00:00Z (default: now)' },
      firing: { type: 'string', value: 'LABELS', multiple: true, description: 'another alert that fires: alertname=ClusterDown,cluster=prod; can be repeated' },
      set: { type: 'string', value: 'NAME=VALUE', multiple: true, description: 'for a cloud assembly: a value that is known only at deployment; can be repeated' },
      workspace: { type: 'string', short: 'w', value: 'PATH', description: 'for a cloud assembly: the workspace\'s construct path; required if there are several' },
    },
    examples: [
      ['amp-collector route cdk.out --label alertname=PaymentsDown --label severity=critical', 'who is notified?'],
      ['amp-collector route alertmanager.yml -l severity=warning -l cluster=prod --at 2026-11-29T03:00:00Z --firing alertname=ClusterDown,cluster=prod', 'at night, while the cluster is down'],
    ],
  }),
  'test-rules': defineCommand({
    group: ALERT,
    summary: 'run unit tests of promtool on rules',
    operands: 'FILE|cdk.out TESTFILE ...',
    missing: 'a rule file or a cloud assembly folder, and one or several test files',
    operandCount: [2, Infinity],
    callsAws: false,
    text: `Runs unit tests for rules with promtool, which must be installed. FILE is a rule file or a PrometheusRule. cdk.out is the folder of a cloud
assembly: the rules of all its namespaces are tested together.

TESTFILE has the format of promtool: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/. Its rule_files are
replaced with the rules of FILE or cdk.out, so it need not have any.

Values that are known only at deployment must be specified with --set.

Exit codes: 0 all tests pass, 1 a test fails or the rules have errors, 2 usage error or no promtool`,
    options: {
      set: { type: 'string', value: 'NAME=VALUE', multiple: true, description: 'a value that is known only at deployment, such as AWS::Region=eu-central-1; can be repeated' },
      namespace: { type: 'string', value: 'PATH', multiple: true, description: 'for a cloud assembly: only the rules of this construct path; can be repeated' },
    },
    examples: [
      ['amp-collector test-rules rules.yml tests.yml', 'a rule file'],
      ['npx cdk synth --quiet && amp-collector test-rules cdk.out rules/*.test.yml --set AWS::Region=eu-central-1', 'the rules of an app'],
    ],
  }),
  'alert': defineCommand({
    group: ALERT,
    summary: 'send a test alert to the alert manager of a workspace',
    operands: 'test',
    missing: 'test',
    operandCount: [1, 1],
    callsAws: true,
    text: `\`amp-collector alert test\` sends one alert to the alert manager of a workspace, which groups, routes and notifies it like the alerts of rules. It
notifies real receivers. The alert resolves by itself.

Prints the receivers that the definition of the workspace leads to. Notifications are sent after the group_wait of the route. If none
arrives, read the workspace's log and the metric AlertManagerNotificationsFailed.

Required permissions: aps:DescribeWorkspace, aps:CreateAlertManagerAlerts, aps:DescribeAlertManagerDefinition

Exit codes: 0 sent, 1 the workspace has no alert manager definition or nobody is notified, 2 usage error, 3 AWS could not be reached`,
    options: {
      workspace: { type: 'string', short: 'w', value: 'WORKSPACE', description: 'the workspace: id (ws-…) or ARN' },
      label: { type: 'string', short: 'l', value: 'NAME=VALUE', multiple: true, description: 'a label of the alert; can be repeated (default: alertname=AmpCollectorTest)' },
      annotation: { type: 'string', value: 'NAME=VALUE', multiple: true, description: 'an annotation of the alert; can be repeated' },
      minutes: { type: 'string', value: 'MINUTES', description: 'the time until the alert resolves (default: 5)' },
    },
    examples: [['amp-collector alert test --workspace ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9 --label severity=critical', 'does the page arrive?']],
  }),
  'cost': defineCommand({
    group: PREPARE,
    summary: 'estimate samples and cost per month, or measure those of a workspace',
    operands: '[FILE|cdk.out] [FILE|cdk.out]',
    operandCount: [0, 2],
    callsAws: true,
    text: `Estimates the samples that each job writes in a month of 30 days, and their cost: targets × series per target × scrapes. Jobs of known
components have typical sizes, for the numbers of nodes and pods that you specify. Other jobs are not counted unless you specify their sizes;
the formula is shown. Rules of a cloud assembly are counted as well. Two arguments: prints the difference. Nothing leaves this machine.

With --workspace, measures the jobs of a running workspace by the metrics that each scrape adds, over the last hour. With --workspace and a
file, estimates the file with the measured sizes. Required permissions: aps:DescribeWorkspace and aps:QueryMetrics.

Prices are those of us-east-1 at a date, without the free tier, and no quote. --prices reads others from a JSON file, with the properties of
WorkspacePrices.

${CONFIGURATION}

Exit codes: 0 done, 1 the configuration has problems, 2 usage error, 3 AWS could not be reached`,
    options: {
      nodes: { type: 'string', value: 'NUMBER', description: 'the nodes of the cluster' },
      pods: { type: 'string', value: 'NUMBER', description: 'the running pods of the cluster' },
      size: { type: 'string', value: 'JOB=TARGETSxSERIES', multiple: true, description: 'the size of a job: its targets, and the series of each; can be repeated' },
      prices: { type: 'string', value: 'FILE', description: 'prices as JSON (default: us-east-1)' },
      workspace: { type: 'string', short: 'w', value: 'WORKSPACE', description: 'measure this workspace: id (ws-…) or ARN' },
    },
    examples: [
      ['amp-collector cost cdk.out --nodes 20 --pods 400', 'before a deployment'],
      ['amp-collector cost cdk.out --nodes 20 --pods 400 --size pods=150x300', 'with the size of a job that has no typical size'],
      ['amp-collector cost main/cdk.out cdk.out --nodes 20 --pods 400', 'what a change costs'],
      ['amp-collector cost --workspace ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', 'measure the samples of each job'],
    ],
  }),
  'usage': defineCommand({
    group: PREPARE,
    summary: 'list metrics that are collected and never used, and used and never collected',
    operands: 'FILE|cdk.out ...',
    missing: 'a scrape configuration, a rule file, or a cloud assembly folder',
    operandCount: [1, Infinity],
    callsAws: true,
    text: `Compares the metrics that jobs collect with those that rules, anomaly detectors and dashboards use. Specify scrape configurations and rule
files, or a cloud assembly, which has both; and Grafana dashboards as JSON files with --dashboard. The metrics of jobs without
a typical size are unknown: these jobs are listed.

With --workspace, compares with the metrics that a running workspace has. Required permissions: aps:DescribeWorkspace and aps:QueryMetrics.

Exit codes: 0 done, 1 the configuration has problems, 2 usage error, 3 AWS could not be reached`,
    options: {
      dashboard: { type: 'string', value: 'FILE', multiple: true, description: 'a Grafana dashboard; can be repeated' },
      nodes: { type: 'string', value: 'NUMBER', description: 'the nodes of the cluster (default: 1)' },
      pods: { type: 'string', value: 'NUMBER', description: 'the running pods of the cluster (default: 1)' },
      size: { type: 'string', value: 'JOB=TARGETSxSERIES', multiple: true, description: 'the size of a job; can be repeated' },
      workspace: { type: 'string', short: 'w', value: 'WORKSPACE', description: 'compare with this workspace: id (ws-…) or ARN' },
    },
    examples: [
      ['amp-collector usage cdk.out --dashboard shop.json --nodes 20 --pods 400', 'what an allowlist would drop'],
      ['amp-collector usage rules.yml --dashboard shop.json --workspace ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', 'compare with a running workspace'],
    ],
  }),
  'encode': defineCommand({
    group: PREPARE,
    summary: 'encode a file in base64, for the API',
    operands: '[FILE|-]',
    operandCount: [0, 1],
    callsAws: false,
    text: `The API and the AWS CLI take configurations in base64. CloudFormation and the CDK take plain YAML: do not encode for them.`,
    options: { out: OUT },
    examples: [['aws amp create-scraper --scrape-configuration configurationBlob=$(amp-collector encode prometheus.yml) …', 'for the AWS CLI']],
  }),
  'decode': defineCommand({
    group: PREPARE,
    summary: 'decode base64 from the API',
    operands: '[FILE|-]',
    operandCount: [0, 1],
    callsAws: false,
    text: `The inverse of encode.`,
    options: { out: OUT },
    examples: [[
      'aws amp describe-scraper --scraper-id s-… --query scraper.scrapeConfiguration.configurationBlob --output text | amp-collector decode',
      'the configuration of a scraper',
    ]],
  }),
  'status': defineCommand({
    group: OPERATE,
    summary: 'describe a scraper, or list all of a Region; wait until it is ACTIVE',
    operands: '[SCRAPER]',
    operandCount: [0, 1],
    callsAws: true,
    text: `${SCRAPER}

A scraper takes about 20 minutes to become ACTIVE. --wait shows progress until it is ACTIVE or has failed.

Exit codes: 0; 1 if the scraper failed, or with --wait is not ACTIVE in time; 2 usage error; 3 AWS could not be reached`,
    options: {
      wait: { type: 'boolean', short: 'w', description: 'wait until it is ACTIVE or has failed' },
      within: { type: 'string', value: 'MINUTES', description: 'with --wait: how long to wait (default: 40)' },
      every: { type: 'string', value: 'SECONDS', description: 'with --wait: time between requests (default: 15)' },
    },
    examples: [
      ['amp-collector status', 'all scrapers of the Region'],
      ['amp-collector status platform --wait', 'after a deployment'],
    ],
  }),
  'verify': defineCommand({
    group: OPERATE,
    summary: 'check that metrics of each job arrive and alerts reach their topics, and find the cause if not',
    operands: '',
    operandCount: [0, 0],
    callsAws: true,
    text: `Queries \`up\` from the workspace or CloudWatch, and reports for each job of the scraper's configuration whether its targets are up, down, or
were never discovered. If metrics are missing, reads the scraper, the cluster's access and network settings and the scraper's logs, and
names the layer of the cause: scraper, access, network, configuration or labels. If the cluster uses aws-auth, reads aws-auth, ClusterRoles
and ClusterRoleBindings from its API server with your credentials.

If the workspace has rules, checks the chain of its alerts too: the rule groups are valid, rules are evaluated, the alert manager has a
definition, and the policies of its SNS topics allow the workspace to publish. Names the link that is broken.

${SCRAPER} With --workspace, every scraper that writes to the workspace is checked.

Required permissions: aps:DescribeScraper, aps:DescribeScraperLoggingConfiguration, aps:DescribeWorkspace, aps:ListScrapers and
aps:QueryMetrics (for CloudWatch: cloudwatch:GetMetricData and cloudwatch:ListMetrics). Optional, to find causes: eks:DescribeCluster,
eks:DescribeAccessEntry, eks:ListAssociatedAccessPolicies, logs:FilterLogEvents; for alerts: aps:ListRuleGroupsNamespaces,
aps:DescribeRuleGroupsNamespace, aps:DescribeAlertManagerDefinition and sns:GetTopicAttributes; in the cluster, get on configmaps in kube-system and list
on clusterroles and clusterrolebindings. Resources that cannot be read are listed.

Exit codes: 0 metrics of every job arrive and no link of the alerts is broken, 1 otherwise, 2 usage error, 3 AWS could not be reached`,
    options: {
      scraper: { type: 'string', short: 's', value: 'SCRAPER', description: 'the scraper to check' },
      workspace: { type: 'string', short: 'w', value: 'WORKSPACE', description: 'check every scraper that writes to this workspace: id (ws-…) or ARN' },
    },
    examples: [
      ['amp-collector verify --scraper platform', 'after the first deployment'],
      ['amp-collector verify --workspace ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9 --json', 'for a script'],
    ],
  }),
  'import': defineCommand({
    group: OPERATE,
    summary: 'generate CDK code for an existing scraper or workspace, for cdk import',
    operands: 'SCRAPER|WORKSPACE',
    missing: 'a scraper (id, ARN or alias) or a workspace (id or ARN)',
    operandCount: [1, 1],
    callsAws: true,
    text: `Generates a CDK app that describes the resource as it is, and the resource mapping for \`cdk import\`: of a scraper with its configuration as a
file; or of a workspace with its rule groups and its alert manager definition as files. Nothing is changed in AWS.

${SCRAPER} WORKSPACE is an id (ws-…) or an ARN.

Required permissions: for a scraper aps:DescribeScraper, aps:DescribeScraperLoggingConfiguration and aps:ListScrapers; for a workspace
aps:DescribeWorkspace, aps:DescribeWorkspaceConfiguration, aps:DescribeLoggingConfiguration, aps:DescribeQueryLoggingConfiguration,
aps:DescribeAlertManagerDefinition, aps:ListRuleGroupsNamespaces, aps:DescribeRuleGroupsNamespace and aps:ListScrapers.

Exit codes: 0; 1 if the scraper cannot be written as code; 2 usage error; 3 AWS could not be reached`,
    options: {
      out: { type: 'string', short: 'o', value: 'FOLDER', description: 'the folder to write (default: a new one named after the resource)' },
      force: { type: 'boolean', description: 'overwrite existing files' },
    },
    examples: [
      ['amp-collector import platform --out collector', 'app.ts, prometheus.yml and import.json'],
      ['amp-collector import ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', 'a workspace with its rule groups and its alert manager'],
    ],
  }),
  'completion': defineCommand({
    group: SHELL,
    summary: 'print a completion script',
    operands: 'bash|zsh',
    missing: 'a shell, bash or zsh',
    operandCount: [1, 1],
    callsAws: false,
    text: `Prints a script that completes commands, options and files.`,
    options: {},
    examples: [
      ['source <(amp-collector completion bash)', 'in ~/.bashrc'],
      ['source <(amp-collector completion zsh)', 'in ~/.zshrc, after compinit'],
    ],
  }),
} as const;

export type CommandName = keyof typeof COMMANDS;
