import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ACCOUNT, REGION, ROOT } from './paths';

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  DependsOn?: string[];
}

export interface Template {
  Resources: Record<string, Resource>;
}

export type Variables = Readonly<Record<string, string>>;

/** A cloud assembly, to be deployed unchanged or with a change. */
export class Assembly {
  /**
   * @param program a compiled app of this project, such as `bin/app`
   * @param variables what its user would export first
   */
  static async synthesize(program: string, variables: Variables, folder: string): Promise<Assembly> {
    await promisify(execFile)(process.execPath, [join(ROOT, 'dist', `${program}.js`)], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, CDK_OUTDIR: folder, CDK_DEFAULT_ACCOUNT: ACCOUNT, CDK_DEFAULT_REGION: REGION, ...variables },
      timeout: 120_000,
    });
    return new Assembly(folder);
  }

  private constructor(readonly folder: string) {}

  template(stack: string): Template {
    return JSON.parse(this.read(`${stack}.template.json`)) as Template;
  }

  /** A copy in which a stack's template is another one, under the name that its new content determines. */
  with(stack: string, template: Template, folder: string): Assembly {
    cpSync(this.folder, folder, { recursive: true });
    const text = JSON.stringify(template);
    const copy = new Assembly(folder);
    const before = this.hashOf(stack);
    const after = createHash('sha256').update(text).digest('hex');
    writeFileSync(join(folder, `${stack}.template.json`), text);
    for (const file of ['manifest.json', `${stack}.assets.json`]) {
      writeFileSync(join(folder, file), copy.read(file).replaceAll(before, after));
    }
    return copy;
  }

  private hashOf(stack: string): string {
    const { files } = JSON.parse(this.read(`${stack}.assets.json`)) as { files: Record<string, { source: { path: string } }> };
    const [hash] = Object.entries(files).find(([, { source }]) => source.path === `${stack}.template.json`) ?? [];
    if (hash === undefined) throw new Error(`${stack} has no template among its assets`);
    return hash;
  }

  private read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }
}
