import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = process.cwd();

export interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: unknown }>>;
}

/** Compiles the apps in folders in strict mode. */
export function compile(folders: readonly string[]): void {
  const options = ['--ignoreConfig', '--strict', '--noUnusedLocals', '--module', 'node20', '--target', 'es2023', '--skipLibCheck', '--types', 'node'];
  execFileSync(join(ROOT, 'node_modules/.bin/tsc'), [...options, ...folders.map(out => join(out, 'app.ts'))], { cwd: ROOT, stdio: 'inherit' });
}

/** Runs the compiled app of a folder, and reads the template of a stack. */
export function synthesizeStack(out: string, stack: string): Template {
  execFileSync(process.execPath, ['app.js'], { cwd: out, stdio: 'inherit', env: { ...process.env, CDK_OUTDIR: join(out, 'cdk.out') } });
  return JSON.parse(readFileSync(join(out, 'cdk.out', `${stack}.template.json`), 'utf8')) as Template;
}
