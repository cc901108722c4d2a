import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryPath } from '../../../../bin/amp-collector/output/repository-path';

/** A workspace of a GitHub workflow with one repository at its root, and another one in a subfolder. */
const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'workspace-')));
for (const folder of ['.git', 'infra/config', 'submodule', 'checkout/.git', 'checkout/infra']) mkdirSync(join(workspace, folder), { recursive: true });
writeFileSync(join(workspace, 'submodule/.git'), 'gitdir: ../.git/modules/submodule\n');
const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'elsewhere-')));
mkdirSync(join(elsewhere, '.git'));

test.each([
  ['prometheus.yml', 'prometheus.yml'],
  ['infra/config/prometheus.yml', 'infra/config/prometheus.yml'],
  ['checkout/infra/prometheus.yml', 'infra/prometheus.yml'],
  ['submodule/prometheus.yml', 'submodule/prometheus.yml'],
  ['..file.yml', '..file.yml'],
])('the path of %s in its repository is %s', (file, expected) => {
  expect(repositoryPath(join(workspace, file), workspace)).toBe(expected);
});

test('a file of another repository has no path', () => {
  expect(repositoryPath(join(elsewhere, 'prometheus.yml'), workspace)).toBeUndefined();
});

test('a file without a repository has its path in the workspace', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plain-')));

  expect(repositoryPath(join(folder, 'a/prometheus.yml'), folder)).toBe('a/prometheus.yml');
});

test('standard input has no path', () => {
  expect(repositoryPath('<stdin>', workspace)).toBeUndefined();
});
