import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes a cloud assembly whose scraper has a property with this JSON as its configuration. */
export function assemblyOf(blob: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({
    version: '48.0.0', artifacts: { Stack: { type: 'aws:cloudformation:stack', environment: 'aws://unknown-account/unknown-region', properties: { templateFile: 'Stack.json' } } },
  }));
  writeFileSync(join(folder, 'Stack.json'), '{"Resources":{"Scraper":{"Type":"AWS::APS::Scraper","Properties":{"Source":{"EksConfiguration":{"ClusterArn":"a","SubnetIds":["a","b"]}},'
  + `"Destination":{"AmpConfiguration":{"WorkspaceArn":"a"}},"ScrapeConfiguration":{"ConfigurationBlob":${blob}}}}}}`);
  return folder;
}
