import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Cluster as AnyCluster, DefaultCapacityType, FargateCluster, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  AlertIntegration, AlertManagerDefinition, AlertReceiver, EksMonitoring, type EksMonitoringProps, GrafanaAuthentication, GrafanaWorkspace,
  Rule, RuleGroups, ScrapeConfiguration, ScrapeJob, ScraperDestination, type StandardRulesOptions, Workspace,
} from '../../lib';
import { standardRouting } from '../../lib/monitoring/standard-routing';
import { ALERTS } from '../../lib/standard/rules/groups';
import { clusterOfV1, clusterOfV2 } from '../helpers/clusters';
import { knownStack } from '../helpers/stacks';

function monitoring(stack: Stack, props: Partial<EksMonitoringProps> = {}): EksMonitoring {
  return new EksMonitoring(stack, 'Monitoring', { cluster: clusterOfV2(stack), ...props });
}

function importedCluster(stack: Stack) {
  return AnyCluster.fromClusterAttributes(stack, 'Imported', { clusterName: 'legacy', vpc: new Vpc(stack, 'ImportedVpc'), securityGroupIds: ['sg-1'] });
}

const warningsOf = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => entry.data as string);

const texts = (template: Template, type: string) => JSON.stringify(template.findResources(type));

describe('the monitoring of a new cluster', () => {
  const stack = knownStack();
  const cluster = new AnyCluster(stack, 'WithNodes', { version: KubernetesVersion.V1_35, defaultCapacityType: DefaultCapacityType.NODEGROUP });
  const { alertTopic } = monitoring(stack, { cluster, alias: 'platform' });
  const template = Template.fromStack(stack);

  test('has a workspace, a collector, rules, a topic, logs, alarms and exporters', () => {
    for (const [type, count] of [
      ['AWS::APS::Workspace', 1], ['AWS::APS::Scraper', 1], ['AWS::APS::RuleGroupsNamespace', 1], ['AWS::SNS::Topic', 1], ['AWS::Logs::LogGroup', 1],
      ['AWS::EKS::Addon', 2],
    ] as const) template.resourceCountIs(type, count);
    template.hasResourceProperties('AWS::APS::Workspace', { Alias: 'platform', AlertManagerDefinition: Match.anyValue(), LoggingConfiguration: Match.anyValue() });
    template.hasResourceProperties('AWS::APS::Scraper', { Alias: 'platform' });
    expect(alertTopic).toBeDefined();
  });

  test('has every standard alert', () => {
    const rules = texts(template, 'AWS::APS::RuleGroupsNamespace');
    expect(ALERTS.map(({ alert }) => alert).filter(alert => !rules.includes(`alert: ${alert}\\n`))).toEqual([]);
  });

  test('allows the alert manager and the alarms to publish to the topic', () => {
    const policy = texts(template, 'AWS::SNS::TopicPolicy');
    expect(policy).toContain('aps.amazonaws.com');
    expect(policy).toContain('cloudwatch.amazonaws.com');
    for (const alarm of Object.values(template.findResources('AWS::CloudWatch::Alarm')) as Array<{ Properties: { AlarmActions?: unknown } }>) {
      if (!JSON.stringify(alarm).includes('somebody may not hear')) expect(JSON.stringify(alarm.Properties.AlarmActions)).toContain('Alerts');
    }
  });

  test('installs the exporters after the nodes of the cluster', () => {
    template.hasResource('AWS::EKS::Addon', { Properties: { AddonName: 'kube-state-metrics' }, DependsOn: Match.arrayWith([Match.stringLikeRegexp('NodegroupDefault')]) });
    template.hasResourceProperties('AWS::EKS::Addon', { AddonName: 'prometheus-node-exporter' });
  });

  test('causes no warning', () => {
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('the monitoring of an imported cluster', () => {
  test('installs exporters only if the app specifies them', () => {
    const [silent, asked] = [knownStack(), knownStack()];
    new EksMonitoring(silent, 'Monitoring', { cluster: importedCluster(silent), vpcSubnets: subnets(silent), securityGroups: groups(silent) });
    new EksMonitoring(asked, 'Monitoring', { cluster: importedCluster(asked), exporters: true, vpcSubnets: subnets(asked), securityGroups: groups(asked) });
    Template.fromStack(silent).resourceCountIs('AWS::EKS::Addon', 0);
    Template.fromStack(asked).resourceCountIs('AWS::EKS::Addon', 2);
  });
});

describe('parts of the monitoring', () => {
  test('a cluster of aws-eks, whose aws-auth depends on the collector, deploys without a cycle', () => {
    const stack = knownStack();
    new EksMonitoring(stack, 'Monitoring', { cluster: clusterOfV1(stack) });
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('an existing workspace keeps its alert manager and alarms, and gets rules of this cluster', () => {
    const stack = knownStack();
    const { alertTopic, alarms, workspace } = monitoring(stack, { workspace: Workspace.fromWorkspaceId(stack, 'Existing', 'ws-1') });
    const template = Template.fromStack(stack);
    for (const type of ['AWS::APS::Workspace', 'AWS::SNS::Topic', 'AWS::CloudWatch::Alarm']) template.resourceCountIs(type, 0);
    expect([alertTopic, alarms]).toEqual([undefined, undefined]);
    expect(workspace.node.id).toBe('Existing');
    expect(texts(template, 'AWS::APS::RuleGroupsNamespace')).toContain('up{cluster=');
  });

  test('an own topic, definition, configuration and rules replace the standard ones', () => {
    const stack = knownStack();
    const topic = new Topic(stack, 'Own');
    const receiver = new AlertReceiver({ name: 'mine', integrations: [AlertIntegration.sns({ topic })] });
    monitoring(stack, {
      alertTopic: topic,
      alertManager: new AlertManagerDefinition({ receivers: [receiver], route: { receiver: 'mine' } }),
      scrapeConfiguration: new ScrapeConfiguration({ jobs: [ScrapeJob.coreDns()] }),
      ruleGroups: RuleGroups.fromYaml('groups: [{ name: mine, rules: [{ record: "job:up:sum", expr: sum by (job) (up) }] }]'),
    });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::SNS::Topic', 1);
    template.resourceCountIs('AWS::EKS::Addon', 0);
    expect(texts(template, 'AWS::APS::Workspace')).toContain('receiver: mine');
    expect(texts(template, 'AWS::APS::RuleGroupsNamespace')).toContain('job:up:sum');
  });

  test.each<[string, Partial<EksMonitoringProps>]>([
    ['few jobs', { scrapeConfiguration: new ScrapeConfiguration({ jobs: [ScrapeJob.kubelet()] }) }],
    ['own rules', { ruleGroups: RuleGroups.fromYaml('groups: [{ name: mine, rules: [{ alert: Mine, expr: up == 0, labels: { severity: critical } }] }]') }],
  ])('with %s have no warning about inhibitions of alerts that do not exist', (_, props) => {
    const stack = knownStack();
    monitoring(stack, props);
    expect(warningsOf(stack).filter(warning => warning.includes('inhibition'))).toEqual([]);
  });

  test('of a second cluster in the workspace warn that rules of the first one apply to it, unless they are restricted', () => {
    const warnings = (standardRules?: StandardRulesOptions) => {
      const stack = knownStack();
      const cluster = fargateCluster(stack);
      const first = new EksMonitoring(stack, 'First', { cluster, ...standardRules && { standardRules } });
      monitoring(stack, { workspace: first.workspace });
      return warningsOf(stack).filter(warning => warning.includes('recorded twice'));
    };
    expect(warnings()).toEqual([expect.stringContaining('specify standardRules: { cluster: cluster.clusterName } for Stack/First')]);
    expect(warnings({ alerts: {} })).toHaveLength(1);
    expect(warnings({ cluster: 'first' })).toEqual([]);
  });

  test('an encrypted topic and its key admit the alert manager and the alarms', () => {
    const stack = knownStack();
    monitoring(stack, { alertTopic: new Topic(stack, 'Own', { masterKey: new Key(stack, 'Key') }) });
    const template = Template.fromStack(stack);
    for (const type of ['AWS::KMS::Key', 'AWS::SNS::TopicPolicy']) {
      for (const service of ['aps', 'cloudwatch']) expect(texts(template, type)).toContain(`${service}.amazonaws.com`);
    }
    expect(warningsOf(stack).filter(warning => warning.includes('alarm'))).toEqual([]);
  });

  test('changes to standard rules are applied', () => {
    const stack = knownStack();
    monitoring(stack, { standardRules: { alerts: { Watchdog: { enabled: false } } } });
    expect(texts(Template.fromStack(stack), 'AWS::APS::RuleGroupsNamespace')).not.toContain('Watchdog');
  });

  test.each<[string, (stack: Stack) => Partial<EksMonitoringProps>, string]>([
    ['fails if metrics go to CloudWatch', () => ({ destination: ScraperDestination.cloudWatchDataset() }), 'destination: rules and alerts need a workspace'],
    ['fails if rules are given twice', () => ({ ruleGroups: new RuleGroups([]), standardRules: {} }), 'specify ruleGroups or standardRules, not both'],
    ['fails if an existing workspace is given an alert manager', stack => ({
      workspace: Workspace.fromWorkspaceId(stack, 'Existing', 'ws-1'), alertManager: AlertManagerDefinition.fromYaml('route: {receiver: a}\nreceivers: [{name: a}]'),
    }), 'specify alertManager where the workspace is created'],
    ['fails if a topic is given for an existing workspace', stack => ({
      workspace: Workspace.fromWorkspaceId(stack, 'Existing', 'ws-1'), alertTopic: new Topic(stack, 'Topic'),
    }), 'alerts of an existing workspace are routed by its own alert manager'],
  ])('%s', (_, props, message) => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'us-east-1' } });
    expect(() => monitoring(stack, props(stack))).toThrow(message);
  });
});

describe('the standard jobs', () => {
  function jobsOf(create: (stack: Stack) => AnyCluster): string[] {
    const stack = knownStack();
    monitoring(stack, { cluster: create(stack) });
    return Array.from(texts(Template.fromStack(stack), 'AWS::APS::Scraper').matchAll(/job_name: ([\w-]+)/g), ([, name = '']) => name);
  }
  const version = KubernetesVersion.V1_35;

  test('leave out CoreDNS in EKS Auto Mode, which runs it outside of pods', () => {
    const jobs = jobsOf(stack => new AnyCluster(stack, 'Auto', { version, defaultCapacityType: DefaultCapacityType.AUTOMODE }));
    expect(jobs).not.toContain('coredns');
    expect(jobs).toContain('node-exporter');
  });

  test('leave out the node exporter on Fargate, which runs no DaemonSets', () => {
    const jobs = jobsOf(fargateCluster);
    expect(jobs).not.toContain('node-exporter');
    expect(jobs).toContain('coredns');
  });
});

test('exporters are not installed on Fargate, where their namespaces have no profile', () => {
  const stack = knownStack();
  monitoring(stack, { cluster: fargateCluster(stack) });
  Template.fromStack(stack).resourceCountIs('AWS::EKS::Addon', 0);
});

describe('the standard routing', () => {
  const alerts = ['VolumeFilling', 'VolumeAlmostFull', 'NodeNotReady'];
  const rules = new RuleGroups([{ name: 'a', rules: alerts.map(alert => Rule.alerting({ alert, expr: 'up == 0' })) }]);
  const definition = standardRouting(new Topic(knownStack(), 'Topic'), rules);

  test('has no problems', () => {
    expect(definition.problems()).toEqual([]);
  });

  test.each([
    ['critical', true], ['warning', true], ['info', false], ['none', false],
  ])('notifies the topic of alerts with the severity %s: %s', (severity, notifies) => {
    const { routes } = definition.receiversFor({ alertname: 'Any', severity });
    expect(routes.map(({ receiver }) => receiver)).toEqual([notifies ? 'topic' : 'nobody']);
  });

  test('has the inhibitions whose alerts are both among the rules', () => {
    expect(definition.toYaml().match(/source_matchers/g)).toHaveLength(1);
  });

  test('mutes an alert while a more severe one states the same', () => {
    const target = { alertname: 'VolumeFilling', severity: 'warning', cluster: 'c', namespace: 'shop', persistentvolumeclaim: 'data' };
    const source = { ...target, alertname: 'VolumeAlmostFull', severity: 'critical' };
    const isInhibited = (firing: Record<string, string>) => definition.receiversFor(target, { firing: [firing] }).inhibitedBy !== undefined;
    expect(isInhibited(source)).toBe(true);
    expect(isInhibited({ ...source, persistentvolumeclaim: 'other' })).toBe(false);
  });
});

function fargateCluster(stack: Stack): AnyCluster {
  const kubectlLayer = new KubectlV35Layer(stack, 'Kubectl');
  return new FargateCluster(stack, 'Fargate', { version: KubernetesVersion.V1_35, kubectlProviderOptions: { kubectlLayer } });
}

function subnets(stack: Stack) {
  return { subnets: ['a', 'b'].map(zone => Subnet.fromSubnetAttributes(stack, `Subnet${zone}`, { subnetId: `subnet-${zone}`, availabilityZone: `us-east-1${zone}` })) };
}

function groups(stack: Stack) {
  return [SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1')];
}

test('the monitoring of a cluster with Grafana may be queried by it, and provisions the dashboards', () => {
  const stack = knownStack();
  const grafana = new GrafanaWorkspace(stack, 'Grafana', { authentication: [GrafanaAuthentication.identityCenter()] });
  monitoring(stack, { grafana });
  const template = Template.fromStack(stack);

  template.resourceCountIs('Custom::AmpGrafanaProvisioning', 1);
  template.hasResourceProperties('AWS::IAM::Policy', {
    Roles: [stack.resolve(grafana.role?.roleName)],
    PolicyDocument: Match.objectLike({ Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['aps:QueryMetrics']) })]) }),
  });
});
