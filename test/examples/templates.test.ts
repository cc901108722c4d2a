import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
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

test('there is an example of each way to use the library', () => {
  expect(examples).toEqual(['aws-auth-merge.ts', 'config-map.ts', 'eks-v2.ts', 'imported-cluster.ts', 'own-prometheus-yml.ts', 'typed-jobs.ts']);
});

describe.each(examples)('%s', (file) => {
  test('satisfies the CloudFormation rules and makes what it made before', () => {
    const template = Template.fromStack(synthesize(file)).toJSON() as TemplateData;

    expect(ours(template)).toMatchSnapshot();
  });

  test('has a collector', () => {
    Template.fromStack(synthesize(file)).hasResourceProperties('AWS::APS::Scraper', {
      Source: { EksConfiguration: { SubnetIds: Match.anyValue() } },
    });
  });
});

test('the rules refuse what AWS would', () => {
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
  const types = ['AWS::APS::', 'Custom::AmpAwsAuthMapping', 'Custom::AWSCDK-EKS-KubernetesResource'];
  return Object.fromEntries(Object.entries(Resources).filter(([, { Type }]) => types.some(type => Type.startsWith(type))));
}

type StackClass = new (scope: App, id: string, props: StackProps) => Stack;

function synthesize(file: string): Stack {
  const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  const [example] = Object.values(require(join(EXAMPLES, file)) as Record<string, StackClass>);
  if (example === undefined) throw new Error(`${file} exports no stack`);
  return new example(app, basename(file, '.ts'), { env: ENVIRONMENT });
}
