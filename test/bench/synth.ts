/**
 * The cost of the library for an app: synthesis compared with the same app by the L1s, and requiring it. `npm run bench` runs it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, pairedRatio, report, timeProcess } from './measure';

const APP = join(__dirname, 'processes', 'app.js');
const PAIRS = Number(process.env.BENCH_PAIRS ?? 7);

/** The modules of aws-cdk-lib that an app with a collector has loaded anyway. The list is fixed, so that ratios compare over time. */
const CDK_MODULES = ['aws-cdk-lib/aws-aps', 'aws-cdk-lib/aws-ec2', 'aws-cdk-lib/aws-iam', 'aws-cdk-lib/aws-eks'];

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  provesSameResources();
  for (const count of [1, 10, 100]) {
    report(`synthesis, ${count} collectors, against the L1s`, ratio('library', count, {}), '1.05');
    report(`synthesis, ${count} collectors, CDK_VALIDATION=false`, ratio('library', count, { CDK_VALIDATION: 'false' }), '1.15');
  }
  report('synthesis, 10 collectors with a configuration that is validated, which no L1 does', ratio('chosen', 10, {}), 'none');
  report('requiring the library, against aws-cdk-lib alone', loadRatio('Object.keys').toFixed(3), '1.15');
  report('loading all classes of the library, against those of aws-cdk-lib alone', loadRatio('Object.values').toFixed(3), '1.15');
} finally {
  rmSync(folder, { recursive: true });
}

function ratio(ours: string, count: number, env: NodeJS.ProcessEnv): string {
  const run = (variant: string) => () => timeProcess([APP, variant, String(count), join(folder, variant)], env);
  return pairedRatio(PAIRS, run(ours), run('l1')).toFixed(3);
}

/** Names load their classes when they are first used: `Object.keys` uses none of them, `Object.values` all. */
function loadRatio(use: 'Object.keys' | 'Object.values'): number {
  const script = `
    const start = performance.now();
    const { App, Stack } = require('aws-cdk-lib');
    new Stack(new App(), 'Stack');
    for (const name of ${JSON.stringify(CDK_MODULES)}) ${use}(require(name));
    const loaded = performance.now();
    ${use}(require('cdk-managed-prometheus'));
    console.log((performance.now() - start) / (loaded - start));`;
  return median(Array.from({ length: PAIRS }, () => Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }))));
}

/** A ratio means something only where both apps make the same. */
function provesSameResources(): void {
  const [ours, theirs] = ['library', 'l1'].map((variant) => {
    const outdir = join(folder, variant);
    timeProcess([APP, variant, '2', outdir], { CDK_VALIDATION: 'false' });
    return scrapersAndWorkspaces(join(outdir, 'Bench.template.json'));
  });
  if (ours !== theirs) throw new Error(`the two apps differ:\n${ours}\n${theirs}`);
}

/** Their properties, without the logical ids, which follow the construct tree. */
function scrapersAndWorkspaces(file: string): string {
  const { Resources } = JSON.parse(readFileSync(file, 'utf8')) as { Resources: Record<string, { Type: string; Properties: unknown }> };
  const found = Object.values(Resources).filter(({ Type }) => Type.startsWith('AWS::APS::'))
    .map(({ Type, Properties }) => JSON.stringify({ Type, Properties }).replace(/"(?:Collector|Workspace)\d\w*"/g, '"workspace"'));
  return found.sort().join('\n');
}
