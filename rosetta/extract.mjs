/**
 * Compiles the examples of README and API, and translates them for the packages of other languages: `npm run readme`.
 *
 * jsii-rosetta's translations to Go do not compile. Those of rosetta/go/examples.go and of docs/languages/go.md replace them.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const TABLET = '.jsii.tabl.json';

execFileSync('npx', ['jsii-rosetta', 'extract', '--strict', '.jsii'], { stdio: 'inherit' });

const tablet = JSON.parse(readFileSync(TABLET, 'utf8'));
const translations = goTranslations();
for (const [name, { translations: languages }] of namedExamples(Object.values(tablet.snippets))) {
  if (translations.has(name)) languages.go.source = translations.get(name);
  else console.warn(`${name} has no translation in rosetta/go/examples.go; jsii-rosetta's does not compile`);
}
writeFileSync(TABLET, JSON.stringify(tablet, undefined, 2));

/** Examples by the name of their type, or as 'README 1', 'README 2' in order. */
function namedExamples(snippets) {
  const line = ({ location }) => location.field?.line ?? 0;
  const isOfReadme = ({ location }) => location.api.api === 'moduleReadme';
  return [
    ...snippets.filter(isOfReadme).sort((a, b) => line(a) - line(b)).map((snippet, index) => [`README ${index + 1}`, snippet]),
    ...snippets.filter(snippet => !isOfReadme(snippet)).map(snippet => [snippet.location.api.fqn.split('.').at(-1), snippet]),
  ];
}

/** The first example is the program of the page about Go; others are parts of functions. */
function goTranslations() {
  const page = readFileSync('docs/languages/go.md', 'utf8');
  const examples = readFileSync('rosetta/go/examples.go', 'utf8');
  const [, program] = /```go\n\/\/ main\.go\n(.*?)\n```/s.exec(page) ?? [];
  if (program === undefined) throw new Error('docs/languages/go.md has no main.go');
  return new Map([
    ['README 1', program],
    ...Array.from(examples.matchAll(/^\t\/\/ example ([^\n]*)\n(.*?)^\t\/\/ end$/gms), ([, name, code]) => [name, code.replaceAll(/^\t/gm, '').trimEnd()]),
  ]);
}
