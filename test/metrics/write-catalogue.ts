import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { recordedMetrics } from '../judge/exporters/recordings';

/**
 * `npm run metrics:catalogue` writes lib/validation/metrics/catalogue-data.ts. It needs Go, which downloads the modules of the programs
 * below; raise a version there to follow a release.
 */
const MODULES = {
  kubernetes: 'k8s.io/kubernetes@v1.35.0',
  cadvisor: 'github.com/google/cadvisor@v0.60.6',
  kubeStateMetrics: 'k8s.io/kube-state-metrics/v2@v2.18.0',
  nodeExporter: 'github.com/prometheus/node_exporter@v1.12.1',
  coreDns: 'github.com/coredns/coredns@v1.15.0',
} as const;

interface Metric {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
}

function folderOf(module: string): string {
  const workspace = mkdtempSync(join(tmpdir(), 'catalogue-'));
  writeFileSync(join(workspace, 'go.mod'), 'module catalogue\n\ngo 1.24\n');
  return (JSON.parse(execFileSync('go', ['mod', 'download', '-json', module], { cwd: workspace, encoding: 'utf8' })) as { readonly Dir: string }).Dir;
}

/** The list that Kubernetes generates from its sources. A metric of the type Custom is a gauge or a counter. */
function ofKubernetes(folder: string): Metric[] {
  interface Entry {
    readonly name: string;
    readonly namespace?: string;
    readonly subsystem?: string;
    readonly type: string;
    readonly labels?: readonly string[];
  }
  const types: Readonly<Record<string, string>> = { TimingRatioHistogram: 'histogram', Custom: 'unknown' };
  const list = parse(readFileSync(join(folder, 'test/instrumentation/documentation/documentation-list.yaml'), 'utf8')) as readonly Entry[];
  return list.map(({ name, namespace, subsystem, type, labels = [] }) => ({
    name: [namespace, subsystem, name].filter(Boolean).join('_'), type: types[type] ?? type.toLowerCase(), labels,
  }));
}

/** The tables of a page of documentation: the name in the first column, the type in the second. */
function ofTables(text: string): Array<Metric & { readonly row: string }> {
  return [...text.matchAll(/^\|?[ \t]*`?([a-z]\w+)`?[ \t]*\|[ \t]*(Counter|Gauge|Histogram|Summary|Info|StateSet)[ \t]*\|(.*)$/gmi)]
    .map(([, name = '', type = '', row = '']) => ({ name, type: /info|stateset/i.test(type) ? 'gauge' : type.toLowerCase(), labels: [], row }));
}

function ofCadvisor(folder: string): Metric[] {
  return ofTables(readFileSync(join(folder, 'docs/storage/prometheus.md'), 'utf8'));
}

/** Labels that stand for any label or annotation of an object are left out. */
function ofKubeStateMetrics(folder: string): Metric[] {
  const pages = readdirSync(join(folder, 'docs/metrics'), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('-metrics.md'));
  return pages.filter(page => !page.includes('customresourcestate')).flatMap((page) => {
    const text = readFileSync(join(folder, 'docs/metrics', page), 'utf8');
    const column = (/^\|?[ \t]*Metric name.*$/m.exec(text)?.[0] ?? '').replace(/^\|/, '').split('|').findIndex(title => title.includes('Labels')) - 2;
    return ofTables(text).map(({ row, ...metric }) => {
      const labels = (row.split('|')[column] ?? '').matchAll(/`(\w+)=?`=?\s*(?:&lt;|<)/g);
      return { ...metric, labels: [...labels].map(([, label = '']) => label).filter(label => !/[A-Z]/.test(label)) };
    });
  });
}

/** Builds a program, runs it for a moment, and returns what it serves: some collectors of node_exporter are not in its recorded output. */
function servedBy(module: string, program: string, port: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  execFileSync('go', ['install', module], { env: { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod' }, cwd: folder });
  const script = `"./${program}" --web.listen-address=127.0.0.1:${port} 2>/dev/null & sleep 3; curl --silent --fail 127.0.0.1:${port}/metrics; kill $!`;
  return execFileSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 });
}

/** Output of a program. */
function ofExposition(text: string): Metric[] {
  return [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name = '', type = '']) => {
    const samples = [...text.matchAll(new RegExp(`^${name}(?:_bucket|_sum|_count)?\\{([^}]*)\\}`, 'gm'))];
    const labels = new Set(samples.flatMap(([, inner = '']) => [...inner.matchAll(/(?<!\w)(\w+)="/g)].map(([, label = '']) => label)));
    return { name, type: type === 'untyped' ? 'unknown' : type, labels: [...labels].filter(label => label !== 'le' && label !== 'quantile') };
  });
}

/** Definitions in Go: `NewCounterVec(prometheus.CounterOpts{…}, []string{…})`. */
function ofGo(folder: string): Metric[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.go') && !file.endsWith('_test.go'));
  return files.flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const constants = new Map([...text.matchAll(/^[ \t]*(?:const[ \t]+)?(\w+)[ \t]*=[ \t]*"(\w*)"$/gm)].map(([, name = '', value = '']) => [name, value]));
    const definitions = text.matchAll(/New(Counter|Gauge|Histogram|Summary)(?:Vec|Func)?\(\s*prometheus\.\w+Opts\{([^]*?)\n\t*\}(?:,\s*\[\]string\{([^}]*)\})?/g);
    return [...definitions].flatMap(([, type = '', options = '', labels = '']) => {
      const option = (name: string) => {
        const [, value = ''] = new RegExp(`${name}:\\s*([\\w."]+)`).exec(options) ?? [];
        return value === 'plugin.Namespace' ? 'coredns' : value.startsWith('"') ? value.slice(1, -1) : constants.get(value) ?? '';
      };
      const name = [option('Namespace'), option('Subsystem'), option('Name')].filter(Boolean).join('_');
      return option('Name') === '' ? [] : [{ name, type: type.toLowerCase(), labels: [...labels.matchAll(/"(\w+)"/g)].map(([, label = '']) => label) }];
    });
  });
}

/** Components of Kubernetes whose output `npm run metrics:record` records. */
function ofRecordings(): Metric[] {
  const files = ['kube-apiserver.txt', 'kube-controller-manager.txt', 'kube-scheduler.txt', 'kubelet.txt'];
  return files.flatMap(file => recordedMetrics(file)).map(({ name, type, series }) => (
    { name, type, labels: [...new Set(series.flatMap(labels => Object.keys(labels)))].filter(label => label !== '__name__') }
  ));
}

/** Adds the metrics and labels that a list lacks. The type in the output of a program is that of the metric; a list may call it Custom. */
function completed(listed: readonly Metric[], recorded: readonly Metric[]): Metric[] {
  const metrics = new Map(listed.map(metric => [metric.name, metric]));
  for (const { name, type, labels } of recorded) {
    metrics.set(name, { name, type, labels: [...new Set([...metrics.get(name)?.labels ?? [], ...labels])] });
  }
  return [...metrics.values()];
}

const exposition = [
  servedBy(MODULES.nodeExporter, 'node_exporter', 19_100),
  readFileSync(join(folderOf(MODULES.nodeExporter), 'collector/fixtures/e2e-output.txt'), 'utf8'),
].join('\n');
const isOfGo = ({ name }: Metric) => /^(?:go|process|promhttp)_/.test(name);
/** Counters of each setting of GODEBUG, of which every release of Go has others. */
const isSettingOfGo = ({ name }: Metric) => name.startsWith('go_godebug_');
const recorded = ofRecordings();
const programs: Readonly<Record<string, readonly Metric[]>> = {
  'kubernetes': completed(ofKubernetes(folderOf(MODULES.kubernetes)), recorded.filter(metric => !isOfGo(metric))),
  'cadvisor': ofCadvisor(folderOf(MODULES.cadvisor)),
  'kube-state-metrics': [
    ...ofKubeStateMetrics(folderOf(MODULES.kubeStateMetrics)),
    ...ofGo(join(folderOf(MODULES.kubeStateMetrics), 'pkg')).filter(({ name }) => name.startsWith('kube_state_metrics_')),
  ],
  'node-exporter': ofExposition(exposition).filter(({ name }) => name.startsWith('node_')),
  'coredns': ofGo(join(folderOf(MODULES.coreDns), 'plugin')),
  'go': completed(ofExposition(exposition), recorded).filter(metric => isOfGo(metric) && !isSettingOfGo(metric)),
};

function lineOf({ name, type, labels }: Metric): string {
  return [name, type[0] ?? 'u', labels.join(',')].join(' ').trim();
}

function textOf([program, metrics]: readonly [string, readonly Metric[]]): string {
  const lines = new Map([...metrics].sort((left, right) => left.name < right.name ? -1 : 1).map(metric => [metric.name, lineOf(metric)]));
  return `  '${program}': \`\n${[...lines.values()].join('\n')}\n\`,\n`;
}

writeFileSync(join(process.cwd(), 'lib/validation/metrics/catalogue-data.ts'), `/*
 * Written by \`npm run metrics:catalogue\`, which needs Go; test/metrics/write-catalogue.ts names the sources. Change the versions there.
 *
${Object.values(MODULES).map(module => ` * ${module}`).join('\n')}
 *
 * Each line: the name, the first letter of the type (counter, gauge, histogram, summary, unknown), the labels.
 */
export const CATALOGUE_DATA = {
${Object.entries(programs).map(textOf).join('')}} as const;
`);
process.stdout.write(`${Object.entries(programs).map(([program, metrics]) => `${program}: ${metrics.length}`).join(', ')}\n`);
