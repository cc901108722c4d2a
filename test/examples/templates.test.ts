import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnScraper } from 'aws-cdk-lib/aws-aps';

const EXAMPLES = join(__dirname, '../../examples');
const ENVIRONMENT = { account: '111122223333', region: 'us-east-1' };

// This file proves that AWS would accept what the examples make: CloudFormation's own rules are on, as errors.
beforeAll(() => {
  delete process.env.CDK_VALIDATION;
});

afterAll(() => {
  process.env.CDK_VALIDATION = 'false';
});

const examples = readdirSync(EXAMPLES).filter(file => file.endsWith('.ts'));

test('an example exists for each way to use the library', () => {
  expect(examples).toEqual([
    'alerts.ts', 'aws-auth-merge.ts', 'config-map.ts', 'cost.ts', 'cross-account.ts', 'ec2-by-dns.ts', 'eks-v2.ts', 'grafana.ts', 'imported-cluster.ts',
    'logging-and-alarms.ts', 'monitoring-and-grafana.ts', 'msk.ts', 'opensearch.ts', 'own-prometheus-yml.ts', 'rules.ts', 'typed-jobs.ts',
  ]);
});

describe.each(examples)('%s', (file) => {
  test('satisfies the CloudFormation rules and creates the same resources as before', () => {
    for (const stack of synthesize(file)) expect(ours(Template.fromStack(stack).toJSON() as TemplateData)).toMatchSnapshot();
  });

  if (file !== 'grafana.ts') test('has a collector', () => {
    const scrapers = synthesize(file).flatMap(stack => Object.keys(Template.fromStack(stack).findResources('AWS::APS::Scraper')));

    expect(scrapers).toHaveLength(1);
  });
});

test('the rules refuse a template that AWS would refuse', () => {
  const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  const stack = new Stack(app, 'Broken');
  new CfnScraper(stack, 'Scraper', { source: {}, destination: {}, scrapeConfiguration: { configurationBlob: '' } });

  expect(() => Template.fromStack(stack)).toThrow(/F3018/);
});

interface TemplateData {
  readonly Resources: Record<string, { readonly Type: string }>;
}

/** The resources that this library makes or shapes; the others are aws-cdk-lib's to change. */
function ours({ Resources }: TemplateData): object {
  const types = ['AWS::APS::', 'AWS::Logs::', 'AWS::CloudWatch::Alarm', 'AWS::Grafana::', 'Custom::Amp', 'Custom::AWSCDK-EKS-KubernetesResource'];
  return Object.fromEntries(Object.entries(Resources).filter(([, resource]) =>
    types.some(type => resource.Type.startsWith(type)) || isOursByDescription(resource)));
}

/** Roles and security groups are everybody's. */
function isOursByDescription(resource: { readonly Type: string }): boolean {
  return /^AWS::(?:IAM|EC2)::/.test(resource.Type) && /"(?:Group)?Description":"[^"]*Prometheus collector/.test(JSON.stringify(resource));
}

type StackClass = new (scope: App, id: string, props: StackProps) => Stack;

/** The stacks of an example, each in a separate app. */
function synthesize(file: string): Stack[] {
  const stacks = Object.entries(require(join(EXAMPLES, file)) as Record<string, StackClass>);
  return stacks.map(([name, Example]) => {
    const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
    return new Example(app, stacks.length === 1 ? basename(file, '.ts') : name, { env: ENVIRONMENT });
  });
}
