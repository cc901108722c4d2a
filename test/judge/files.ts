import { compare } from './agreement';
import { filesAt } from './cases';
import { Prometheus } from './prometheus';
import { report, reportRules } from './report';

/* `npm run judge -- PATH…`: how far the library agrees with Prometheus about files and the YAML files of folders. */

async function main(paths: readonly string[]): Promise<void> {
  if (paths.length === 0) throw new Error('which files or folders? npm run judge -- PATH…');
  const prometheus = new Prometheus();
  const comparisons = await compare(prometheus, filesAt(paths));
  const agreed = await report(paths.join(' '), comparisons, prometheus);
  reportRules(comparisons);
  prometheus.close();
  process.exitCode = agreed ? 0 : 1;
}

void main(process.argv.slice(2));
