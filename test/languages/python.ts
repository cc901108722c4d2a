import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { indented, translatedExamples } from './examples';
import { type Language, SOURCES, workFolder } from './language';
import { PACKAGES, version } from './packages';
import { writePageFiles } from './page';
import { attempt, ROOT, run } from './process';

const EXAMPLES = 'examples.py';

/** As with pip in a virtual environment: aws-cdk-lib and all else is from PyPI. */
export const python: Language = {
  name: 'Python',
  tools: [['python3', '-c', 'import sys, venv; assert sys.version_info >= (3, 10), "Python is older than 3.10"']],

  install: () => {
    const folder = workFolder('python');
    const environment = join(folder, '.venv');
    const inEnvironment = (name: string) => join(environment, 'bin', name);
    const wheel = join(PACKAGES, 'python', 'dist', `cdk_managed_prometheus-${version()}-py3-none-any.whl`);

    run('python3', ['-m', 'venv', environment]);
    run(inEnvironment('pip'), ['install', '--quiet', wheel, '--requirement', join(SOURCES, 'python', 'requirements.txt')]);
    run(inEnvironment('pip'), ['--quiet', 'check']);

    const files = writePageFiles('python', folder);
    copyFileSync(join(SOURCES, 'python', 'app.py'), join(folder, EXAMPLES));
    const translated = translatedExamples('python').map((example, index) => {
      writeFileSync(join(folder, `translated_${index}.py`), program(example));
      return `translated_${index}.py`;
    });
    const inFolder = (name: string, ...args: readonly string[]) => () => run(inEnvironment(name), args, { cwd: folder });
    return {
      programs: {
        README: { commands: [[inEnvironment('python'), 'app.py']], cwd: folder },
        examples: { commands: [[inEnvironment('python'), EXAMPLES]], cwd: folder },
      },
      checks: {
        'pytest passes': inFolder('pytest', '-q'),
        // It would report a parameter's name in a class of aws-cdk-lib that an example uses.
        'pyright finds no wrong type': inFolder('pyright', '--pythonpath', inEnvironment('python'), ...files),
        'mypy finds no wrong type, in translated examples neither': inFolder('mypy', '--strict', ...files, ...translated),
        'the tool of pip prints and returns what the tool of npm does': () => { compareTool(inEnvironment('amp-collector')); },
      },
    };
  },
};

/** The example in a constructor, with the names that TypeScript examples have from their fixture. */
function program(example: string): string {
  return `from aws_cdk import App, Duration, Stack, Validations
from aws_cdk import aws_eks_v2 as eks
from aws_cdk import aws_sns_subscriptions as subscriptions
from cdk_managed_prometheus import (
    EksCollector, EksMonitoring, WorkspaceBudget, KubernetesRole, PrometheusValidationPlugin, Relabeling, ScrapeConfiguration, ScrapeJob
)


class Example(Stack):
    def example(self, cluster: eks.Cluster) -> None:
${indented(example, 8)}
`;
}

const INVALID = 'scrape_configs: [{job_name: web, scrape_interval: 15s}]\n';

/** The second call of pip's script takes little more than the tool itself. Where the cache cannot be written, it works, too. */
function compareTool(tool: string): void {
  const cache = join(PACKAGES, 'cache');
  const args = ['validate', '-', '--strict'];
  const expected = attempt('node', [join(ROOT, 'dist', 'bin', 'amp-collector.js'), ...args], { input: INVALID });
  for (const [time, folder] of [['first', cache], ['second', cache], ['cacheless', '/dev/null']] as const) {
    const start = performance.now();
    const { status, stdout } = attempt(tool, args, { env: { XDG_CACHE_HOME: folder }, input: INVALID });
    console.log(`  ${time} call of pip's amp-collector: ${((performance.now() - start) / 1000).toFixed(1)} s`);
    if (status !== 1 || status !== expected.status || stdout !== expected.stdout) {
      throw new Error(`expected ${expected.status} and:\n${expected.stdout}got ${status} and:\n${stdout}`);
    }
  }
}
