import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection, type Interruptible } from '../aws/connection';
import { describeLogging } from '../aws/scraper-logs';
import { describeScraper, scraperIdOf } from '../aws/scrapers';
import type { Invocation } from '../command-line/parse';
import { EXIT, UsageError } from '../command-error';
import { fileReason } from '../input/file-error';
import type { Terminal } from '../output/terminal';
import { cdkCode, LOGICAL_ID } from '../code-generation/cdk-code';
import { scraperProperties } from '../code-generation/scraper-properties';

export async function run({ operands: [given = ''], options }: Invocation<'import'>, terminal: Terminal, interruptible: Interruptible): Promise<number> {
  const connection = new Connection(options, interruptible());
  const scraperId = await scraperIdOf(connection, given);
  const facts = scraperProperties(await describeScraper(connection, scraperId), await describeLogging(connection, scraperId));

  const folder = options.out ?? facts.alias ?? scraperId;
  const files = {
    'app.ts': cdkCode(facts),
    'prometheus.yml': facts.configuration,
    'import.json': `${JSON.stringify({ [LOGICAL_ID]: { Arn: facts.arn } }, undefined, 2)}\n`,
  };
  write(folder, files, options.force === true);

  if (options.json === true) terminal.printJson({ scraperId, folder, files: Object.keys(files) });
  else terminal.print(`wrote ${Object.keys(files).map(file => join(folder, file)).join(', ')}`);
  terminal.note(`Next, in ${folder}: npx cdk import --app 'npx tsx app.ts' --resource-mapping import.json`);
  terminal.note('Then: npx cdk diff, which shows no difference, and npx cdk deploy for changes.');
  return EXIT.OK;
}

function write(folder: string, files: Readonly<Record<string, string | Buffer>>, force: boolean): void {
  const paths = Object.entries(files).map(([file, content]) => [join(folder, file), content] as const);
  const [existing] = paths.filter(([path]) => existsSync(path));
  if (existing !== undefined && !force) throw new UsageError(`${existing[0]} is there already: say another --out, or --force to write over it`);
  try {
    mkdirSync(folder, { recursive: true });
    for (const [path, content] of paths) writeFileSync(path, content);
  } catch (error) {
    throw new UsageError(`${folder} cannot be written: ${fileReason(error, 'there is no such folder')}`);
  }
}
