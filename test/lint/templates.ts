/**
 * Runs cfn-lint on the templates of every example, and fails where it finds something: `npm run lint:templates`.
 */
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { App, type Stack, type StackProps } from 'aws-cdk-lib';
import { type Problem, lint } from './cfn-lint';

const EXAMPLES = join(__dirname, '../../examples');

/** The messages of cfn-lint that are wrong, with the reason. */
const KNOWN: readonly { readonly rule: string; readonly message: RegExp; readonly reason: string }[] = [
  { rule: 'W3005', message: /^/, reason: 'aws-cdk-lib writes every dependency into DependsOn, those that a reference makes too' },
  { rule: 'E3002', message: /'Exporters' was unexpected/, reason: 'its schema of AWS::APS::Scraper is older than the property' },
];

type StackClass = new (scope: App, id: string, props: StackProps) => Stack;

function main(): number {
  const templates = readdirSync(EXAMPLES).filter(file => file.endsWith('.js')).flatMap(synthesize);
  const problems = lint(templates).filter(problem => !isKnown(problem));
  process.stdout.write(`${[...problems.map(describe), `cfn-lint: ${templates.length} templates, ${problems.length} problems`].join('\n')}\n`);
  return problems.length === 0 ? 0 : 1;
}

/** The files of an example's templates, those of nested stacks included. */
function synthesize(file: string): string[] {
  const outdir = mkdtempSync(join(tmpdir(), `${basename(file, '.js')}-`));
  const app = new App({ outdir });
  for (const [name, Example] of Object.entries(require(join(EXAMPLES, file)) as Record<string, StackClass>)) {
    new Example(app, name, {});
  }
  app.synth();
  return readdirSync(outdir).filter(name => name.endsWith('.template.json')).map(name => join(outdir, name));
}

function isKnown({ Rule, Message }: Problem): boolean {
  return KNOWN.some(({ rule, message }) => rule === Rule.Id && message.test(Message));
}

function describe({ Filename, Rule, Location, Message }: Problem): string {
  return `${basename(Filename)} ${(Location.Path ?? []).join('/')}: ${Rule.Id} ${Message}`;
}

process.exitCode = main();
