import { join } from 'node:path';
import { Assembly, type Template } from './assembly';
import type { Aws } from './aws';
import { Cdk, type Outcome } from './cdk';

/** What a scenario works with: AWS, and CDK's tool before it. */
export class Bench {
  readonly cdk: Cdk;
  private readonly synthesized = new Map<string, Assembly>();
  private copies = 0;

  constructor(readonly aws: Aws, private readonly folder: string) {
    this.cdk = new Cdk(aws, folder);
  }

  synthesize(program: string): Assembly {
    const assembly = this.synthesized.get(program) ?? Assembly.synthesize(program, this.newFolder());
    this.synthesized.set(program, assembly);
    return assembly;
  }

  /** The assembly with another template in place of a stack's own. */
  changed(assembly: Assembly, stack: string, change: (template: Template) => void): Assembly {
    const template = assembly.template(stack);
    change(template);
    return assembly.with(stack, template, this.newFolder());
  }

  deploy(assembly: Assembly): Promise<string> {
    return this.cdk.mustRun(...deployment(assembly));
  }

  tryToDeploy(assembly: Assembly): Promise<Outcome> {
    return this.cdk.run(...deployment(assembly));
  }

  diff(assembly: Assembly): Promise<string> {
    return this.cdk.mustRun('diff', '--app', assembly.folder);
  }

  destroy(assembly: Assembly): Promise<string> {
    return this.cdk.mustRun('destroy', '--app', assembly.folder, '--force');
  }

  private newFolder(): string {
    return join(this.folder, `assembly-${++this.copies}`);
  }
}

function deployment({ folder }: Assembly): string[] {
  return ['deploy', '--app', folder, '--require-approval', 'never', '--progress', 'events'];
}
