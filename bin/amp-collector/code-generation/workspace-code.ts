import { parseArn } from '../aws/arn';
import type { WorkspaceResources } from '../aws/workspace-resources';
import { CommandError } from '../command-error';
import { call, objectOf, printExpression, valueOf, type Expression } from './expression';
import { harmless } from './folder-name';
import { literal } from './typescript-literal';

/** The files of a generated app by their names. */
export type GeneratedFiles = Readonly<Record<string, string | Buffer>>;

/** Rules with the names that they have in the generated app. */
interface NamedRules {
  readonly name: string;
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly data: Buffer;
  readonly logicalId: string;
  readonly file: string;
}

const DEFINITION_FILE = 'alertmanager.yml';
const LOGICAL_ID = 'Workspace';

/** Generates a CDK app that describes a workspace, its rule groups and its alert manager definition as they are. */
export function workspaceApp(workspace: WorkspaceResources): GeneratedFiles {
  const rules = namedRules(workspace);
  const mapping = Object.fromEntries([
    [LOGICAL_ID, { Arn: workspace.arn }],
    ...rules.map(({ logicalId, arn }) => [logicalId, { Arn: arn }] as const),
  ]);
  return {
    'app.ts': code(workspace, rules),
    ...workspace.definition !== undefined && { [DEFINITION_FILE]: Buffer.from(workspace.definition) },
    ...Object.fromEntries(rules.map(({ file, data }) => [file, data])),
    'import.json': `${JSON.stringify(mapping, undefined, 2)}\n`,
  };
}

/** Names of rule groups namespaces can have any characters; those of files and logical ids cannot. */
function namedRules({ ruleGroups }: WorkspaceResources): NamedRules[] {
  const used = new Set<string>();
  return ruleGroups.map(({ name = '', arn = '', tags = {}, data = new Uint8Array() }) => {
    const base = harmless(name) || 'rules';
    let unique = base;
    // Some file systems ignore case.
    for (let number = 2; used.has(key(unique)); number++) unique = `${base}-${number}`;
    used.add(key(unique));
    const logicalId = `Rules${unique.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, letter: string) => letter.toUpperCase())}`;
    return { name, arn, tags: ownTags(tags), data: Buffer.from(data), logicalId, file: `rules-${unique}.yml` };
  });
}

/** Files differ where the letters and digits of their names do, so logical ids do, too. */
function key(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function code(workspace: WorkspaceResources, rules: readonly NamedRules[]): string {
  const { arn, alias, workspaceId, kmsKeyArn, retentionDays, labelSetLimits, definition, logGroupArn, queryLogging, tags } = workspace;
  const parsed = parseArn(arn);
  if (parsed === undefined) throw new CommandError(`AWS returned a workspace with the ARN '${arn}'`);
  const own = Object.fromEntries(Object.entries(ownTags(tags)).filter(([name]) => name !== 'AMPAgentlessScraper'));
  const properties = objectOf([
    ['alias', alias === undefined ? undefined : valueOf(alias)],
    ['encryptionKey', kmsKeyArn === undefined ? undefined : `Key.fromKeyArn(stack, 'Key', ${literal(kmsKeyArn)})`],
    ['retention', retentionDays === undefined ? undefined : `Duration.days(${retentionDays})`],
    ['labelSetLimits', labelSetLimits.length === 0 ? undefined : valueOf(labelSetLimits.map(limitOf))],
    ['tags', Object.keys(own).length === 0 ? undefined : valueOf(own)],
  ]);
  const readsFiles = definition !== undefined || rules.length > 0;
  return `// The workspace ${alias === undefined ? '' : `${literal(alias)}, `}${literal(workspaceId)}. To import it into a stack, run in this folder:
//
//     npx cdk import --app 'npx tsx app.ts' --resource-mapping import.json
${imports(workspace, rules, readsFiles).join('\n')}

${readsFiles ? `const folder = dirname(process.argv[1] ?? '.');\n` : ''}const app = new App();
const stack = new Stack(app, 'Workspace', { env: { account: ${literal(parsed.account)}, region: ${literal(parsed.region)} } });

const workspace = ${printExpression(call('new Workspace', 'stack', `'Workspace'`, properties))};

const resource = workspace.node.defaultChild as CfnWorkspace;
// The logical id in import.json.
resource.overrideLogicalId(${literal(LOGICAL_ID)});
${definitionStatement(definition)}${loggingStatements(logGroupArn, queryLogging)}${rules.map(ruleStatements).join('')}`;
}

function limitOf({ labelSet: labels, limits: { maxSeries } = {} }: WorkspaceResources['labelSetLimits'][number]): object {
  return maxSeries === undefined ? { labels } : { labels, maxSeries };
}

function imports(workspace: WorkspaceResources, rules: readonly NamedRules[], readsFiles: boolean): string[] {
  const { definition, kmsKeyArn, retentionDays } = workspace;
  const core = ['App', ...retentionDays === undefined ? [] : ['Duration'], 'Stack'];
  const resources = [...rules.length === 0 ? [] : ['CfnRuleGroupsNamespace'], 'CfnWorkspace'];
  const library = [
    ...definition === undefined ? [] : ['AlertManagerDefinition'],
    ...rules.length === 0 ? [] : ['RuleGroups', 'RuleGroupsNamespace'],
    'Workspace',
  ];
  return [
    ...readsFiles ? [`import { dirname, join } from 'node:path';`] : [],
    `import { ${core.join(', ')} } from 'aws-cdk-lib';`,
    `import type { ${resources.join(', ')} } from 'aws-cdk-lib/aws-aps';`,
    ...kmsKeyArn === undefined ? [] : [`import { Key } from 'aws-cdk-lib/aws-kms';`],
    `import { ${library.join(', ')} } from 'cdk-managed-prometheus';`,
  ];
}

/** The construct would add an alarm, and an import accepts no new resources. */
function definitionStatement(definition: Uint8Array | undefined): string {
  if (definition === undefined) return '';
  return `// An import accepts no new resources. After it, specify the definition as alertManager of the Workspace, which adds an alarm.
resource.alertManagerDefinition = AlertManagerDefinition.fromFile(join(folder, ${literal(DEFINITION_FILE)})).toYaml();\n`;
}

/** The construct would add a resource policy. */
function loggingStatements(logGroupArn: string | undefined, queryLogging: WorkspaceResources['queryLogging']): string {
  const destinations = queryLogging.map(({ cloudWatchLogs, filters }) => ({
    cloudWatchLogs: { logGroupArn: cloudWatchLogs?.logGroupArn }, filters: { qspThreshold: filters?.qspThreshold },
  }));
  return [
    ...logGroupArn === undefined ? [] : [assignment('loggingConfiguration', valueOf({ logGroupArn }))],
    ...destinations.length === 0 ? [] : [assignment('queryLoggingConfiguration', valueOf({ destinations }))],
  ].join('');
}

function assignment(property: string, value: Expression): string {
  return `resource.${property} = ${printExpression(value)};\n`;
}

function ruleStatements({ name, logicalId, file, tags }: NamedRules): string {
  const properties = objectOf([
    ['workspace', 'workspace'],
    ['ruleGroupsNamespaceName', valueOf(name)],
    ['ruleGroups', `RuleGroups.fromFile(join(folder, ${literal(file)}))`],
    ['tags', Object.keys(tags).length === 0 ? undefined : valueOf(tags)],
  ]);
  const variable = logicalId.replace(/^R/, 'r');
  return `
const ${variable} = ${printExpression(call('new RuleGroupsNamespace', 'stack', literal(logicalId), properties))};
(${variable}.node.defaultChild as CfnRuleGroupsNamespace).overrideLogicalId(${literal(logicalId)});\n`;
}

/** CloudFormation sets the other tags itself. */
function ownTags(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([name]) => !name.startsWith('aws:')));
}
