import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CREDENTIALS, REGION, type EmulatedAws } from '../emulator/aws';

const TOOL = join(process.cwd(), 'dist/bin/amp-collector.js');

/** The output and the exit code of a process. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Called with what was printed so far, and a way to send a signal. */
  readonly onOutput?: (printed: string, interrupt: () => void) => void;
  /** Called with a way to send a signal. */
  readonly onStart?: (interrupt: () => void) => void;
}

/** An empty home: no configuration of this machine's counts. */
const HOME = mkdtempSync(join(tmpdir(), 'home-'));

/** Runs the tool as a separate process, with no credentials but those given. */
export function tool(args: readonly string[], { input = '', env = {}, cwd, onOutput, onStart }: Surroundings = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [TOOL, ...args], {
      cwd, env: { PATH: process.env.PATH, HOME, TMPDIR: tmpdir(), AWS_EC2_METADATA_DISABLED: 'true', ...env },
    });
    const interrupt = () => child.kill('SIGINT');
    onStart?.(interrupt);
    const printed = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        printed[name] += text;
        onOutput?.(printed.stdout + printed.stderr, interrupt);
      });
    }
    child.on('close', (code) => {
      resolve({ code, ...printed });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** The surroundings of somebody who may ask the emulator. */
export function signedIn(): Record<string, string> {
  const { accessKeyId, secretAccessKey, sessionToken = '' } = CREDENTIALS;
  return { AWS_REGION: REGION, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken };
}

/** Runs the tool against the emulator. */
export function ask(aws: EmulatedAws, args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  return tool([...args, '--endpoint-url', aws.http.url], { ...surroundings, env: { ...signedIn(), ...surroundings.env } });
}
