/**
 * What the package carries in one file each, so that it loads quickly and depends on nothing: the library, the function that
 * merges aws-auth, and the command line tool; with the licences of what came along.
 *
 *     node bundle.mjs                  after jsii, into dist
 *     node bundle.mjs FOLDER           only the function, into a folder: for tests on the sources
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const NOTICES = 'dist/THIRD_PARTY_LICENSES';

const handler = outdir => ({
  entryPoints: ['lib/cluster-access/aws-auth-merge/handler/index.ts'], outfile: join(outdir, 'index.js'), target: 'node22', minify: true,
});

/** Of jsii's output, which has what other languages need to know of each class. */
const library = { entryPoints: ['dist/lib/index.js'], outfile: 'dist/lib/bundle.js', target: 'node20', external: ['aws-cdk-lib', 'constructs'] };

const tool = { entryPoints: ['bin/amp-collector.ts'], outfile: 'dist/bin/amp-collector.js', target: 'node20', minify: true };

const [, , folder] = process.argv;
const bundles = folder === undefined ? [library, handler('dist/lib/handler-bundle'), tool] : [handler(folder)];
const results = await Promise.all(bundles.map(options => build({ bundle: true, platform: 'node', metafile: true, logLevel: 'warning', ...options })));
if (folder === undefined) writeFileSync(NOTICES, notices(results.flatMap(({ metafile }) => Object.keys(metafile.inputs))));

/** One section per text, since many packages share one. */
function notices(files) {
  const packages = new Set(files.map(file => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]).filter(Boolean));
  const titles = new Map();
  for (const { title, text } of [...packages].sort().map(notice)) titles.set(text, [...titles.get(text) ?? [], title]);
  return [...titles].map(([text, group]) => `${group.join('\n')}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}

function notice(path) {
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const own = readdirSync(path).filter(file => /^(?:licen[cs]e|notice)/i.test(file)).map(file => join(path, file));
  // Some of one author's many packages leave it out; the text is the one that this package has itself.
  const texts = own.length === 0 && license === 'Apache-2.0' ? ['LICENSE'] : own;
  if (texts.length === 0) throw new Error(`${name} has no licence file to take along`);
  return { title: `${name} ${version} (${license})`, text: texts.map(file => readFileSync(file, 'utf8').trim()).join('\n\n') };
}
