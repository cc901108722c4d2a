import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname.replace(/([\\/])dist\1test\1/, '$1test$1'), '..', '..');

/** A fenced code block of a document. */
export interface CodeBlock {
  readonly file: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
  /** The words after the fence: the language, then flags. */
  readonly info: readonly string[];
  readonly text: string;
}

/** A link of a document. */
export interface Link {
  readonly file: string;
  readonly line: number;
  readonly target: string;
}

/** The documents that users read, as paths from the project's root. */
export function documents(): string[] {
  const pages = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.md'));
  return ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...pages.map(name => join('docs', name)).sort()];
}

export function readDocument(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** Returns all fenced code blocks of a document. */
export function codeBlocks(file: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { readonly line: number; readonly info: string[]; readonly lines: string[] } | undefined;
  for (const [index, line] of readDocument(file).split('\n').entries()) {
    const fence = /^\s*```(.*)$/.exec(line);
    if (fence === null) open?.lines.push(line);
    else if (open === undefined) open = { line: index + 1, info: (fence[1] ?? '').trim().split(/\s+/), lines: [] };
    else {
      blocks.push({ file, line: open.line, info: open.info, text: open.lines.join('\n') });
      open = undefined;
    }
  }
  if (open !== undefined) throw new Error(`${file}:${open.line}: the code block is not closed`);
  return blocks;
}

/** Returns all links of a document, those in code blocks left out. */
export function links(file: string): Link[] {
  let isCode = false;
  return readDocument(file).split('\n').flatMap((text, index) => {
    if (/^\s*```/.test(text)) isCode = !isCode;
    if (isCode) return [];
    const prose = text.replaceAll(/`[^`]*`/g, '');
    return Array.from(prose.matchAll(/\]\(([^()\s]+)\)/g), ([, target = '']) => ({ file, line: index + 1, target }));
  });
}

/** Returns the anchors of a document's headings, as GitHub derives them. */
export function anchors(file: string): string[] {
  const text = readDocument(file).replaceAll(/^```[\s\S]*?^```/gm, '');
  return Array.from(text.matchAll(/^#{1,6} (.+)$/gm), ([, heading = '']) =>
    heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').trim().replaceAll(' ', '-'));
}
