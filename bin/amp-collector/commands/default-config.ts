import { Connection, type Interruptible } from '../aws/connection';
import { answered } from '../aws/errors';
import type { Invocation } from '../command-line/parse';
import { EXIT, CommandError } from '../command-error';
import { singleBackslashes } from '../default-configuration/doubled-backslashes';
import { writeResult } from '../output/result-file';
import { count } from '../output/table';
import type { Terminal } from '../output/terminal';

export async function run({ options }: Invocation<'default-config'>, terminal: Terminal, interruptible: Interruptible): Promise<number> {
  const text = await download(new Connection(options, interruptible()));
  const corrected = singleBackslashes(text);
  if (options.fixed === true) terminal.note(correctionNote(corrected.lines));
  else if (corrected.lines.length > 0) terminal.note('a rule has doubled backslashes, and never finds a port to take off: --fixed corrects it');

  const result = options.fixed === true ? corrected.text : text;
  const data = { configuration: result, correctedLines: options.fixed === true ? corrected.lines : [] };
  writeResult({ content: result, data }, options, terminal);
  return EXIT.OK;
}

async function download(connection: Connection): Promise<string> {
  const { sdk, client, region } = await connection.amp();
  const { configuration } = await answered('the default configuration', region, () =>
    client.send(new sdk.GetDefaultScraperConfigurationCommand({}), { abortSignal: connection.signal }));
  if (configuration === undefined) throw new CommandError('AWS answered without a configuration');
  return Buffer.from(configuration).toString('utf8');
}

function correctionNote(lines: readonly number[]): string {
  if (lines.length === 0) return 'no rule had doubled backslashes: the configuration is as the service gave it';
  return `corrected ${count(lines.length, 'rule')} with doubled backslashes, line ${lines.join(', ')}: the regular expression now matches a port`;
}
