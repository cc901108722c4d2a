import { Duration, Lazy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { AlertManagerDefinition, Workspace, type WorkspaceProps } from '../../lib';
import { findCycle } from '../helpers/cycles';
import { errorOf, warnings } from '../helpers/problems';
import { anyStack } from '../helpers/stacks';

const TYPE = 'AWS::APS::Workspace';

function templateOf(props: WorkspaceProps): Template {
  const stack = anyStack();
  new Workspace(stack, 'Workspace', props);
  return Template.fromStack(stack);
}

function messageOf(props: WorkspaceProps): string {
  return errorOf(() => templateOf(props)).message;
}

describe('a workspace', () => {
  test('has no configuration and no logs by default', () => {
    templateOf({}).hasResourceProperties(TYPE, {
      WorkspaceConfiguration: Match.absent(), LoggingConfiguration: Match.absent(), QueryLoggingConfiguration: Match.absent(),
      AlertManagerDefinition: Match.absent(),
    });
  });

  test('has its configuration in the service\'s units', () => {
    templateOf({
      retention: Duration.days(30),
      outOfOrderTimeWindow: Duration.minutes(2),
      ruleQueryOffset: Duration.minutes(3),
      labelSetLimits: [{ labels: { team: 'shop', env: 'prod' }, maxSeries: 1000 }, { labels: {}, maxSeries: 0 }],
    }).hasResourceProperties(TYPE, {
      WorkspaceConfiguration: {
        RetentionPeriodInDays: 30,
        OutOfOrderTimeWindowInSeconds: 120,
        RuleQueryOffsetInSeconds: 180,
        LimitsPerLabelSets: [
          { LabelSet: [{ Name: 'team', Value: 'shop' }, { Name: 'env', Value: 'prod' }], Limits: { MaxSeries: 1000 } },
          { LabelSet: [], Limits: { MaxSeries: 0 } },
        ],
      },
    });
  });
});

describe('the limits of a workspace', () => {
  test.each<[string, WorkspaceProps]>([
    ['a day', { retention: Duration.days(1) }],
    ['three years', { retention: Duration.days(1095) }],
    ['24 hours', { retention: Duration.hours(24) }],
    ['no window', { outOfOrderTimeWindow: Duration.seconds(0) }],
    ['a window of 600 seconds', { outOfOrderTimeWindow: Duration.seconds(600) }],
    ['no offset', { ruleQueryOffset: Duration.seconds(0) }],
    ['an offset of a day', { ruleQueryOffset: Duration.days(1) }],
    ['what is known only at deployment', { retention: Duration.days(Lazy.number({ produce: () => 0 })) }],
    ['no series', { labelSetLimits: [{ labels: { _a9: 'x' }, maxSeries: 0 }] }],
    ['a token in days', { retention: Duration.days(Lazy.number({ produce: () => 30 })) }],
    ['one query', { queryLogging: { samplesThreshold: 0 } }],
  ])('accept %s', (_what, props) => {
    expect(() => templateOf(props)).not.toThrow();
  });

  test.each<[string, WorkspaceProps, string]>([
    ['no retention', { retention: Duration.days(0) }, 'retention: must be from 1 to 1095 days, in whole days, got'],
    ['1096 days', { retention: Duration.days(1096) }, 'retention: must be from 1 to 1095 days'],
    ['25 hours', { retention: Duration.hours(25) }, 'retention: must be from 1 to 1095 days, in whole days, got 1 day 1 hour'],
    ['a token in hours', { retention: Duration.hours(Lazy.number({ produce: () => 24 })) },
      'retention: must be specified as Duration.days(), since its value is a token and cannot be converted, got hours'],
    ['a window of 601 seconds', { outOfOrderTimeWindow: Duration.seconds(601) }, 'outOfOrderTimeWindow: must be from 0 to 600 seconds'],
    ['an offset of a day and a second', { ruleQueryOffset: Duration.seconds(86_401) }, 'ruleQueryOffset: must be from 0 to 86400 seconds'],
    ['less than no series', { labelSetLimits: [{ labels: {}, maxSeries: -1 }] }, 'labelSetLimits[0].maxSeries: must be a whole number of at least 0, got -1'],
    ['half a series', { labelSetLimits: [{ labels: {}, maxSeries: 0.5 }] }, 'labelSetLimits[0].maxSeries: must be a whole number of at least 0, got 0.5'],
    ['a label with a dash', { labelSetLimits: [{ labels: { 'a-b': '' } }] }, 'labelSetLimits[0].labels: must have names of letters'],
    ['a label that begins with a digit', { labelSetLimits: [{ labels: { '9a': '' } }] }, 'got \'9a\''],
    ['the same labels twice', { labelSetLimits: [{ labels: { a: '', b: '' } }, { labels: { b: '', a: '' } }] }, 'labelSetLimits[1]: has the same labels as labelSetLimits[0]'],
    ['a threshold below 0', { queryLogging: { samplesThreshold: -1 } }, 'queryLogging.samplesThreshold: must be a whole number from 0'],
    ['an alert manager in base64', { alertManager: AlertManagerDefinition.fromYaml(Buffer.from('alertmanager_config: |\n  route: {}\n').toString('base64')) }, 'the definition is base64'],
    ['an alert manager with escaped lines', { alertManager: AlertManagerDefinition.fromYaml('alertmanager_config: |\\n  route: {}') }, 'has "\\n" as two characters'],
    ['an alert manager without a receiver', { alertManager: AlertManagerDefinition.fromYaml('route: {}\n') }, 'alertManager.route (line 1, column 8): root route must specify a default receiver'],
  ])('fail with %s', (_what, props, message) => {
    expect(messageOf(props)).toContain(message);
  });

  test('are reported together', () => {
    expect(messageOf({ alias: '', retention: Duration.days(0), outOfOrderTimeWindow: Duration.hours(1) })).toContain('has 3 problems');
  });
});

test('the alert manager\'s definition is plain text in the template', () => {
  const alertManagerDefinition = '# ours\nalertmanager_config: |\n  route:\n    receiver: default\n  receivers:\n    - name: default\n';
  const alertManager = AlertManagerDefinition.fromYaml(alertManagerDefinition);
  templateOf({ alertManager }).hasResourceProperties(TYPE, { AlertManagerDefinition: alertManagerDefinition });
});

test.each([
  [59, 60, 1], [60, 60, 0], [61, 60, 0],
  [59, undefined, 1], [60, undefined, 0],
  [undefined, 60, 0], [undefined, 61, 1],
])('rules with a query offset of %s seconds and samples up to %s late cause %s warnings', (offset, window, count) => {
  const stack = anyStack();
  const seconds = (amount: number | undefined) => amount === undefined ? undefined : Duration.seconds(amount);
  new Workspace(stack, 'Workspace', { ruleQueryOffset: seconds(offset), outOfOrderTimeWindow: seconds(window) });

  expect(warnings(stack).filter(warning => warning.includes('cdk-managed-prometheus:rule-query-offset'))).toHaveLength(count);
});

describe('the logs of a workspace', () => {
  test('go to new log groups, under one policy, whose ARNs end with ":*"', () => {
    const template = templateOf({ logging: {}, queryLogging: { samplesThreshold: 1000 } });
    const workspaces = JSON.stringify(template.findResources(TYPE));

    template.resourceCountIs('AWS::Logs::LogGroup', 2);
    template.resourceCountIs('AWS::Logs::ResourcePolicy', 1);
    template.hasResourceProperties(TYPE, { QueryLoggingConfiguration: { Destinations: [{ Filters: { QspThreshold: 1000 } }] } });
    expect(workspaces.match(/":\*"/g)).toHaveLength(2);
    expect(findCycle(template.toJSON())).toBeUndefined();
  });

  test('go to the given log group', () => {
    const stack = anyStack();
    new Workspace(stack, 'Workspace', { logging: { logGroup: LogGroup.fromLogGroupName(stack, 'Group', 'mine') } });

    Template.fromStack(stack).resourceCountIs('AWS::Logs::LogGroup', 0);
    expect(JSON.stringify(Template.fromStack(stack).findResources(TYPE))).toContain(':log-group:mine:*');
  });
});
