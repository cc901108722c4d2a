import { ALERT_ROUTING_RULES } from '../../lib/plugin/alert-routing-rules';
import { APP_RULES } from '../../lib/plugin/app-rules';
import { RESOURCE_RULES } from '../../lib/plugin/resource-rules';
import { ProblemSeverity } from '../../lib/validation/problem';
import type { RuleDescription } from '../../lib/validation/rule';
import { RULE_TABLES, type RuleTable } from '../../lib/validation/rules';

const INTRODUCTION = `# Validation rules

<!-- Written by \`npm run docs:rules\` from the tables of the rules. Change those instead. -->

Every problem that validation reports names one of these rules. An **error** stops the synthesis; a **warning** does not.

A warning can be acknowledged where the configuration is what you want. Acknowledge it on the construct, or on a scope around it:

\`\`\`ts
declare const collector: EksCollector;
Validations.of(collector).acknowledge({ id: 'cdk-managed-prometheus:unfiltered-job', reason: 'a small cluster' });
\`\`\`

For one job, add its name, which requires aws-cdk-lib 2.276: \`where: { job: 'payments' }\`.

If the plugin reports it, for a scraper that you wrote with the L1 construct, the plugin's name and two colons precede the rule:

\`\`\`ts
declare const scraper: CfnScraper;
Validations.of(scraper).acknowledge({ id: 'cdk-managed-prometheus::unfiltered-job', reason: 'a small cluster' });
\`\`\`
`;

/** The rules that only the plugin has, and those of the constructs. */
const TABLES: readonly RuleTable[] = [
  ...RULE_TABLES,
  {
    title: 'Resources in templates',
    about: 'The plugin validates every resource of the service in an app, hand-written L1s included. Constructs of this library check the same by themselves.',
    rules: RESOURCE_RULES,
  },
  {
    title: 'Whole apps',
    about: 'The plugin validates the resources of an app against each other.',
    rules: [...APP_RULES, ...ALERT_ROUTING_RULES],
  },
];

/** Writes the page of the documentation that lists every rule. */
export function rulesPage(): string {
  return [INTRODUCTION, index(), ...TABLES.map(section)].join('\n');
}

function index(): string {
  const rows = TABLES.flatMap(({ rules }) => rules).map(({ id, severity, summary }) => `| [\`${id}\`](#${id}) | ${severity} | ${cell(summary)} |`);
  return ['| Rule | Severity | Reports |', '|---|---|---|', ...rows, ''].join('\n');
}

function section({ title, about, rules }: RuleTable): string {
  return [`## ${title}`, '', about, '', ...rules.map(entry)].join('\n');
}

function entry({ id, severity, summary, why, fix, helpUrl }: RuleDescription): string {
  return [
    `### ${id}`, '', `${summary}.`, '',
    `- **Severity**: ${severity}`, `- **Why**: ${why}`, `- **Fix**: ${fix}`, `- **See**: <${helpUrl}>`,
    ...severity === ProblemSeverity.WARNING
      ? [`- **Acknowledge**: \`cdk-managed-prometheus:${id}\` on a construct of this library, \`cdk-managed-prometheus::${id}\` if the plugin reports it`]
      : [],
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
