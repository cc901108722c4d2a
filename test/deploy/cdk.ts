import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Aws } from './aws';
import { ROOT } from './paths';

export interface Outcome {
  readonly succeeded: boolean;
  readonly output: string;
}

/** The CDK's own command line tool, told of no AWS but the emulated one. */
export class Cdk {
  /** @param folder where it runs: without a `cdk.json`, and with nobody's credentials */
  constructor(private readonly aws: Aws, private readonly folder: string) {}

  async run(...options: readonly string[]): Promise<Outcome> {
    const cli = spawn(process.execPath, [join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk'), '--no-color', '--ci', '--no-notices', ...options], {
      cwd: this.folder,
      env: { ...this.aws.environment(), CDK_DISABLE_CLI_TELEMETRY: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    cli.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    cli.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    const [code] = await once(cli, 'close') as [number | null];
    return { succeeded: code === 0, output: Buffer.concat(chunks).toString() };
  }

  /** Throws with all that it printed when it fails. */
  async mustRun(...options: readonly string[]): Promise<string> {
    const { succeeded, output } = await this.run(...options);
    if (!succeeded) throw new Error(`cdk ${options.join(' ')} failed:\n${output}`);
    return output;
  }
}
