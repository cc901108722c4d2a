import type { Stack } from 'aws-cdk-lib';
import { CfnCondition, Fn } from 'aws-cdk-lib';
import { CfnAnomalyDetector, CfnResourcePolicy, CfnRuleGroupsNamespace, CfnScraper, CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { type IWorkspace, RuleGroups, RuleGroupsNamespace, ScraperDestination, Workspace, WorkspaceAlarms } from '../../lib';
import { AppModel } from '../../lib/private/app-model';
import { workspacesOf, type WorkspaceMembers } from '../../lib/workspace/workspace-members';
import { errorOf } from '../helpers/problems';
import { aScraper } from '../helpers/scrapers';
import { ACCOUNT, knownStack, REGION, stackBeside } from '../helpers/stacks';

const ARN = `arn:aws:aps:${REGION}:${ACCOUNT}:workspace/ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9`;
const ruleGroups = RuleGroups.fromYaml('groups: []\n');

/** The paths of the members of each workspace of an app. */
function paths(stack: Stack): Array<Record<string, string[]>> {
  return [...workspacesOf(new AppModel(stack.node.root)).values()].map(({ resource: _resource, ...members }: WorkspaceMembers) =>
    Object.fromEntries(Object.entries(members)
      .map(([kind, constructs]) => [kind, constructs.map(({ node }) => node.path)])
      .filter(([, list]) => list?.length)) as Record<string, string[]>);
}

describe('the members of a workspace', () => {
  test('of this app are found across stacks, whether they are L2s or L1s', () => {
    const stack = knownStack();
    const other = stackBeside(stack);
    const workspace = new Workspace(stack, 'Workspace');
    new RuleGroupsNamespace(other, 'Rules', { workspace, ruleGroups });
    new CfnRuleGroupsNamespace(other, 'MoreRules', { workspace: workspace.workspaceArn, name: 'more', data: 'groups: []' });
    new CfnAnomalyDetector(stack, 'Detector', {
      workspace: workspace.workspaceArn, alias: 'a', configuration: { randomCutForest: { query: 'sum(up)' } },
    });
    new CfnResourcePolicy(stack, 'Policy', { workspaceArn: workspace.workspaceArn, policyDocument: '{}' });
    new CfnScraper(other, 'Scraper', {
      source: { vpcConfiguration: { subnetIds: [], securityGroupIds: [] } },
      destination: { ampConfiguration: { workspaceArn: workspace.workspaceArn } },
      scrapeConfiguration: { configurationBlob: '' },
    });

    expect(paths(stack)).toEqual([{
      constructs: ['Stack/Workspace', 'Stack/Workspace/Resource'],
      scrapers: ['Other/Scraper'],
      ruleGroupsNamespaces: ['Other/Rules/Resource', 'Other/MoreRules'],
      anomalyDetectors: ['Stack/Detector'],
      policies: ['Stack/Policy'],
    }]);
  });

  test('of an imported workspace are found by its ARN', () => {
    const stack = knownStack();
    const workspace = Workspace.fromWorkspaceArn(stack, 'Workspace', ARN);
    Workspace.fromWorkspaceArn(stack, 'Again', ARN);
    new RuleGroupsNamespace(stack, 'Rules', { workspace, ruleGroups });
    new CfnRuleGroupsNamespace(stack, 'MoreRules', { workspace: ARN, name: 'more', data: 'groups: []' });

    expect(paths(stack)).toEqual([{
      constructs: ['Stack/Workspace', 'Stack/Again'], ruleGroupsNamespaces: ['Stack/Rules/Resource', 'Stack/MoreRules'],
    }]);
  });

  test('include the alarms on its metrics, of this app or imported', () => {
    const stack = knownStack();
    new WorkspaceAlarms(stack, 'Created', { workspace: new Workspace(stack, 'Workspace') });
    new WorkspaceAlarms(stack, 'Imported', { workspace: Workspace.fromWorkspaceArn(stack, 'Existing', ARN) });
    new CfnAlarm(stack, 'Foreign', { comparisonOperator: 'LessThanThreshold', evaluationPeriods: 1, metricName: 'Errors', namespace: 'AWS/Lambda' });

    expect(paths(stack).map(({ alarms = [] }) => [alarms.length, new Set(alarms.map(path => path.split('/')[1]))]))
      .toEqual([[7, new Set(['Created'])], [7, new Set(['Imported'])]]);
  });

  test('do not include a scraper that writes to CloudWatch', () => {
    const stack = knownStack();
    aScraper(stack, { destination: ScraperDestination.cloudWatchDataset() });

    expect(paths(stack)).toEqual([]);
  });
});

describe('rule groups namespaces of one workspace', () => {
  const name = 'shop';

  test.each<[string, (stack: Stack) => IWorkspace]>([
    ['of this app', stack => new Workspace(stack, 'Workspace')],
    ['that is imported', stack => Workspace.fromWorkspaceArn(stack, 'Workspace', ARN)],
  ])('fail synthesis if two have one name, in a workspace %s', (_which, make) => {
    const stack = knownStack();
    const workspace = make(stack);
    new RuleGroupsNamespace(stack, 'One', { workspace, ruleGroups, ruleGroupsNamespaceName: name });
    new RuleGroupsNamespace(stack, 'Two', { workspace, ruleGroups, ruleGroupsNamespaceName: name });

    expect(errorOf(() => Template.fromStack(stack)).message).toContain('Stack/Two/Resource has the name \'shop\' of Stack/One/Resource');
  });

  test('fail synthesis once if several constructs represent the workspace', () => {
    const stack = knownStack();
    const workspace = Workspace.fromWorkspaceArn(stack, 'Workspace', ARN);
    Workspace.fromWorkspaceArn(stack, 'Again', ARN);
    new RuleGroupsNamespace(stack, 'One', { workspace, ruleGroups, ruleGroupsNamespaceName: name });
    new RuleGroupsNamespace(stack, 'Two', { workspace, ruleGroups, ruleGroupsNamespaceName: name });

    expect(errorOf(() => Template.fromStack(stack)).message.split('has the name')).toHaveLength(2);
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['different names', (stack) => {
      const workspace = new Workspace(stack, 'Workspace');
      new RuleGroupsNamespace(stack, 'One', { workspace, ruleGroups });
      new RuleGroupsNamespace(stack, 'Two', { workspace, ruleGroups });
    }],
    ['one name in two workspaces', (stack) => {
      for (const id of ['One', 'Two']) {
        new RuleGroupsNamespace(stack, `${id}Rules`, { workspace: new Workspace(stack, id), ruleGroups, ruleGroupsNamespaceName: name });
      }
    }],
    ['one name under conditions that may exclude each other', (stack) => {
      const { attrArn } = new CfnWorkspace(stack, 'Workspace');
      new Workspace(stack, 'Other');
      for (const [id, expression] of Object.entries({ One: Fn.conditionEquals('a', 'b'), Two: Fn.conditionEquals('a', 'a') })) {
        new CfnRuleGroupsNamespace(stack, id, { workspace: attrArn, name, data: 'groups: []' }).cfnOptions.condition
          = new CfnCondition(stack, `${id}Condition`, { expression });
      }
    }],
  ])('are accepted with %s', (_what, make) => {
    const stack = knownStack();
    make(stack);

    expect(() => Template.fromStack(stack)).not.toThrow();
  });
});
