import { parseArgs } from 'node:util';
import { reportOutcomes } from './outcome/report';
import { Prometheus } from './prometheus';

/* `npm run test:outcomes -- [--seed N] [--count N]`: what relabeling leaves of random targets, against Go's URLs and addresses. */

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '100000' } } });
  const prometheus = new Prometheus();
  const agree = await reportOutcomes(Number(values.count), Number(values.seed), prometheus);
  prometheus.close();
  process.exitCode = agree ? 0 : 1;
}

void main();
