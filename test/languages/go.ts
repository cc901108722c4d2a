import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, type Language, SOURCES, workFolder } from './language';
import { PACKAGES } from './packages';
import { writePageFiles } from './page';
import { ROOT, run } from './process';
import { translatedExamples } from './examples';

const MODULE = 'example.com/cdk-managed-prometheus-go/managedprometheus';

/** As with `go get`: aws-cdk-lib and all else is from Go's module proxy, this library from its folder. */
export const go: Language = {
  name: 'Go',
  tools: [['go', 'version']],

  install: () => {
    const folder = workFolder('go');
    const inFolder = (...args: readonly string[]) => run('go', args, { cwd: folder });
    const files = writePageFiles('go', folder);
    copy(join(SOURCES, 'go', 'main.go'), join(folder, 'examples', 'main.go'));
    copy(join(ROOT, 'rosetta', 'go', 'examples.go'), join(folder, 'translated', 'examples.go'));

    inFolder('mod', 'init', 'monitoring');
    inFolder('mod', 'edit', `-replace=${MODULE}=${join(PACKAGES, 'go', 'managedprometheus')}`);
    inFolder('mod', 'tidy');
    const build = (name: string, source: string): Command => {
      inFolder('build', '-o', join(folder, 'bin', name), source);
      return [join(folder, 'bin', name)];
    };
    return {
      programs: {
        README: { commands: [build('readme', '.')] },
        examples: { commands: [build('examples', './examples')] },
      },
      checks: {
        'go test passes': () => inFolder('test', '.'),
        'the files are formatted': () => {
          const unformatted = run('gofmt', ['-l', ...files], { cwd: folder });
          if (unformatted !== '') throw new Error(unformatted);
        },
        'the translated examples compile, and the package has them': () => {
          inFolder('build', './translated');
          const readme = readFileSync(join(PACKAGES, 'go', 'managedprometheus', 'README.md'), 'utf8');
          const [first = '', second = ''] = translatedExamples('go');
          if (!readme.includes(first) || !readme.includes(second)) throw new Error('README.md of the module has other examples');
        },
      },
    };
  },
};

function copy(from: string, to: string): void {
  mkdirSync(join(to, '..'), { recursive: true });
  copyFileSync(from, to);
}
