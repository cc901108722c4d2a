import { once } from 'node:events';
import { join } from 'node:path';
import type { Aws } from './aws';
import { ACCOUNT, REGION, ROOT } from './paths';
import { end, start } from './processes';

/** No command of these tests takes more than one minute on two busy cores. */
const PATIENCE_MS = 5 * 60_000;

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

export interface Outcome {
  readonly succeeded: boolean;
  readonly output: string;
}

/** The CDK CLI, connected to the emulated AWS only. */
export class Cdk {
  /** @param folder where it runs: without a `cdk.json`, and with nobody's credentials */
  constructor(private readonly aws: Aws, private readonly folder: string) {}

  /** Prepares an account; those who deploy from the first one may deploy there. */
  async bootstrap(account: string): Promise<void> {
    const { succeeded, output } = await this.runAs(account, [
      'bootstrap', '--cloudformation-execution-policies', ADMINISTRATOR, '--trust', ACCOUNT, `aws://${account}/${REGION}`,
    ]);
    if (!succeeded) throw new Error(`cdk bootstrap of ${account} failed:\n${output}`);
  }

  run(...options: readonly string[]): Promise<Outcome> {
    return this.runAs(ACCOUNT, options);
  }

  /** Throws with all that it printed when it fails. */
  async mustRun(...options: readonly string[]): Promise<string> {
    const { succeeded, output } = await this.run(...options);
    if (!succeeded) throw new Error(`cdk ${options.join(' ')} failed:\n${output}`);
    return output;
  }

  private async runAs(account: string, options: readonly string[]): Promise<Outcome> {
    const cli = start(process.execPath, [join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk'), '--no-color', '--ci', '--no-notices', ...options], {
      cwd: this.folder,
      env: { ...this.aws.environment(account), CDK_DISABLE_CLI_TELEMETRY: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    for (const stream of [cli.stdout, cli.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
    const patience = setTimeout(() => {
      chunks.push(Buffer.from(`\nended after ${PATIENCE_MS / 60_000} minutes`));
      end(cli);
    }, PATIENCE_MS);
    const [code] = await once(cli, 'close') as [number | null];
    clearTimeout(patience);
    return { succeeded: code === 0, output: Buffer.concat(chunks).toString() };
  }
}
