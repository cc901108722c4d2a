/**
 * What the package carries, bundled so that it loads quickly and depends on nothing: the library, the function that merges
 * aws-auth, and the command line tool; with the licences of what came along.
 *
 *     node bundle.mjs                  after jsii, into dist
 *     node bundle.mjs FOLDER           only the function, into a folder: for tests on the sources
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { makeExecutable, toolBundles } from './bundle-tool.mjs';

const NOTICES = 'dist/THIRD_PARTY_LICENSES';

const handler = outdir => ({
  entryPoints: ['lib/cluster-access/aws-auth-merge/handler/index.ts'], outfile: join(outdir, 'index.js'), target: 'node24', minify: true,
});

/** What the library loads when it is used has a file of its own, so that nobody waits for reading the rest. Each is functions and data. */
const LATER = {
  './validate': 'dist/lib/validation/validate.js',
  './alert-manager/validate-definition': 'dist/lib/validation/alert-manager/validate-definition.js',
  re2js: 're2js',
  yaml: 'yaml',
};
const laterFile = path => `./${basename(path)}.bundle.js`;

const loadLater = {
  name: 'load-later',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ importer, path }) =>
      importer.endsWith('-library.js') && path in LATER ? { path: laterFile(path), external: true } : undefined);
  },
};

/**
 * A name that is exported loads its class when it is asked for, as aws-cdk-lib's names do. By a function of another name than
 * `defineProperty`: Node.js, which looks for the names that an `import` may name, would leave out those with such a getter.
 */
const lazyNames = {
  name: 'lazy-names',
  setup(build) {
    build.onLoad({ filter: /[\\/]dist[\\/]lib[\\/]index\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const files = new Map(Array.from(text.matchAll(/^var (\w+) = (require\(.*\));$/gm), ([, name, call]) => [name, call]));
      return {
        contents: 'const define = (name, get) => Object.defineProperty(exports, name, { enumerable: true, get });\n'
          + text.replace(/^var .*\n/gm, '').replace(
            /Object\.defineProperty\(exports, ("\w+"), .* return (\w+)\.(\w+); \} \}\);/g,
            (_line, name, file, member) => `define(${name}, () => ${files.get(file)}.${member});`),
      };
    });
  },
};

/**
 * Of jsii's output, which has what other languages need to know of each class. Names are not kept by force: Node.js would no longer
 * see which ones an `import` may name.
 */
const libraryPart = (entryPoint, outfile, plugins) => ({
  entryPoints: [entryPoint], outfile, target: 'node20', external: ['aws-cdk-lib', 'constructs'], plugins,
});
const library = [
  libraryPart('dist/lib/index.js', 'dist/lib/bundle.js', [loadLater, lazyNames]),
  ...Object.entries(LATER).map(([path, entryPoint]) => libraryPart(entryPoint, join('dist/lib', laterFile(path)), [loadLater])),
];

const [, , folder] = process.argv;
const bundles = folder === undefined ? [...library, handler('dist/lib/handler-bundle'), ...toolBundles] : [handler(folder)];
const results = await Promise.all(bundles.map(options => build({ bundle: true, platform: 'node', metafile: true, logLevel: 'warning', ...options })));
if (folder === undefined) {
  writeFileSync(NOTICES, notices(results.flatMap(({ metafile }) => Object.keys(metafile.inputs))));
  makeExecutable();
}

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
