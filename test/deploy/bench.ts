import { join } from 'node:path';
import { Assembly, type Template, type Variables } from './assembly';
import type { Aws } from './aws';
import { Cdk, type Outcome } from './cdk';

/** The cloud assemblies of programs and their variables, which all scenarios share. */
const SYNTHESIZED = new Map<string, Promise<Assembly>>();

/** The tools of a scenario: the emulated AWS and the CDK CLI. */
export class Bench {
  readonly cdk: Cdk;
  private copies = 0;

  constructor(readonly aws: Aws, private readonly folder: string) {
    this.cdk = new Cdk(aws, folder);
  }

  synthesize(program: string, variables: Variables = {}): Promise<Assembly> {
    const key = JSON.stringify([program, variables]);
    const assembly = SYNTHESIZED.get(key) ?? Assembly.synthesize(program, variables, this.newFolder());
    SYNTHESIZED.set(key, assembly);
    return assembly;
  }

  /** The assembly with another template in place of a stack's own. */
  changed(assembly: Assembly, stack: string, change: (template: Template) => void): Assembly {
    const template = assembly.template(stack);
    change(template);
    return assembly.with(stack, template, this.newFolder());
  }

  /** @param stack the one of its stacks that is meant; all of them where none is named */
  deploy(assembly: Assembly, stack?: string): Promise<string> {
    return this.cdk.mustRun(...deployment(assembly, stack));
  }

  tryToDeploy(assembly: Assembly, stack?: string): Promise<Outcome> {
    return this.cdk.run(...deployment(assembly, stack));
  }

  diff(assembly: Assembly): Promise<string> {
    return this.cdk.mustRun('diff', '--app', assembly.folder);
  }

  destroy(assembly: Assembly, stack?: string): Promise<string> {
    return this.cdk.mustRun('destroy', '--app', assembly.folder, '--force', stack ?? '--all');
  }

  private newFolder(): string {
    return join(this.folder, `assembly-${++this.copies}`);
  }
}

function deployment({ folder }: Assembly, stack?: string): string[] {
  return ['deploy', '--app', folder, '--require-approval', 'never', '--progress', 'events', stack ?? '--all'];
}
