/**
 * Compiles the examples of README and API, and translates them for the packages of other languages: `npm run readme`.
 *
 * jsii-rosetta's translations to Go do not compile. Those of rosetta/go/examples.go and of docs/languages/go.md replace them.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const TABLET = '.jsii.tabl.json';

execFileSync('npx', ['jsii-rosetta', 'extract', '--strict', '.jsii'], { stdio: 'inherit' });

/** What jsii-rosetta gets wrong in other languages: an optional call, and a number that is no `int`. */
const CORRECTIONS = {
  python: [[/^(\s*)(monitoring\.alert_topic)\.(.*)$/m, '$1if $2:\n$1    $2.$3']],
  java: [[/\bmonitoring\.alertTopic\b/, 'monitoring.getAlertTopic()'], [/\((\d{10,})\)/, '($1L)']],
};

const tablet = JSON.parse(readFileSync(TABLET, 'utf8'));
const translations = goTranslations();
for (const { location, translations: languages } of Object.values(tablet.snippets)) {
  const name = location.api.fqn?.split('.').at(-1) ?? /new (\w+)\(this/.exec(languages.$.source)?.[1] ?? 'program';
  if (translations.has(name)) languages.go.source = translations.get(name);
  else console.warn(`the example of ${name} has no translation in rosetta/go/examples.go; jsii-rosetta's does not compile`);
  for (const [language, corrections] of Object.entries(CORRECTIONS)) {
    const translated = languages[language];
    translated.source = corrections.reduce((source, [wrong, right]) => source.replace(wrong, right), translated.source);
  }
}
writeFileSync(TABLET, JSON.stringify(tablet, undefined, 2));

/** The first example is the program of the page about Go; others are parts of functions. */
function goTranslations() {
  const page = readFileSync('docs/languages/go.md', 'utf8');
  const examples = readFileSync('rosetta/go/examples.go', 'utf8');
  const [, program] = /```go\n\/\/ main\.go\n(.*?)\n```/s.exec(page) ?? [];
  if (program === undefined) throw new Error('docs/languages/go.md has no main.go');
  return new Map([
    ['program', program],
    ...Array.from(examples.matchAll(/^\t\/\/ example ([^\n]*)\n(.*?)^\t\/\/ end$/gms), ([, name, code]) => [name, code.replaceAll(/^\t/gm, '').trimEnd()]),
  ]);
}
