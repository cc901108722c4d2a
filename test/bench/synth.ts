/**
 * What the library costs an app: synthesis beside the same app by the L1s, and requiring it. `npm run bench` runs it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, pairedRatio, report, timeProcess } from './measure';

const APP = join(__dirname, 'app.js');
const PAIRS = Number(process.env.BENCH_PAIRS ?? 7);

/** What `lib/index.ts` loads of aws-cdk-lib: an app that makes a collector has loaded it before. */
const USED_MODULES = [
  'constructs', 'aws-cdk-lib', 'aws-cdk-lib/aws-aps', 'aws-cdk-lib/aws-cloudwatch', 'aws-cdk-lib/aws-ec2', 'aws-cdk-lib/aws-iam',
  'aws-cdk-lib/aws-kms', 'aws-cdk-lib/aws-logs', 'aws-cdk-lib/core/lib/prop-injectable',
];

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  provesSameResources();
  for (const count of [1, 10, 100]) {
    report(`synthesis, ${count} collectors, against the L1s`, ratio('library', count, {}), '1.05');
    report(`synthesis, ${count} collectors, CDK_VALIDATION=false`, ratio('library', count, { CDK_VALIDATION: 'false' }), '1.15');
  }
  report('synthesis, 10 collectors with a configuration that is judged, which no L1 does', ratio('chosen', 10, {}), 'none');
  report('requiring the library, all of its names, beside what it uses of aws-cdk-lib', `${requireMilliseconds().toFixed(1)} ms`, '30 ms');
} finally {
  rmSync(folder, { recursive: true });
}

function ratio(ours: string, count: number, env: NodeJS.ProcessEnv): string {
  const run = (variant: string) => () => timeProcess([APP, variant, String(count), join(folder, variant)], env);
  return pairedRatio(PAIRS, run(ours), run('l1')).toFixed(3);
}

/** Of all names: each loads its class when it is asked for, and an app asks for some. */
function requireMilliseconds(): number {
  const script = `
    for (const name of ${JSON.stringify(USED_MODULES)}) Object.keys(require(name));
    const start = performance.now();
    Object.values(require('cdk-managed-prometheus'));
    console.log(performance.now() - start);`;
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
    .map(({ Type, Properties }) => JSON.stringify({ Type, Properties }).replace(/"(?:Collector|Workspace)\d+\w*"/g, '"workspace"'));
  return found.sort().join('\n');
}
