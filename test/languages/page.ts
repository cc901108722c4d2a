import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './process';

/** Writes the files of a language's page and returns their names. Each block of code begins with its file's name in a comment. */
export function writePageFiles(language: string, folder: string): readonly string[] {
  const page = readFileSync(join(ROOT, 'docs', 'languages', `${language}.md`), 'utf8');
  return Array.from(page.matchAll(/^```\w+\n(?:#|\/\/|<!--) (\S+\.\w+)(?: -->)?\n(.*?)^```$/gms), ([, name = '', text = '']) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    return name;
  });
}
