import { join } from 'node:path';
import { Connection, type Interruptible } from '../aws/connection';
import { describeLogging } from '../aws/scraper-logs';
import { describeScraper, scraperIdOf } from '../aws/scrapers';
import { cdkCode, LOGICAL_ID } from '../code-generation/cdk-code';
import { folderName } from '../code-generation/folder-name';
import { scraperProperties } from '../code-generation/scraper-properties';
import { EXIT } from '../command-error';
import type { Invocation } from '../command-line/parse';
import type { Terminal } from '../output/terminal';
import { writeFolder } from '../output/write-folder';

export async function run({ operands: [given = ''], options }: Invocation<'import'>, terminal: Terminal, interruptible: Interruptible): Promise<number> {
  const connection = new Connection(options, interruptible());
  const scraperId = await scraperIdOf(connection, given);
  const scraper = scraperProperties(await describeScraper(connection, scraperId), await describeLogging(connection, scraperId));

  const folder = options.out ?? folderName(scraper.alias ?? '', scraperId);
  const files = {
    'app.ts': cdkCode(scraper),
    'prometheus.yml': scraper.configuration,
    'import.json': `${JSON.stringify({ [LOGICAL_ID]: { Arn: scraper.arn } }, undefined, 2)}\n`,
  };
  writeFolder(folder, files, options.force === true);

  if (options.json === true) terminal.printJson({ scraperId, folder, files: Object.keys(files) });
  else terminal.print(`wrote ${Object.keys(files).map(file => join(folder, file)).join(', ')}`);
  terminal.note(`Next, in ${folder}: npx cdk import --app 'npx tsx app.ts' --resource-mapping import.json`);
  terminal.note('Then: npx cdk diff, which must show no difference, and npx cdk deploy for changes.');
  return EXIT.OK;
}
