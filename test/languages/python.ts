import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, readmeProgram, SOURCES, workFolder } from './language';
import { pythonPackages } from './packages';
import { run } from './process';

/** As with pip in a virtual environment. */
export const python: Language = {
  name: 'Python',
  tools: [['python3', '-c', 'import sys, venv; assert sys.version_info >= (3, 10), "Python is older than 3.10"']],

  prepare: () => {
    const folder = workFolder('python');
    const environment = join(folder, 'environment');
    const interpreter = join(environment, 'bin', 'python');
    const install = (...what: readonly string[]) => run(interpreter, ['-m', 'pip', 'install', '--quiet', '--no-compile', '--no-deps', ...what]);

    run('python3', ['-m', 'venv', '--clear', environment]);
    install('--requirement', join(SOURCES, 'python', 'requirements.txt'));
    install('--no-build-isolation', ...pythonPackages());
    run(interpreter, ['-m', 'pip', '--quiet', 'check']);

    const readme = join(folder, 'readme.py');
    writeFileSync(readme, readmeProgram('python'));
    return {
      README: [interpreter, readme],
      examples: [interpreter, join(SOURCES, 'python', 'app.py')],
    };
  },
};
