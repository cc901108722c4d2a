import { DASHBOARD, DATA_SOURCE, World } from '../grafana/provisioning/fakes/world';
import type { Prometheus } from './prometheus';

/** Reports whether the models of Grafana's own client accept each body that the provisioning function sends. */
export async function reportGrafanaBodies(prometheus: Prometheus): Promise<boolean> {
  const world = await World.start();
  const { log, error } = { log: console.info, error: console.error };
  Object.assign(console, { info: () => undefined, error: () => undefined });
  try {
    const created = await world.create();
    await world.update(created, { dataSources: [{ ...DATA_SOURCE, name: 'other' }], dashboards: [{ ...DASHBOARD, title: 'Machines' }], folderTitle: 'Other' });
  } finally {
    Object.assign(console, { info: log, error });
    await world.stop();
  }
  const bodies = [...world.grafana.bodies, { route: 'POST /api/folders', body: '{"uid": 1}' }];
  const answers = await Promise.all(bodies.map(({ route, body }) => prometheus.ask({ kind: 'grafana', text: body, labels: { route } })));
  const refused = answers.slice(0, -1).filter(({ verdict }) => verdict !== 'good');
  const routes = new Set(world.grafana.bodies.map(({ route }) => route));
  console.log(`Bodies for Grafana: ${answers.length - 1 - refused.length} of ${answers.length - 1} accepted by the models of its client, ${routes.size} routes`);
  for (const { message } of refused) console.log(`  ${message ?? ''}`);
  return refused.length === 0 && routes.size === 5 && answers.at(-1)?.verdict === 'bad';
}
