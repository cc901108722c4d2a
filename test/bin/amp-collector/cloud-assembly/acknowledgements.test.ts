import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathOfSource } from '../../../../bin/amp-collector/cloud-assembly/acknowledgements';

const app = mkdtempSync(join(tmpdir(), 'app-'));
mkdirSync(join(app, 'config'));
writeFileSync(join(app, 'config/prometheus.yml'), '');

test.each([
  ['a file in the folder of the app', 'config/prometheus.yml', join(app, 'config/prometheus.yml')],
  ['a file that is not there', 'config/other.yml', 'config/other.yml'],
  ['an absolute path', '/etc/prometheus.yml', '/etc/prometheus.yml'],
])('%s is found from any folder', (_, file, expected) => {
  expect(pathOfSource(file, join(app, 'cdk.out'))).toBe(expected);
});
