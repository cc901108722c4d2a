import { Dashboards } from '../../lib/standard/dashboards';
import type { Prometheus } from './prometheus';

/** Compares the dashboards with Grafana's own schema: unknown fields are refused. A dashboard with such a field has to be found, too. */
export async function reportDashboards(prometheus: Prometheus): Promise<boolean> {
  const dashboards = Dashboards.all();
  const refused: string[] = [];
  for (const { title, json } of dashboards) {
    const { verdict, message = '' } = await prometheus.ask({ kind: 'dashboard', text: json });
    if (verdict === 'bad') refused.push(`${title}: ${message}`);
  }
  const broken = JSON.stringify({ ...JSON.parse(dashboards[0]?.json ?? '{}') as object, nonsense: 1 });
  const { verdict } = await prometheus.ask({ kind: 'dashboard', text: broken });
  if (verdict === 'good') refused.push('a field that Grafana does not know was accepted');
  console.log(`Dashboards: ${dashboards.length} read by Grafana's schema, ${refused.length} problems`);
  for (const problem of refused) console.log(`  ${problem}`);
  return refused.length === 0;
}
