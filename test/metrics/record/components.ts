import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The release of Kubernetes that is recorded, and the etcd that it is tested with. */
export const KUBERNETES = '1.34.4';
const ETCD = '3.6.4';

const PROGRAMS = [
  ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubemark'].map(name => `k8s.io/kubernetes/cmd/${name}`),
  'go.etcd.io/etcd/server/v3',
];

/** Builds the components of Kubernetes and etcd in a folder, unless they are there. It takes about ten minutes. */
export function buildComponents(folder: string): void {
  if (existsSync(join(folder, 'bin', 'kubemark'))) return;
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const go = (...args: readonly string[]) => execFileSync('go', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  writeFileSync(join(folder, 'go.mod'), 'module components\n');
  const { Dir } = JSON.parse(go('mod', 'download', '-json', `k8s.io/kubernetes@v${KUBERNETES}`)) as { readonly Dir: string };
  writeFileSync(join(folder, 'go.mod'), moduleOf(readFileSync(join(Dir, 'go.mod'), 'utf8')));
  copyFileSync(join(Dir, 'go.sum'), join(folder, 'go.sum'));
  const version = `-X k8s.io/component-base/version.gitVersion=v${KUBERNETES}`;
  go('build', '-mod=mod', '-p=2', '-buildvcs=false', `-ldflags=-s -w ${version}`, '-o', 'bin/', ...PROGRAMS);
}

/** Requires what Kubernetes requires; its modules that lie in its own tree are released with a version of their own. */
function moduleOf(original: string): string {
  const staging = [...original.matchAll(/^\t(\S+) => \.\/staging/gm)]
    .map(([, name = '']) => `replace ${name} => ${name} v${KUBERNETES.replace(/^1/, '0')}`);
  const requirements = original.replace(/^module .*/m, 'module components').replace(/^replace \([^]*?^\)/m, '');
  return [requirements, ...staging, `require k8s.io/kubernetes v${KUBERNETES}`, `require go.etcd.io/etcd/server/v3 v${ETCD}`].join('\n');
}
