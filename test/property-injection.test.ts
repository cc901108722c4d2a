import { type IPropertyInjector, PropertyInjectors, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import * as library from '../lib';
import { clusterOfV2 } from './helpers/clusters';
import { errorOf } from './helpers/problems';
import { knownStack } from './helpers/stacks';

/** As an organization writes one: the user's properties take precedence. */
function defaults(construct: { readonly PROPERTY_INJECTION_ID: string }, props: object): IPropertyInjector {
  return { constructUniqueId: construct.PROPERTY_INJECTION_ID, inject: (given: object) => ({ ...props, ...given }) };
}

function stackWith(...injectors: IPropertyInjector[]): Stack {
  const stack = knownStack();
  PropertyInjectors.of(stack).add(...injectors);
  return stack;
}

const CONSTRUCTS = Object.entries(library).filter(([, value]) => typeof value === 'function' && value.prototype instanceof Construct);

test.each(CONSTRUCTS)('%s has the id by which property injectors refer to it', (name, value) => {
  expect(value).toHaveProperty('PROPERTY_INJECTION_ID', `cdk-managed-prometheus.${name}`);
});

test('a property injector applies to a collector, and to the workspace and scraper that it creates', () => {
  const stack = stackWith(
    defaults(library.EksCollector, { alias: 'ours' }),
    defaults(library.Scraper, { tags: { team: 'platform' } }),
    defaults(library.Workspace, { tags: { team: 'observability' } }),
  );
  new library.EksCollector(stack, 'Collector', { cluster: clusterOfV2(stack) });

  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::APS::Scraper', { Alias: 'ours', Tags: [{ Key: 'team', Value: 'platform' }] });
  template.hasResourceProperties('AWS::APS::Workspace', {
    Alias: 'ours', Tags: [{ Key: 'AMPAgentlessScraper', Value: '' }, { Key: 'team', Value: 'observability' }],
  });
});

test('the user\'s properties replace those of a property injector', () => {
  const stack = stackWith(defaults(library.EksCollector, { alias: 'ours' }));
  new library.EksCollector(stack, 'Collector', { cluster: clusterOfV2(stack), alias: 'mine' });

  Template.fromStack(stack).hasResourceProperties('AWS::APS::Scraper', { Alias: 'mine' });
});

test('fails if a property injector sets a value that AWS would refuse', () => {
  const stack = stackWith(defaults(library.EksCollector, { alias: '-' }));

  expect(errorOf(() => new library.EksCollector(stack, 'Collector', { cluster: clusterOfV2(stack) })).message).toContain('alias: must begin');
});
