import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { parseAllDocuments } from 'yaml';
import { codeBlocks, documents, ROOT, type CodeBlock } from './markdown';

/*
 * `npm run test:docs`: every TypeScript block of README and docs compiles against the sources, every JSON and YAML block can be read.
 *
 * A block is the body of a constructor, after the imports of `rosetta/default.ts-fixture`. One with the flag `nofixture` is a file of its
 * own.
 */

const FOLDER = join(ROOT, 'dist', 'docs');
/** The fixture of the README, with every exported name imported. */
const FIXTURE = readFileSync(join(ROOT, 'rosetta', 'default.ts-fixture'), 'utf8')
  .replace(/import \{[^}]*\} from 'cdk-managed-prometheus';/, () => `import { ${exportedNames().join(', ')} } from 'cdk-managed-prometheus';`);

function exportedNames(): string[] {
  const text = readFileSync(join(ROOT, 'lib', 'index.ts'), 'utf8');
  return Array.from(text.matchAll(/\{([^{}]*)\}/g), ([, names = '']) => names.split(',')).flat().map(name => name.trim()).filter(Boolean);
}

/** Declarations come after the class; their lines stay empty, so that places are right. */
function sourceOf({ info, text }: CodeBlock): string {
  if (info.includes('nofixture')) return text;
  const lines = text.split('\n');
  const declarations = lines.filter(line => line.startsWith('declare '));
  const body = lines.map(line => line.startsWith('declare ') ? '' : line).join('\n');
  return `${FIXTURE.replace('/// here', () => `\n${body}\n`)}\n${declarations.join('\n')}`;
}

function compile(blocks: readonly CodeBlock[]): string[] {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const files = new Map(blocks.map((block, index) => {
    const path = join(FOLDER, `block-${index}.ts`);
    writeFileSync(path, sourceOf(block));
    return [path, block] as const;
  }));
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), name => readFileSync(name, 'utf8')) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const program = ts.createProgram([...files.keys()], {
    ...options, noEmit: true, declaration: false, noUnusedLocals: false, rootDir: undefined,
    paths: { 'cdk-managed-prometheus': [join(ROOT, 'lib', 'index.ts')] },
  });
  return [...files].flatMap(([path, block]) => {
    const file = program.getSourceFile(path);
    const offset = block.info.includes('nofixture') ? 0 : FIXTURE.split('/// here')[0]?.split('\n').length ?? 0;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(({ start = 0, messageText }) => {
      const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1 - offset;
      return `${block.file}:${block.line + 1 + Math.max(0, line)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
  });
}

function unreadable({ file, line, info, text }: CodeBlock): string[] {
  if (info[0] !== 'json' && info[0] !== 'yaml') return [];
  const [error] = parseAllDocuments(text).flatMap(({ errors }) => errors);
  return error === undefined ? [] : [`${file}:${line}: ${error.message}`];
}

const blocks = documents().flatMap(codeBlocks);
const typescript = blocks.filter(({ info }) => info[0] === 'ts');
const problems = [...compile(typescript), ...blocks.flatMap(unreadable)];
for (const problem of problems) console.error(problem);
console.log(`${typescript.length} TypeScript blocks of ${documents().length} documents compiled, ${problems.length} problems`);
if (typescript.length === 0 || problems.length > 0) process.exitCode = 1;
