import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aws } from './aws';
import { Bench } from './bench';
import { install } from './install';
import { ACCOUNT } from './paths';
import { ALERT_FAULTS, alerts, plantInAlerts } from './scenarios/alerts';
import { accessEntryModes } from './scenarios/authentication-modes';
import { configMap, mergedIntoCreated } from './scenarios/config-map';
import { createdCluster, monitoringRollsBack } from './scenarios/created-cluster';
import { crossAccount } from './scenarios/cross-account';
import { fill } from './scenarios/existing-objects';
import {
  clusterIsSilent, handlerFails, handlerTimesOut, manifestIsRefused, oneObjectIsRefused, scraperFails,
} from './scenarios/failures';
import { FAULTS } from './scenarios/faults';
import { accessEntry, awsAuthMerge, kubectlAndMerge } from './scenarios/imported-clusters';
import { byImport, byLogicalId, byRefactor } from './scenarios/migration';
import { grafana, grafanaRefuses } from './scenarios/grafana';
import { msk } from './scenarios/msk';
import { plant, plantNothing } from './scenarios/planting';

/*
 * `npm run test:deploy -- [WORD]`: the examples deployed, changed, destroyed and broken, by CDK's own tool and with no
 * AWS account. With a word, only the scenarios that have it in their name.
 */

type Scenario = readonly [name: string, run: (bench: Bench) => Promise<string | undefined> | Promise<void>];

const SCENARIOS: readonly Scenario[] = [
  ['a cluster of aws-eks-v2 and its monitoring are deployed, reconfigured, moved and destroyed', createdCluster],
  ['the monitoring of a cluster leaves nothing behind if one of its parts is refused', monitoringRollsBack],
  ['a collector of an aws-eks cluster in CONFIG_MAP mode gets access by kubectl', configMap],
  ['a collector of an aws-eks cluster gets a merged entry if the app does not write aws-auth', mergedIntoCreated],
  ['collectors of aws-eks clusters in the other modes get access by the service\'s access entry', accessEntryModes],
  ['collectors of imported clusters get access by the service\'s access entry', accessEntry],
  ['the aws-auth of an imported cluster gets a merged entry, and is restored at the end', awsAuthMerge],
  ['an imported cluster with its kubectl is restored at the end', kubectlAndMerge],
  ['a hand-written scraper becomes that of a collector by its logical id, and is not changed', byLogicalId],
  ['a hand-written scraper becomes that of a collector by cdk refactor, and is not changed', byRefactor],
  ['a scraper that no stack manages becomes that of a collector by cdk import, and is not changed', byImport],
  ['a collector of an MSK cluster looks up its brokers and connects to them', msk],
  ['a Grafana workspace gets its data source and dashboards, and loses them at the end', grafana],
  ['a deployment fails if a dashboard with its UID exists, and keeps that dashboard', grafanaRefuses],
  ['a collector writes to a workspace of another account', crossAccount],
  ['an alert manager notifies each of its receivers', alerts],
  ...ALERT_FAULTS.map((fault): Scenario => [`fault of an alert manager: ${fault.name}`, bench => plantInAlerts(bench, fault)]),
  ['a scraper that fails leaves nothing behind', scraperFails],
  ['a manifest that is refused leaves nothing behind', manifestIsRefused],
  ['one object of two that is refused leaves nothing behind', oneObjectIsRefused],
  ['a function that fails leaves nothing behind', handlerFails],
  ['a function whose cluster does not answer leaves nothing behind', clusterIsSilent],
  ['a function that does not answer in time leaves nothing behind', handlerTimesOut],
  ['no fault is found in a template at the limits of the service', plantNothing],
  ...FAULTS.map((fault): Scenario => [`fault: ${fault.name}`, bench => plant(bench, fault)]),
];

/** Minutes for the whole suite; it usually takes half of that on a shared machine. */
const LIMIT = 20;

/** Bootstraps the accounts, and deploys the resources that the examples import. */
async function prepare(bench: Bench): Promise<void> {
  await bench.cdk.bootstrap(ACCOUNT);
  await bench.deploy(await bench.synthesize('test/deploy/apps/foundation'));
}

async function passes(bench: Bench, [name, run]: Scenario): Promise<boolean> {
  const start = Date.now();
  const seconds = () => ((Date.now() - start) / 1000).toFixed(1);
  try {
    const note = await run(bench);
    console.log(`passed  ${seconds()} s  ${name}${note === undefined ? '' : `\n        ${note}`}`);
    return true;
  } catch (error) {
    console.log(`FAILED  ${seconds()} s  ${name}\n${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/** The CDK CLI waits for most of its time, so two scenarios run in parallel, each in a separate emulator. */
const LANES = 2;

/** Runs all scenarios; returns how many failed. */
async function runAll(scenarios: readonly Scenario[], folder: string, judge: string): Promise<number> {
  const waiting = [...scenarios];
  const lanes = Array.from({ length: Math.min(LANES, waiting.length) }, () => runLane(waiting, folder, judge));
  return (await Promise.all(lanes)).reduce((sum, failed) => sum + failed, 0);
}

/** Runs scenarios one by one, as long as there are any. After one that fails, the others get a new emulator. */
async function runLane(waiting: Scenario[], folder: string, judge: string): Promise<number> {
  let failed = 0;
  let bench: Bench | undefined;
  for (let scenario = waiting.shift(); scenario !== undefined; scenario = waiting.shift()) {
    bench ??= await newBench(mkdtempSync(join(folder, 'aws-')), judge);
    if (await passes(bench, scenario)) continue;
    failed++;
    await bench.aws.stop();
    bench = undefined;
  }
  await bench?.aws.stop();
  return failed;
}

async function newBench(folder: string, judge: string): Promise<Bench> {
  const aws = await Aws.start(folder, judge);
  aws.clusters.prepare = fill;
  const bench = new Bench(aws, folder);
  if (!await passes(bench, ['the accounts are bootstrapped, and the foundation is deployed', prepare])) throw new Error('nothing can be deployed');
  return bench;
}

async function main(): Promise<void> {
  const scenarios = SCENARIOS.filter(([name]) => name.includes(process.argv[2] ?? ''));
  if (scenarios.length === 0) {
    console.log(`FAILED: no scenario has that in its name; there are:\n${SCENARIOS.map(([name]) => name).join('\n')}`);
    process.exitCode = 1;
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'));
  let isKept = false;
  process.on('exit', () => {
    if (!isKept) rmSync(folder, { recursive: true, force: true });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

  setTimeout(() => {
    console.log(`FAILED: not done in ${LIMIT} minutes`);
    process.exit(1);
  }, LIMIT * 60_000).unref();
  try {
    const failed = await runAll(scenarios, folder, install());
    isKept = failed > 0;
    console.log(`${scenarios.length - failed} passed, ${failed} failed`);
  } catch (error) {
    isKept = true;
    console.log(`FAILED: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (isKept) console.log(`What was synthesized, and the emulator's log: ${folder}`);
  process.exitCode = isKept ? 1 : 0;
}

void main();
