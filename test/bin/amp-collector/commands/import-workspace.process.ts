import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesArn } from '../../emulator/amp-api';
import { ACCOUNT, EmulatedAws, REGION, type EmulatedWorkspace } from '../../emulator/aws';
import { compile, synthesizeStack } from '../../setup/generated-code';
import { scraper, WORKSPACE_ARN, WORKSPACE_ID } from '../../setup/scenarios';
import { ask } from '../../setup/tool';

const ROOT = process.cwd();
const LOG_GROUP_ARN = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/vendedlogs/workspace:*`;
const RULES = '# ours\ngroups:\n  - name: a\n    rules:\n      - { record: "a:b", expr: sum(up) }\n';
const DEFINITION = `# ours
alertmanager_config: |
  route: { receiver: team }
  receivers:
    - name: team
      sns_configs: [{ topic_arn: 'arn:aws:sns:${REGION}:${ACCOUNT}:alerts', sigv4: { region: ${REGION} } }]
`;
const HOSTILE = '../x */ process.exit(9) //`${process.exit(9)}`\';//';

const WORKSPACE: EmulatedWorkspace = {
  workspaceId: WORKSPACE_ID,
  alias: 'platform',
  kmsKeyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9`,
  tags: { 'AMPAgentlessScraper': '', 'team': 'ours', 'aws:cloudformation:stack-name': 'a' },
  configuration: { retentionPeriodInDays: 90, limitsPerLabelSet: [{ labelSet: { team: 'a' }, limits: { maxSeries: 1000 } }] },
  logging: { logGroupArn: LOG_GROUP_ARN },
  queryLogging: { destinations: [{ cloudWatchLogs: { logGroupArn: LOG_GROUP_ARN }, filters: { qspThreshold: 100 } }] },
  definition: DEFINITION,
  rules: { payments: RULES, Payments: RULES, über: RULES, [HOSTILE]: RULES },
};

const aws = new EmulatedAws();
const folder = mkdtempSync(join(ROOT, 'dist', 'imported-workspace-'));
beforeAll(() => aws.http.start());
afterAll(() => {
  aws.http.stop();
  rmSync(folder, { recursive: true });
});

/** A folder that is a separate package, which finds the library by its name. */
function packageFolder(type: string): string {
  const out = join(folder, type);
  mkdirSync(join(out, 'node_modules'), { recursive: true });
  writeFileSync(join(out, 'package.json'), JSON.stringify({ type }));
  symlinkSync(ROOT, join(out, 'node_modules/cdk-managed-prometheus'));
  return out;
}

function importWorkspace(out: string, given = WORKSPACE_ID) {
  return ask(aws, ['import', given, '--out', out]);
}

test.each(['module', 'commonjs'])('the code of a workspace synthesizes to its own properties in a project of the type %s', async (type) => {
  aws.world.workspaces = [WORKSPACE];
  aws.world.scrapers = [scraper()];
  const out = packageFolder(type);
  const { code, stderr } = await importWorkspace(out);
  expect(code).toBe(0);
  expect(stderr).toContain('Import the scrapers that write to the workspace as well: platform (s-');

  compile([out]);
  const { Resources } = synthesizeStack(out, 'Workspace');
  const mapping = JSON.parse(readFileSync(join(out, 'import.json'), 'utf8')) as Record<string, { Arn: string }>;
  const names = Object.keys(WORKSPACE.rules ?? {});

  // An import creates no other resources.
  expect(Object.entries(Resources).filter(([, { Type }]) => Type !== 'AWS::CDK::Metadata').map(([id]) => id).sort()).toEqual(Object.keys(mapping).sort());
  expect(Object.values(mapping).map(({ Arn }) => Arn)).toEqual([WORKSPACE_ARN, ...names.map(name => rulesArn(WORKSPACE_ID, name))]);
  expect(Resources.Workspace).toMatchObject({
    Type: 'AWS::APS::Workspace',
    Properties: {
      Alias: 'platform',
      KmsKeyArn: WORKSPACE.kmsKeyArn,
      AlertManagerDefinition: DEFINITION,
      LoggingConfiguration: { LogGroupArn: LOG_GROUP_ARN },
      QueryLoggingConfiguration: { Destinations: [{ CloudWatchLogs: { LogGroupArn: LOG_GROUP_ARN }, Filters: { QspThreshold: 100 } }] },
      WorkspaceConfiguration: {
        RetentionPeriodInDays: 90, LimitsPerLabelSets: [{ LabelSet: [{ Name: 'team', Value: 'a' }], Limits: { MaxSeries: 1000 } }],
      },
      Tags: [{ Key: 'AMPAgentlessScraper', Value: '' }, { Key: 'team', Value: 'ours' }],
    },
  });
  const rules = Object.values(Resources).filter(({ Type }) => Type === 'AWS::APS::RuleGroupsNamespace').map(({ Properties }) => Properties);
  expect(rules).toEqual(names.map(Name => ({ Name, Data: RULES, Workspace: { 'Fn::GetAtt': ['Workspace', 'Arn'] } })));
}, 120_000);

test('a workspace without anything else is imported by its ARN', async () => {
  aws.world.workspaces = [{ workspaceId: WORKSPACE_ID, tags: {} }];
  aws.world.scrapers = [];
  const out = join(folder, 'bare');
  expect((await importWorkspace(out, WORKSPACE_ARN)).code).toBe(0);

  compile([out]);
  expect(Object.values(synthesizeStack(out, 'Workspace').Resources).map(({ Type }) => Type).filter(type => type !== 'AWS::CDK::Metadata')).toEqual(['AWS::APS::Workspace']);
}, 60_000);

test('fails for a workspace that does not exist', async () => {
  aws.world.workspaces = [];
  expect((await importWorkspace(join(folder, 'none'))).code).toBe(3);
});
