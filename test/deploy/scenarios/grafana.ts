import assert from 'node:assert/strict';
import type { Bench } from '../bench';

/** A Grafana workspace: its data source and its dashboard are created, changed and deleted, and no token is left. */
export async function grafana(bench: Bench): Promise<void> {
  const { grafana: { grafana: server, service } } = bench.aws;
  const assembly = await bench.synthesize('examples/grafana');
  await bench.deploy(assembly);
  assert.equal(bench.aws.ledger.grafanaWorkspaces.length, 1);
  const [dataSource] = [...server.dataSources.values()];
  assert.match(String(dataSource?.url), /^https:\/\/aps-workspaces\.us-east-1\.amazonaws\.com\/workspaces\/ws-[-0-9a-f]+$/);
  assert.deepEqual([...server.dashboards.keys()], ['scraped-targets']);
  assert.equal(service.tokens.size, 0, 'a token is left');
  assert.match(await bench.diff(assembly), /There were no differences/);

  await bench.deploy(bench.changed(assembly, 'Grafana', (template) => {
    for (const { Type, Properties } of Object.values(template.Resources)) {
      if (Type === 'Custom::AmpGrafanaProvisioning') Object.assign(Properties, { FolderTitle: 'Renamed' });
    }
  }));
  assert.deepEqual([...server.folders.values()].map(({ title }) => title), ['Renamed']);

  await bench.destroy(assembly);
  assert.deepEqual([server.dataSources.size, server.folders.size, server.dashboards.size, service.tokens.size], [0, 0, 0, 0], 'something is left');
}

/** A dashboard that somebody else created fails the deployment, which leaves nothing behind and that dashboard alone. */
export async function grafanaRefuses(bench: Bench): Promise<void> {
  const { grafana: { grafana: server, service } } = bench.aws;
  server.dashboards.set('scraped-targets', { dashboard: { title: 'Mine' }, folderUid: '', versions: [] });
  const { succeeded, output } = await bench.tryToDeploy(await bench.synthesize('examples/grafana'));
  assert.ok(!succeeded, 'the deployment should fail');
  assert.match(output, /the dashboard 'scraped-targets' exists and is managed by something else/);
  assert.deepEqual([server.dataSources.size, server.folders.size, server.dashboards.size, service.tokens.size], [0, 0, 1, 0], 'something is left');
  server.dashboards.clear();
  await bench.destroy(await bench.synthesize('examples/grafana'));
}
