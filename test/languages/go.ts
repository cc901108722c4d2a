import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, type Language, readmeProgram, SOURCES, workFolder } from './language';
import { run } from './process';

/** As with `go build`, the required modules replaced by the generated ones. */
export const go: Language = {
  name: 'Go',
  tools: [['go', 'version']],

  prepare: () => {
    const folder = workFolder('go');
    const build = (name: string, source: string): Command => {
      const executable = join(folder, name);
      run('go', ['build', '-o', executable, source], { cwd: join(SOURCES, 'go') });
      return [executable];
    };

    const readme = join(folder, 'readme.go');
    writeFileSync(readme, readmeProgram('go'));
    return {
      README: build('readme', readme),
      examples: build('examples', '.'),
    };
  },
};
