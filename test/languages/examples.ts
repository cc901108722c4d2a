import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './process';

interface Tablet {
  readonly snippets: Readonly<Record<string, { readonly translations: Readonly<Record<string, { readonly source: string }>> }>>;
}

/** The examples of README and API as the package of a language has them. */
export function translatedExamples(language: 'python' | 'java' | 'go'): readonly string[] {
  const tablet = JSON.parse(readFileSync(join(ROOT, '.jsii.tabl.json'), 'utf8')) as Tablet;
  return Object.values(tablet.snippets).map(({ translations }) => translations[language]?.source ?? '');
}

export function indented(text: string, spaces: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(spaces));
}
