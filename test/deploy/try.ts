import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Assembly } from './assembly';
import { Aws } from './aws';
import { Cdk } from './cdk';
import { install } from './install';
import { ACCOUNT, REGION, ROOT } from './paths';

async function main(): Promise<void> {
  install();
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'));
  console.log(folder);
  const aws = await Aws.start(folder);
  aws.clusters.prepare = cluster => { cluster.add({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'coredns' } }); };
  const cdk = new Cdk(aws, folder);
  const time = async (...options: string[]) => {
    const start = Date.now();
    const { succeeded, output } = await cdk.run(...options);
    console.log(options.join(' '), succeeded, (Date.now() - start) / 1000);
    console.log(output.split('\n').slice(-40).join('\n'));
  };
  await time('bootstrap', '--cloudformation-execution-policies', 'arn:aws:iam::aws:policy/AdministratorAccess', `aws://${ACCOUNT}/${REGION}`);
  const which = process.argv.slice(2);
  for (const program of which) {
    const assembly = Assembly.synthesize(program, join(folder, program.replace('/', '-')));
    await time('deploy', '--app', assembly.folder, '--require-approval', 'never', '--progress', 'events');
    for (const cluster of aws.clusters.clusters) console.log(cluster.contents);
    await time('diff', '--app', assembly.folder);
    await time('destroy', '--app', assembly.folder, '--force');
    for (const cluster of aws.clusters.clusters) console.log(cluster.contents);
  }
  await aws.stop();
}
void ROOT; void main();
