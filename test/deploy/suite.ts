import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aws } from './aws';
import { Bench } from './bench';
import { install } from './install';
import { ACCOUNT, REGION } from './paths';
import { configMap } from './scenarios/config-map';
import { createdCluster } from './scenarios/created-cluster';
import { fill } from './scenarios/existing-objects';
import { handlerFails, manifestIsRefused, scraperFails } from './scenarios/failures';
import { FAULTS, plant } from './scenarios/faults';
import { accessEntry, awsAuthMerge } from './scenarios/imported-clusters';

/*
 * `npm run test:deploy -- [WORD]`: the examples deployed, changed, destroyed and broken, by CDK's own tool and with no
 * AWS account. With a word, only the scenarios that have it in their name.
 */

type Scenario = readonly [name: string, run: (bench: Bench) => Promise<string | undefined> | Promise<void>];

const SCENARIOS: readonly Scenario[] = [
  ['a cluster of aws-eks-v2 and its collector are deployed, reconfigured, moved and destroyed', createdCluster],
  ['a cluster of aws-eks in CONFIG_MAP mode lets its collector in by kubectl', configMap],
  ['an imported cluster lets its collector in by the service\'s access entry', accessEntry],
  ['an imported cluster\'s aws-auth is merged with, and given back as it was', awsAuthMerge],
  ['a scraper that fails leaves nothing behind', scraperFails],
  ['a manifest that is refused leaves nothing behind', manifestIsRefused],
  ['a function that fails leaves nothing behind', handlerFails],
  ...FAULTS.map((fault): Scenario => [`fault: ${fault.name}`, bench => plant(bench, fault)]),
];

/** What every account needs once. */
async function prepare(bench: Bench): Promise<void> {
  const policy = 'arn:aws:iam::aws:policy/AdministratorAccess';
  await bench.cdk.mustRun('bootstrap', '--cloudformation-execution-policies', policy, `aws://${ACCOUNT}/${REGION}`);
  await bench.deploy(bench.synthesize('test/deploy/apps/foundation'));
}

async function passes(bench: Bench, [name, run]: Scenario): Promise<boolean> {
  const start = Date.now();
  const seconds = () => ((Date.now() - start) / 1000).toFixed(1);
  try {
    const remark = await run(bench);
    console.log(`passed  ${seconds()} s  ${name}${remark === undefined ? '' : `\n        ${remark}`}`);
    return true;
  } catch (error) {
    console.log(`FAILED  ${seconds()} s  ${name}\n${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

async function runAll(folder: string, word: string): Promise<boolean> {
  const aws = await Aws.start(folder);
  try {
    aws.clusters.prepare = fill;
    const bench = new Bench(aws, folder);
    let allPass = await passes(bench, ['bootstrap, and what is there before', prepare]);
    for (const scenario of SCENARIOS.filter(([name]) => name.includes(word))) {
      allPass = await passes(bench, scenario) && allPass;
    }
    return allPass;
  } finally {
    await aws.stop();
  }
}

async function main(): Promise<void> {
  // The emulator ends with this process, however it ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));
  install();
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'));
  const allPass = await runAll(folder, process.argv[2] ?? '');
  if (allPass) rmSync(folder, { recursive: true });
  else console.log(`\nFailed. What was synthesized, and the emulator's log: ${folder}`);
  process.exitCode = allPass ? 0 : 1;
}

void main();
