/**
 * Bundles the contents of the package, so that it loads quickly and has no dependencies: the library, its Lambda functions, and the
 * command line tool; with the licences of what came along.
 *
 *     node bundle.mjs                  after jsii, into dist
 *     node bundle.mjs --functions      only the functions, beside their sources: for tests on the sources
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { finishCommand, toolBundles } from './bundle-tool.mjs';
import { removeStaleOutput } from './stale-output.mjs';
import ts from 'typescript';

const NOTICES = 'dist/THIRD_PARTY_LICENSES';
const ENTRY = 'dist/lib/bundle.js';

/** The Lambda functions. Each has its bundle in a folder `handler-bundle` beside the module that creates it. */
const FUNCTIONS = { 'aws-auth-merge': 'lib/cluster-access/aws-auth-merge', 'grafana': 'lib/grafana/provisioning' };

const handlers = folderOf => Object.entries(FUNCTIONS).map(([name, room]) => ({
  entryPoints: [join(room, 'handler/index.ts')], outfile: join(folderOf(room), 'handler-bundle', name, 'index.js'), target: 'node24', minify: true,
}));

/**
 * Modules that the library loads on use, each with a file of its own. They contain functions and data, no state, and return no instances
 * of classes that jsii knows: bundled from their sources, they load and run faster than from jsii's CommonJS modules.
 */
const LATER = {
  './validate': 'lib/validation/validate.ts',
  './rule-files/validate-rules': 'lib/validation/rule-files/validate-rules.ts',
  './coherence/validate-workspace': 'lib/validation/coherence/validate-workspace.ts',
  './alert-manager/validate-definition': 'lib/validation/alert-manager/validate-definition.ts',
  './dashboards/all-dashboards': 'lib/standard/dashboards/all-dashboards.ts',
  './rules/build-rules': 'lib/standard/rules/build-rules.ts',
  './violations': 'lib/plugin/violations.ts',
  './conversions': 'lib/conversion/conversions.ts',
  './edit-text': 'lib/scrape-configuration/writer/edit-text.ts',
  './components': 'lib/cost/components.ts',
  re2js: 're2js',
  // Its build without node:crypto, which takes longer to load than a configuration to validate.
  'js-md5': 'js-md5/build/md5-lite.mjs',
  yaml: 'yaml',
};
const laterFile = path => `./${basename(path)}.bundle.js`;

/**
 * Modules whose classes and symbols are compared by identity, in values that one bundle creates and another one reads. The bundles share
 * one copy of each.
 */
const SHARED = ['lib/prometheus/decode/value.ts'];

const loadLater = {
  name: 'load-later',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ importer, path }) =>
      /-library\.[jt]s$/.test(importer) && path in LATER ? { path: laterFile(path), external: true } : undefined);
  },
};

const shareModules = {
  name: 'share-modules',
  setup(build) {
    const shared = SHARED.map(file => file.replace('.ts', '')).flatMap(path => [resolve(path), resolve('dist', path)]);
    build.onResolve({ filter: /^\./ }, ({ resolveDir, path }) =>
      shared.includes(resolve(resolveDir, path)) ? { path: laterFile(path), external: true } : undefined);
  },
};

/** The library's index with names that load their module when they are first used, as aws-cdk-lib's names do. */
const lazyNames = {
  name: 'lazy-names',
  setup(build) {
    build.onLoad({ filter: /[\\/]dist[\\/]lib[\\/]index\.js$/ }, () => ({
      contents: lazyIndex(({ module, member }) => `require('${module}').${member}`),
    }));
  },
};

/**
 * An index written from the list of exports in lib/index.ts; `verifyLibrary` compares it with the index that TypeScript writes.
 *
 * Node.js finds the names that an `import` may use by the assignments; it would leave out a name with such a getter if it were defined by
 * a call of `Object.defineProperty` itself.
 */
function lazyIndex(value) {
  return [
    'const define = (name, get) => Object.defineProperty(exports, name, { enumerable: true, get });',
    ...publicNames().flatMap(entry => [`exports.${entry.name} = undefined;`, `define('${entry.name}', () => ${value(entry)});`]),
  ].join('\n');
}

/** The names of values that lib/index.ts exports, with their modules. */
function publicNames() {
  const index = ts.createSourceFile('index.ts', readFileSync('lib/index.ts', 'utf8'), ts.ScriptTarget.Latest);
  return index.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) {
      throw new Error(`lib/index.ts may only contain exports by name, got: ${statement.getText(index)}`);
    }
    return statement.isTypeOnly ? [] : statement.exportClause.elements.filter(({ isTypeOnly }) => !isTypeOnly).map(element => ({
      name: element.name.text, member: (element.propertyName ?? element.name).text, module: statement.moduleSpecifier.text,
    }));
  });
}

/** Fails the build if the bundle does not export the names of the index, to `require` and to `import`, or does not behave like it. */
async function verifyLibrary() {
  const require = createRequire(import.meta.url);
  const [bundle, index] = [require('./dist/lib/bundle.js'), require('./dist/lib/index.js')];
  const expected = Object.keys(index).sort();
  const differing = {
    require: Object.keys(bundle).sort(),
    import: Object.keys(await import('./dist/lib/bundle.js')).filter(name => !['default', 'module.exports'].includes(name)).sort(),
  };
  for (const [way, names] of Object.entries(differing)) {
    if (names.join() !== expected.join()) throw new Error(`${way}() of the bundle gives ${names.join()}\ninstead of ${expected.join()}`);
  }
  const identity = value => typeof value === 'function' ? value[Symbol.for('jsii.rtti')]?.fqn : JSON.stringify(value);
  for (const name of expected) {
    if (identity(bundle[name]) === undefined || identity(bundle[name]) !== identity(index[name])) throw new Error(`the bundle exports another ${name}`);
  }
  // One bundle reads the configuration, and another one the labels of its jobs.
  const standardRules = ({ ScrapeConfiguration, ScrapeJob, StandardRules }) =>
    StandardRules.forJobs(new ScrapeConfiguration({ jobs: [ScrapeJob.cadvisor()] })).toYaml();
  if (standardRules(bundle) !== standardRules(index)) throw new Error('the bundles write other standard rules than the modules: see SHARED');
}

/**
 * Bundles jsii's output, which contains the metadata of each class for other languages. Names are not kept by force: Node.js would no longer
 * see which ones an `import` may name.
 */
const libraryPart = (entryPoint, outfile, plugins) => ({
  entryPoints: [entryPoint], outfile, target: 'node20', external: ['aws-cdk-lib', 'constructs'], plugins, minifyWhitespace: true,
});
const library = [
  libraryPart('dist/lib/index.js', 'dist/lib/library.bundle.js', [loadLater, shareModules, lazyNames]),
  ...SHARED.map(entryPoint => libraryPart(entryPoint, join('dist/lib', laterFile(basename(entryPoint, '.ts'))), [])),
  ...Object.entries(LATER).map(([path, entryPoint]) => ({
    ...libraryPart(entryPoint, join('dist/lib', laterFile(path)), [loadLater, shareModules]), minify: true,
  })),
];

const isForSources = process.argv.includes('--functions');
const bundles = isForSources ? handlers(room => room) : [...library, ...handlers(() => 'dist/lib'), ...toolBundles];
const results = await Promise.all(bundles.map(options => build({ bundle: true, platform: 'node', metafile: true, logLevel: 'warning', ...options })));
if (!isForSources) {
  writeFileSync(NOTICES, notices(results.flatMap(({ metafile }) => Object.keys(metafile.inputs))));
  finishCommand();
  // The package's entry is small: an app that requires it waits for the library only when it uses one of its names.
  writeFileSync(ENTRY, `"use strict";\n${lazyIndex(({ name }) => `require('./library.bundle.js').${name}`)}\n`);
  removeStaleOutput('dist', [ENTRY, ...bundles.map(({ outfile }) => join(outfile))]);
  await verifyLibrary();
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
