/**
 * The bundles of the command line tool. A command starts in little time because each part is a file of its own, read when it is used:
 *
 *     dist/bin/amp-collector.js          loads the next, with the code that V8 compiled earlier
 *     dist/bin/main.bundle.js            arguments and help
 *     dist/bin/validate.bundle.js        the command that people wait for in editors and hooks
 *     dist/bin/commands.bundle.js        the other commands
 *     dist/bin/command-error.bundle.js   the errors that commands throw and main reports
 *     dist/bin/aws-sdk.bundle.js         the clients of AWS, for commands that call it
 *     dist/bin/glob.bundle.js            for arguments that are globs
 *     dist/bin/rules.bundle.js           the names of all rules, for --ignore
 *     dist/bin/{rule-files,definitions}.bundle.js    for documents of these kinds
 *     dist/bin/conversion.bundle.js      for files to convert
 *     dist/bin/coherence.bundle.js                   for rules together with scrape configurations
 *     dist/lib/{re2js,js-md5,yaml}.bundle.js    shared with the library
 */
import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

const SDK = {
  '@aws-sdk/client-amp': 'amp', '@aws-sdk/client-eks': 'eks', '@aws-sdk/client-cloudwatch-logs': 'logs',
  '@smithy/signature-v4': 'signature', '@aws-crypto/sha256-js': 'sha256',
};
const RULE_FILES = 'rule-files/validate-rules';
const CONVERSION = 'bin/amp-collector/conversion/conversion';
const DEFINITIONS = 'alert-manager/validate-definition';
const COHERENCE = 'coherence/validate-workspace';
const EXTERNAL = {
  [`./${RULE_FILES}`]: './rule-files.bundle.js', [`./${DEFINITIONS}`]: './definitions.bundle.js',
  './conversion': './conversion.bundle.js',
  [`./${COHERENCE}`]: './coherence.bundle.js',
  '../../../lib/validation/rules': './rules.bundle.js',
  re2js: '../lib/re2js.bundle.js', 'js-md5': '../lib/js-md5.bundle.js', yaml: '../lib/yaml.bundle.js',
  tinyglobby: './glob.bundle.js',
};

/** Marks modules that are in files of their own as external. */
const otherFiles = {
  name: 'other-files',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ path, namespace }) => {
      if (namespace === 'sdk') return { path, external: true };
      if (path in SDK) return { path, namespace: 'sdk' };
      if (namespace === 'command') return { path, external: true };
      if (/\/command-error$/.test(path)) return { path: './command-error.bundle.js', external: true };
      return path in EXTERNAL ? { path: EXTERNAL[path], external: true } : undefined;
    });
    build.onLoad({ filter: /./, namespace: 'sdk' }, ({ path }) => ({ contents: `module.exports = require('./aws-sdk.bundle.js').${SDK[path]};` }));
  },
};

/** The commands as main loads them, by the names of their files. */
const commandFiles = {
  name: 'command-files',
  setup(build) {
    build.onResolve({ filter: /^\.\/commands\// }, ({ path }) => {
      const name = basename(path, '.js');
      return name === 'validate' ? { path: './validate.bundle.js', external: true } : { path: name, namespace: 'command' };
    });
    build.onLoad({ filter: /./, namespace: 'command' }, ({ path }) => ({
      contents: `module.exports = require('./commands.bundle.js')['${path}']();`,
    }));
  },
};

const COMMANDS = 'bin/amp-collector/commands';
const otherCommands = readdirSync(COMMANDS).map(file => basename(file, '.ts')).filter(name => name !== 'validate');

/** `import()` becomes `require()`, since Node.js's loader of ES modules reads a file twice. */
const part = (file, options) => ({
  outfile: `dist/bin/${file}`, target: 'node20', minify: true, supported: { 'dynamic-import': false }, ...options,
});

export const toolBundles = [
  part('amp-collector.js', { entryPoints: ['bin/amp-collector.ts'], plugins: [otherFiles] }),
  part('main.bundle.js', { entryPoints: ['bin/amp-collector/main.ts'], plugins: [commandFiles, otherFiles] }),
  part('validate.bundle.js', { entryPoints: [`${COMMANDS}/validate.ts`], plugins: [otherFiles] }),
  part('commands.bundle.js', {
    stdin: { contents: otherCommands.map(name => `exports['${name}'] = () => require('./${COMMANDS}/${name}');`).join('\n'), resolveDir: '.' },
    plugins: [otherFiles],
  }),
  part('command-error.bundle.js', { entryPoints: ['bin/amp-collector/command-error.ts'] }),
  part('rule-files.bundle.js', { entryPoints: [`lib/validation/${RULE_FILES}.ts`], plugins: [otherFiles] }),
  part('definitions.bundle.js', { entryPoints: [`lib/validation/${DEFINITIONS}.ts`], plugins: [otherFiles] }),
  part('conversion.bundle.js', {
    entryPoints: [`${CONVERSION}.ts`], plugins: [otherFiles], alias: { 'aws-cdk-lib': resolve('bin/amp-collector/conversion/no-tokens.ts') },
  }),
  part('coherence.bundle.js', { entryPoints: [`lib/validation/${COHERENCE}.ts`], plugins: [otherFiles] }),
  part('rules.bundle.js', { entryPoints: ['lib/validation/rules.ts'], plugins: [otherFiles] }),
  part('glob.bundle.js', { stdin: { contents: 'module.exports = require("tinyglobby");', resolveDir: '.' } }),
  part('aws-sdk.bundle.js', {
    stdin: { contents: Object.entries(SDK).map(([path, name]) => `export * as ${name} from '${path}';`).join('\n'), resolveDir: '.' },
  }),
];

const COMMAND = 'dist/bin/amp-collector.js';

/** Names the build in the command, so that it runs compiled code of the same build only, and lets scripts made by pip run it as it is. */
export function finishCommand() {
  const bundlesIn = folder => readdirSync(folder).filter(file => file.endsWith('.bundle.js')).sort().map(file => join(folder, file));
  const build = createHash('sha256');
  for (const file of ['dist/bin', 'dist/lib'].flatMap(bundlesIn)) build.update(readFileSync(file));
  writeFileSync(COMMAND, readFileSync(COMMAND, 'utf8').replace('__BUILD__', build.digest('hex')));
  chmodSync(COMMAND, 0o755);
}
