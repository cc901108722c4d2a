import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Language, readmeProgram, SOURCES, workFolder } from './language';
import { javaSources, PACKAGES } from './packages';
import { run } from './process';

/** As with Maven, without its plugins: it finds the jars, and javac compiles the generated package together with the program. */
export const java: Language = {
  name: 'Java',
  tools: [['javac', '-version'], ['mvn', '--version']],

  prepare: () => {
    const folder = workFolder('java');
    const classPath = join(folder, 'class-path');
    copyFileSync(join(SOURCES, 'java', 'pom.xml'), join(folder, 'pom.xml'));
    run('mvn', [
      '--batch-mode', '--quiet', `-Dmaven.repo.local=${join(PACKAGES, 'maven')}`, `-Dmdep.outputFile=${classPath}`,
      'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath',
    ], { cwd: folder });
    const jars = readFileSync(classPath, 'utf8').trim();

    const readme = join(folder, 'Monitoring.java');
    writeFileSync(readme, readmeProgram('java'));
    const classes = join(folder, 'classes');
    mkdirSync(classes, { recursive: true });
    run('javac', ['-nowarn', '-proc:none', '-d', classes, '-cp', jars, ...javaFiles(), readme]);
    return {
      README: ['java', '-cp', [classes, join(javaSources(), 'resources'), jars].join(delimiter), 'Monitoring'],
    };
  },
};

function javaFiles(): readonly string[] {
  const folder = join(javaSources(), 'java');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.java')).map(file => join(folder, file));
}
