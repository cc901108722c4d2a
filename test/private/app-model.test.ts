import { App, Aspects, Stack, Stage } from 'aws-cdk-lib';
import { type CfnRuleGroupsNamespace, CfnScraper, CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { type Construct, Node } from 'constructs';
import { type IWorkspace, RuleGroups, RuleGroupsNamespace, Workspace } from '../../lib';
import { AppModel, validateWhenComplete, whenComplete } from '../../lib/private/app-model';
import { workspacesOf } from '../../lib/workspace/workspace-members';
import { errorOf, warnings } from '../helpers/problems';
import { aScraper, CLUSTER_ARN, WORKSPACE_ARN } from '../helpers/scrapers';
import { ACCOUNT, anyStack, knownStack, REGION } from '../helpers/stacks';

const ruleGroups = RuleGroups.fromYaml('groups: []\n');
const env = { account: ACCOUNT, region: REGION };

function namespace(scope: Construct, id: string, workspace: IWorkspace, ruleGroupsNamespaceName = 'shop'): RuleGroupsNamespace {
  return new RuleGroupsNamespace(scope, id, { workspace, ruleGroups, ruleGroupsNamespaceName });
}

/** Creates something in a scope while Aspects run. */
function duringAspects(scope: Construct, create: () => void): void {
  let isDone = false;
  Aspects.of(scope).add({
    visit: () => {
      if (isDone) return;
      isDone = true;
      create();
    },
  });
}

function synthesize(stack: Stack): void {
  appOf(stack).synth({ force: true });
}

function appOf(stack: Stack): Stage {
  return Stage.of(stack) ?? new App();
}

const SAME_NAME = 'has the name \'shop\' of';

describe('a model of an app', () => {
  test('has the resources of each type in the tree\'s order, whether L1s or L2s create them', () => {
    const stack = anyStack();
    new CfnWorkspace(stack, 'First');
    new Workspace(stack, 'Second');
    const app = new AppModel(stack.node.root);

    expect(app.resourcesOfType('AWS::APS::Workspace').map(({ node }) => node.path)).toEqual(['Stack/First', 'Stack/Second/Resource']);
    expect(app.resourcesOfType('AWS::APS::Scraper')).toEqual([]);
  });

  test('has an imported workspace with its L1 scraper among the members', () => {
    const stack = knownStack();
    const workspace = Workspace.fromWorkspaceArn(stack, 'Workspace', WORKSPACE_ARN);
    const scraper = new CfnScraper(stack, 'Scraper', {
      source: { eksConfiguration: { clusterArn: CLUSTER_ARN, subnetIds: [] } },
      destination: { ampConfiguration: { workspaceArn: workspace.workspaceArn } },
      scrapeConfiguration: { configurationBlob: '' },
    });
    const members = workspacesOf(new AppModel(stack.node.root)).get(WORKSPACE_ARN);

    expect(members?.scrapers).toEqual([scraper]);
    expect(members?.constructs).toEqual([workspace]);
  });

  test('calls each function that reads it once', () => {
    const read = jest.fn((app: AppModel) => app.constructs.size);
    const app = new AppModel(anyStack().node.root);

    expect([app.derive(read), app.derive(read)]).toEqual([app.constructs.size, app.constructs.size]);
    expect(read).toHaveBeenCalledTimes(1);
  });
});

describe('checks of a complete app', () => {
  test('share one model in one validation, and get another in the next', () => {
    const stack = anyStack();
    const seen: AppModel[] = [];
    for (const construct of [stack, new Stack(stack, 'Nested')]) whenComplete(construct, app => seen.push(app));
    synthesize(stack);
    synthesize(stack);

    expect(seen.map(app => seen.indexOf(app))).toEqual([0, 0, 2, 2]);
  });

  test('read the app as often for 20 scrapers as for 2', () => {
    const walks = [2, 20].map((count) => {
      const app = new App();
      for (let index = 0; index < count; index++) aScraper(new Stack(app, `Stack${index}`, { env }), {}, 'Scraper');
      const findAll = jest.spyOn(Node.prototype, 'findAll');
      app.synth();
      const walksOfApp = findAll.mock.contexts.filter(node => node === app.node).length;
      findAll.mockRestore();
      return walksOfApp;
    });

    expect(walks[0]).toBeGreaterThan(0);
    expect(walks[1]).toBe(walks[0]);
  });

  test('see what Aspects of the app create, even in a part of the tree that the CDK has visited before', () => {
    const stack = knownStack();
    const first = new Stack(appOf(stack), 'AFirst', { env });
    const workspace = new Workspace(stack, 'Workspace');
    namespace(stack, 'One', workspace);
    duringAspects(workspace, () => namespace(first, 'Two', workspace));

    expect(errorOf(() => {
      synthesize(stack);
    }).message).toContain(SAME_NAME);
  });

  test('see a workspace that an Aspect creates', () => {
    const stack = knownStack();
    duringAspects(stack, () => {
      const workspace = new Workspace(stack, 'Workspace');
      namespace(stack, 'One', workspace);
      namespace(stack, 'Two', workspace);
    });

    expect(errorOf(() => {
      synthesize(stack);
    }).message).toContain(SAME_NAME);
  });

  test('see what is created, changed and removed between two syntheses', () => {
    const stack = knownStack();
    const workspace = new Workspace(stack, 'Workspace');
    namespace(stack, 'One', workspace);
    const messages: string[] = [];
    const synth = () => {
      try {
        synthesize(stack);
        messages.push('valid');
      } catch (error) {
        messages.push((error as Error).message.includes(SAME_NAME) ? 'same name' : (error as Error).message);
      }
    };
    synth();
    const two = namespace(stack, 'Two', workspace);
    synth();
    (two.node.defaultChild as CfnRuleGroupsNamespace).name = 'other';
    synth();
    (two.node.defaultChild as CfnRuleGroupsNamespace).name = 'shop';
    synth();
    stack.node.tryRemoveChild('Two');
    synth();

    expect(messages).toEqual(['valid', 'same name', 'valid', 'same name', 'valid']);
  });

  test('see the first workspace of a second synthesis, whose checks no model knows', () => {
    const stack = knownStack();
    const later = new Stack(appOf(stack), 'Later', { env });
    const imported = Workspace.fromWorkspaceArn(later, 'Imported', WORKSPACE_ARN);
    namespace(later, 'One', imported);
    synthesize(stack);
    Workspace.fromWorkspaceArn(stack, 'Again', WORKSPACE_ARN);
    namespace(stack, 'Two', imported);

    expect(errorOf(() => {
      synthesize(stack);
    }).message.split(SAME_NAME)).toHaveLength(2);
  });

  test('of the app see what its Aspects create after a stage was validated', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env });
    const workspace = new Workspace(stack, 'Workspace');
    new Workspace(new Stack(new Stage(app, 'Stage', { env }), 'Stack'), 'Workspace');
    namespace(stack, 'One', workspace);
    duringAspects(stack, () => namespace(stack, 'Two', workspace));

    expect(errorOf(() => app.synth()).message).toContain(SAME_NAME);
  });

  test('that are added after a synthesis do not read its model', () => {
    const stack = knownStack();
    const sizes: number[] = [];
    whenComplete(stack, ({ constructs }) => sizes.push(constructs.size));
    synthesize(stack);
    validateWhenComplete(stack.node.root, ({ constructs }) => {
      sizes.push(constructs.size);
      return [];
    });
    new Workspace(stack, 'Workspace');
    synthesize(stack);
    const [before, ...after] = sizes;

    expect(before).toBeLessThan(after[0] ?? 0);
    expect(new Set(after).size).toBe(1);
  });

  test('warn in a second synthesis about what the first did not have', () => {
    const stack = knownStack();
    const workspace = new Workspace(stack, 'Created');
    for (let index = 0; index < 10; index++) l1Scraper(index);
    expect(warnings(stack)).toEqual([]);

    aScraper(stack, {}, 'Last');
    expect(warnings(stack)).toContainEqual(expect.stringContaining('this app has more than 10 scrapers'));

    function l1Scraper(index: number): void {
      new CfnScraper(stack, `Scraper${index}`, {
        source: { vpcConfiguration: { subnetIds: [], securityGroupIds: [] } },
        destination: { ampConfiguration: { workspaceArn: workspace.workspaceArn } },
        scrapeConfiguration: { configurationBlob: '' },
      });
    }
  });
});
