import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { AlertManagerDefinition, AlertReceiver, PrometheusValidationPlugin, RuleGroups, RuleGroupsNamespace, Workspace, WorkspaceAlarms } from '../../lib';

const loaded: string[] = [];

jest.mock('../../lib/validation/rules-library', () => {
  const { rulesLibrary } = jest.requireActual<{ rulesLibrary: () => unknown }>('../../lib/validation/rules-library');
  return { rulesLibrary: () => (loaded.push('rules'), rulesLibrary()) };
});
jest.mock('../../lib/validation/alert-manager-library', () => {
  const { alertManagerLibrary } = jest.requireActual<{ alertManagerLibrary: () => unknown }>('../../lib/validation/alert-manager-library');
  return { alertManagerLibrary: () => (loaded.push('alert manager'), alertManagerLibrary()) };
});

/** The libraries that an app loads until it is synthesized with the plugin. */
function libraries(create: (stack: Stack) => void): string[] {
  loaded.length = 0;
  const app = new App();
  Validations.of(app).addPlugins(new PrometheusValidationPlugin());
  create(new Stack(app, 'Stack'));
  app.synth();
  return [...new Set(loaded)];
}

const alertManager = () => new AlertManagerDefinition({
  receivers: [new AlertReceiver({ name: 'team' })], route: { receiver: 'team', routes: [{ receiver: 'team' }] },
});

test.each<[string, (stack: Stack) => void, string[]]>([
  ['without rules and alerts loads neither library', (stack) => {
    new WorkspaceAlarms(stack, 'Alarms', { workspace: new Workspace(stack, 'Workspace') });
    new CfnWorkspace(stack, 'ByHand');
  }, []],
  ['with an alert manager only does not load the library of rules', stack => new Workspace(stack, 'Workspace', { alertManager: alertManager() }), ['alert manager']],
  ['with rules only does not load the library of alert managers', stack =>
    new RuleGroupsNamespace(stack, 'Rules', { workspace: new Workspace(stack, 'Workspace'), ruleGroups: RuleGroups.fromYaml('groups: []\n') }), ['rules']],
])('an app %s', (_, create, expected) => {
  expect(libraries(create)).toEqual(expected);
});
