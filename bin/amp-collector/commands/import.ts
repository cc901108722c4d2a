import { join } from 'node:path';
import { Connection, type Interruptible } from '../aws/connection';
import { isWorkspace } from '../aws/identifiers';
import { describeLogging } from '../aws/scraper-logs';
import { describeScraper, scraperIdOf } from '../aws/scrapers';
import { workspaceIdOf } from '../aws/workspace';
import { describeResources } from '../aws/workspace-resources';
import { cdkCode, LOGICAL_ID } from '../code-generation/cdk-code';
import { folderName } from '../code-generation/folder-name';
import { scraperProperties } from '../code-generation/scraper-properties';
import { workspaceApp, type GeneratedFiles } from '../code-generation/workspace-code';
import { EXIT } from '../command-error';
import type { Invocation } from '../command-line/parse';
import type { Terminal } from '../output/terminal';
import { writeFolder } from '../output/write-folder';

/** A generated app. */
interface GeneratedApp {
  readonly resource: { readonly scraperId: string } | { readonly workspaceId: string };
  readonly folder: string;
  readonly files: GeneratedFiles;
  readonly notes: readonly string[];
}

export async function run({ operands: [given = ''], options }: Invocation<'import'>, terminal: Terminal, interruptible: Interruptible): Promise<number> {
  const connection = new Connection(options, interruptible());
  const { resource, folder: defaultFolder, files, notes } = await (isWorkspace(given) ? workspace : scraper)(connection, given);
  const folder = options.out ?? defaultFolder;
  writeFolder(folder, files, options.force === true);

  if (options.json === true) terminal.printJson({ ...resource, folder, files: Object.keys(files) });
  else terminal.print(`wrote ${Object.keys(files).map(file => join(folder, file)).join(', ')}`);
  terminal.note(`Next, in ${folder}: npx cdk import --app 'npx tsx app.ts' --resource-mapping import.json`);
  terminal.note('Then: npx cdk diff, which must show no difference but the DeletionPolicy of the import, and npx cdk deploy for changes.');
  for (const note of notes) terminal.note(note);
  return EXIT.OK;
}

async function scraper(connection: Connection, given: string): Promise<GeneratedApp> {
  const scraperId = await scraperIdOf(connection, given);
  const properties = scraperProperties(await describeScraper(connection, scraperId), await describeLogging(connection, scraperId));
  return {
    resource: { scraperId },
    folder: folderName(properties.alias ?? '', scraperId),
    files: {
      'app.ts': cdkCode(properties),
      'prometheus.yml': properties.configuration,
      'import.json': `${JSON.stringify({ [LOGICAL_ID]: { Arn: properties.arn } }, undefined, 2)}\n`,
    },
    notes: [],
  };
}

async function workspace(connection: Connection, given: string): Promise<GeneratedApp> {
  const workspaceId = await workspaceIdOf(connection, given);
  const resources = await describeResources(connection, workspaceId);
  const { scrapers } = resources;
  return {
    resource: { workspaceId },
    folder: folderName(resources.alias ?? '', workspaceId),
    files: workspaceApp(resources),
    notes: scrapers.length === 0 ? [] : [`Import the scrapers that write to the workspace as well: ${scrapers.join(', ')}`],
  };
}
