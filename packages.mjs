/**
 * Builds the packages for other languages: a wheel for pip, a module for Go, and a jar in the local Maven repository.
 *
 *     npm run package                  all of them, into packages
 *     npm run package -- python go     some of them
 *
 * MAVEN_OPTS and MAVEN_ARGS are those of Maven, for example MAVEN_ARGS=-Dmaven.repo.local=FOLDER.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OUT = 'packages';

/** The oldest aws-cdk-lib that the Java package is tested with. Maven Central gets new versions weeks after npm. */
const OLDEST_AWS_CDK_LIB_FOR_JAVA = '2.263.0';

/** Takes the place of jsii's script, which unpacks and loads aws-cdk-lib before it runs the tool. */
const SCRIPT = join(OUT, 'python', 'src', 'cdk_managed_prometheus', '_jsii', 'bin', 'amp-collector');

const BUILDERS = { python: buildWheel, java: installJar, go: () => {} };

const given = process.argv.slice(2);
const languages = given.length === 0 ? Object.keys(BUILDERS) : given;
const unknown = languages.filter(language => !Object.hasOwn(BUILDERS, language));
if (unknown.length > 0) throw new Error(`unknown language ${unknown.join(', ')}: specify ${Object.keys(BUILDERS).join(', ')}`);

const { peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
for (const language of languages) rmSync(join(OUT, language), { recursive: true, force: true });
run('npx', 'jsii-pacmak', '--code-only', '--no-npmignore', '--outdir', OUT, ...languages.flatMap(language => ['--target', language]));
for (const language of languages) BUILDERS[language]();

function run(command, ...args) {
  execFileSync(command, args, { stdio: 'inherit' });
}

function buildWheel() {
  if (!existsSync(SCRIPT)) throw new Error(`jsii-pacmak wrote no ${SCRIPT}`);
  copyFileSync(join('packaging', 'amp-collector.py'), SCRIPT);
  run('python3', '-m', 'pip', 'wheel', '--quiet', '--no-deps', '--wheel-dir', join(OUT, 'python', 'dist'), join(OUT, 'python'));
}

function installJar() {
  const pom = join(OUT, 'java', 'pom.xml');
  const oldest = peerDependencies['aws-cdk-lib'].replace('^', '');
  const text = readFileSync(pom, 'utf8');
  if (!text.includes(`[${oldest},3.0.0)`)) throw new Error(`${pom} has no range [${oldest},3.0.0)`);
  writeFileSync(pom, text.replace(`[${oldest},3.0.0)`, `[${OLDEST_AWS_CDK_LIB_FOR_JAVA},3.0.0)`));
  const mavenArguments = (process.env.MAVEN_ARGS ?? '').split(' ').filter(Boolean);
  run('mvn', '--batch-mode', '--quiet', ...mavenArguments, '--file', pom, 'install', '-Dmaven.javadoc.skip=true');
}
