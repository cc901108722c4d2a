import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { indented, translatedExamples } from './examples';
import { type Language, workFolder } from './language';
import { MAVEN_ARGUMENTS, PACKAGES, version } from './packages';
import { writePageFiles } from './page';
import { run } from './process';

const MAVEN = ['--batch-mode', '--quiet', MAVEN_ARGUMENTS] as const;

/** As with Maven: aws-cdk-lib and all else is from Maven Central. */
export const java: Language = {
  name: 'Java',
  tools: [['javac', '-version'], ['mvn', '--version']],

  install: () => {
    const folder = workFolder('java');
    writePageFiles('java', folder);
    for (const [index, example] of translatedExamples('java').entries()) {
      writeFileSync(join(folder, 'src', 'main', 'java', `Example${index}.java`), program(`Example${index}`, example));
    }
    run('mvn', [...MAVEN, 'compile'], { cwd: folder });
    return {
      programs: { README: { commands: [['mvn', ...MAVEN, 'compile', 'exec:java', '-Dexec.mainClass=Monitoring']], cwd: folder } },
      checks: {
        'JUnit passes, and translated examples compile': () => run('mvn', [...MAVEN, 'test'], { cwd: folder }),
        'editors find the documentation in the sources': () => {
          const sources = join(PACKAGES, 'maven', 'io', 'example', 'cdk-managed-prometheus', version(), `cdk-managed-prometheus-${version()}-sources.jar`);
          if (!existsSync(sources)) throw new Error(`${sources} does not exist`);
        },
      },
    };
  },
};

/** The example in a method, with the names that TypeScript examples have from their fixture. */
function program(name: string, example: string): string {
  const lines = example.split('\n').filter(line => line !== 'Cluster cluster;');
  const isImport = (line: string) => line.startsWith('import ');
  const own = lines.filter(isImport);
  const imports = [
    'io.example.managedprometheus.*', 'java.util.List', 'java.util.Map', 'software.amazon.awscdk.App', 'software.amazon.awscdk.Duration',
    'software.amazon.awscdk.Stack', 'software.amazon.awscdk.Validations', 'software.amazon.awscdk.services.eks_v2.Cluster',
    'software.amazon.awscdk.services.sns.subscriptions.EmailSubscription',
  ].map(imported => `import ${imported};`);
  return `${[...new Set([...imports, ...own])].join('\n')}

public class ${name} extends Stack {
    Cluster cluster;

    public void example() {
${indented(lines.filter(line => !isImport(line)).join('\n'), 8)}
    }
}
`;
}
