import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

/** A question for Prometheus's own packages; the kinds are those of `main.go`. */
export interface Question {
  readonly kind:
    'config' | 'effective' | 'fields' | 'relabel' | 'scrape' | 'regex' | 'rules' | 'promql' | 'alertmanager' | 'notify' | 'render' | 'template' | 'aws-auth'
    | 'selectors' | 'dashboard' | 'grafana' | 'discovery';
  readonly text: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly scheme?: string;
  readonly inputs?: readonly string[];
  readonly templates?: readonly string[];
  readonly questions?: readonly object[];
  readonly rules?: readonly string[];
  readonly targets?: readonly object[];
}

/** The answer of Prometheus. */
export interface Answer {
  readonly verdict: 'good' | 'bad';
  readonly message?: string;
  readonly result?: unknown;
}

const SOURCE = join(process.cwd(), 'test', 'judge');
const BINARY = join(SOURCE, 'bin', 'judge');

/** The judge's program, built where it is missing or older than its source. `PROMETHEUS_VERSION=v0.314.0` chooses another Prometheus. */
export function judgeBinary(): string {
  const version = process.env.PROMETHEUS_VERSION;
  return version === undefined ? builtBinary(BINARY, []) : builtBinary(`${BINARY}-${version}`, otherModule(version));
}

/** The options of `go build` for another version of Prometheus, whose module file is beside the program. */
function otherModule(version: string): string[] {
  const module = join(SOURCE, 'bin', `${version}.mod`);
  if (!existsSync(module)) {
    mkdirSync(dirname(module), { recursive: true });
    copyFileSync(join(SOURCE, 'go.mod'), module);
    copyFileSync(join(SOURCE, 'go.sum'), module.replace(/mod$/, 'sum'));
    execFileSync('go', ['get', `-modfile=${module}`, `github.com/prometheus/prometheus@${version}`], { cwd: SOURCE, stdio: 'inherit' });
  }
  return ['-mod=mod', `-modfile=${module}`];
}

function builtBinary(binary: string, options: readonly string[]): string {
  const built = existsSync(binary) ? statSync(binary).mtimeMs : 0;
  const sources = readdirSync(SOURCE).filter(name => /\.(?:go|mod|sum)$/.test(name));
  if (sources.some(name => statSync(join(SOURCE, name)).mtimeMs > built)) {
    console.log('Building the judge: minutes the first time, seconds with a warm cache');
    execFileSync('go', ['build', ...options, '-o', binary, '.'], { cwd: SOURCE, stdio: 'inherit' });
  }
  return binary;
}

/** One long-running process of Prometheus's packages; it answers questions in their order. */
export class Prometheus {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly waiting: Array<{ resolve: (answer: Answer) => void; reject: (error: Error) => void }> = [];

  public constructor() {
    this.process = spawn(judgeBinary(), { stdio: 'pipe' });
    this.process.stderr.pipe(process.stderr);
    createInterface({ input: this.process.stdout }).on('line', (line) => {
      this.waiting.shift()?.resolve(JSON.parse(line) as Answer);
    });
    this.process.on('exit', (code) => {
      for (const { reject } of this.waiting) reject(new Error(`the judge ended with ${code ?? 'a signal'} before it answered`));
    });
  }

  public ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.process.stdin.write(`${JSON.stringify(question)}\n`);
    });
  }

  public close(): void {
    this.process.stdin.end();
  }
}
