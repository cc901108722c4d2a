import { parseArgs } from 'node:util';
import { Prometheus } from '../prometheus';
import { reportDefinitions } from './definitions';
import { reportMessages } from './messages';
import { reportNotifications } from './notifications';

/*
 * `node dist/test/judge/alert-manager/suite.js [--seed N] [--count N]`: the alert manager alone, against Alertmanager's packages.
 */

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '10000' } } });
  const [seed, count] = [Number(values.seed), Number(values.count)];
  const prometheus = new Prometheus();
  const results = [await reportDefinitions(count, seed, prometheus), await reportNotifications(count, seed, prometheus),
    await reportMessages(count / 10, seed, prometheus)];
  prometheus.close();
  process.exitCode = results.every(Boolean) ? 0 : 1;
}

void main();
