import { parseArgs } from 'node:util';
import { chaos } from './chaos';

/** `npm run test:chaos -- [--seed N] [--events N] [--faults N]`: the merge of aws-auth under more faults than the unit tests inject. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: 'string', default: '1' }, events: { type: 'string', default: '750' }, faults: { type: 'string', default: '1300' } },
  });
  const options = { seed: Number(values.seed), events: Number(values.events), faults: Number(values.faults) };
  const { log } = console;
  console.info = console.error = () => undefined;
  const { events, faults, differences } = await chaos(options);
  log([`Merges of aws-auth, seed ${options.seed}: ${events} events, ${faults} faults, ${differences.length} differences`, ...differences].join('\n'));
  process.exitCode = differences.length === 0 && faults >= options.faults ? 0 : 1;
}

void main();
