import { eksDefaultText } from '../../../lib/scrape-configuration/eks-default-text';
import { Connection, type Interruptible } from '../aws/connection';
import { explainErrors } from '../aws/errors';
import { CommandError, EXIT, UsageError } from '../command-error';
import { refuseAwsOptions } from '../command-line/common-options';
import type { Invocation } from '../command-line/parse';
import { count } from '../count';
import { correctBackslashes } from '../default-configuration/doubled-backslashes';
import { writeResult } from '../output/result-file';
import type { Terminal } from '../output/terminal';

const DEFAULT_CLUSTER = 'my-cluster';

export async function run({ options }: Invocation<'default-config'>, terminal: Terminal, interruptible: Interruptible): Promise<number> {
  const { fixed = false, offline = false, cluster } = options;
  if (cluster !== undefined && !offline) throw new UsageError('--cluster requires --offline: the service\'s configuration has no label for the cluster');
  if (offline) {
    refuseAwsOptions(options, '--offline');
    if (fixed) throw new UsageError('specify --offline or --fixed, not both: the default of the library needs no correction');
    terminal.note(`this is the default configuration of the library${cluster === undefined ? `; replace '${DEFAULT_CLUSTER}' with the name of your cluster` : ''}`);
    const configuration = eksDefaultText({ clusterName: cluster ?? DEFAULT_CLUSTER });
    writeResult({ content: configuration, data: { origin: 'library', configuration, correctedLines: [] } }, options, terminal);
    return EXIT.OK;
  }
  const connection = new Connection(options, interruptible());
  const text = await download(connection);
  const { region } = await connection.amp();
  const corrected = correctBackslashes(text);
  terminal.note(`this is the default configuration of the service in ${region}${fixed ? correctionNote(corrected.lines) : ''}`);
  if (!fixed && corrected.lines.length > 0) {
    terminal.note(`line ${corrected.lines.join(', ')} has doubled backslashes: the relabeling does not remove the port; --fixed corrects it`);
  }
  const configuration = fixed ? corrected.text : text;
  const data = { origin: 'service', region, configuration, correctedLines: fixed ? corrected.lines : [] };
  writeResult({ content: configuration, data }, options, terminal);
  return EXIT.OK;
}

async function download(connection: Connection): Promise<string> {
  const { sdk, client, region } = await connection.amp();
  const { configuration } = await explainErrors('the default configuration', region, () =>
    client.send(new sdk.GetDefaultScraperConfigurationCommand({}), { abortSignal: connection.signal }));
  if (configuration === undefined) throw new CommandError('AWS returned no configuration');
  return Buffer.from(configuration).toString('utf8');
}

function correctionNote(lines: readonly number[]): string {
  return lines.length === 0 ? '; no line had to be corrected' : `, with doubled backslashes corrected in ${count(lines.length, 'line')}: ${lines.join(', ')}`;
}
