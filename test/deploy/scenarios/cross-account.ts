import assert from 'node:assert/strict';
import { decision, type Request } from '../../helpers/iam';
import type { Aws, Scraper } from '../aws';
import type { Bench } from '../bench';
import { ACCOUNT, OTHER_ACCOUNT } from '../paths';
import { assertNoScraper, onlyScraper } from './expectations';

const ACCOUNTS = { CLUSTER_ACCOUNT: ACCOUNT, MONITORING_ACCOUNT: OTHER_ACCOUNT };

/** A cluster in one account and its workspace in another, deployed from the first, in the order of the example. */
export async function crossAccount(bench: Bench): Promise<void> {
  await bench.cdk.bootstrap(OTHER_ACCOUNT);
  const output = await bench.deploy(await bench.synthesize('examples/cross-account', ACCOUNTS), 'Monitoring');
  const [, workspace = ''] = /WorkspaceArn = (\S+)/.exec(output) ?? [];
  assert.equal(workspace.split(':')[4], OTHER_ACCOUNT, 'the workspace is not in the other account');

  const assembly = await bench.synthesize('examples/cross-account', { ...ACCOUNTS, WORKSPACE_ARN: workspace });
  await bench.deploy(assembly, 'Cluster');
  const scraper = onlyScraper(bench.aws);
  assert.equal(scraper.Properties.Destination.AmpConfiguration.WorkspaceArn, workspace);
  for (const step of stepsOf(bench.aws, scraper)) {
    assert.equal(await decision(step), 'Allowed', `${step.principal} may not ${step.action} ${step.resource}`);
  }

  await bench.destroy(assembly);
  assertNoScraper(bench.aws);
  assert(!Object.keys(bench.aws.ledger.roles).some(arn => arn.includes('scraper-')), 'a role was left behind');
}

/** By what a scraper writes in another account: each as IAM is asked. */
function stepsOf({ ledger: { roles } }: Aws, { Arn, Properties: { RoleConfiguration, Destination } }: Scraper): Request[] {
  const { SourceRoleArn = '', TargetRoleArn = '' } = RoleConfiguration ?? {};
  const [source, target] = [roles[SourceRoleArn], roles[TargetRoleArn]];
  const takes = { action: 'sts:AssumeRole' };
  return [
    {
      ...takes,
      principal: 'scraper.aps.amazonaws.com',
      resource: SourceRoleArn,
      resourcePolicy: source?.trust,
      context: { 'aws:SourceArn': Arn, 'aws:SourceAccount': ACCOUNT },
    },
    {
      ...takes,
      principal: SourceRoleArn,
      resource: TargetRoleArn,
      identityPolicies: source?.policies,
      resourcePolicy: target?.trust,
      context: { 'aws:PrincipalArn': SourceRoleArn, 'sts:ExternalId': Arn },
    },
    {
      action: 'aps:RemoteWrite',
      principal: TargetRoleArn,
      resource: Destination.AmpConfiguration.WorkspaceArn,
      identityPolicies: target?.policies,
    },
  ];
}
