import { noteIn, type ConversionNote } from '../conversion-note';
import { ProblemSeverity, type Problem } from '../../validation/problem';
import { fieldsOf, isFields, listOf, problemIn, type Fields, type Path, type SourceDocument } from '../source-document';
import { formatPath } from '../../private/property-problem';
import { findConfigurations, prometheusReceivers, type CollectorConfiguration } from './find-configurations';
import { clusterWideJob } from './agent-variables';
import { convertProcessor, type ConvertedProcessor } from './processors';
import { resolveVariables } from './variables';

const { ERROR, WARNING } = ProblemSeverity;

/** The scrape configuration of a collector, with Prometheus's field names. */
export interface ConvertedCollector {
  readonly configuration: Fields;
  /** The receivers that were converted, by name. */
  readonly receivers: readonly string[];
  readonly problems: readonly Problem[];
  /** Changes that keep the meaning. */
  readonly notes: readonly ConversionNote[];
}

interface ConvertedReceiver {
  readonly name: string;
  readonly jobs: readonly Fields[];
  /** The settings for all jobs, without labels. */
  readonly settings: Fields;
  readonly externalLabels: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  readonly notes: readonly ConversionNote[];
}

export interface CollectorSettings {
  readonly environment: Readonly<Record<string, string>>;
  readonly receivers?: readonly string[];
}

/** Settings that an OpenTelemetry collector has in `global` and that apply to each job. */
const JOB_SETTINGS = ['scrape_interval', 'scrape_timeout', 'sample_limit', 'target_limit', 'label_limit', 'body_size_limit', 'scrape_protocols'];

/** Converts the `prometheus` receivers of all collectors in the documents to one scrape configuration. */
export function convertCollectors(documents: readonly SourceDocument[], settings: CollectorSettings): ConvertedCollector {
  const found = documents.map(document => findConfigurations(document));
  const configurations = found.flatMap(each => each.configurations);
  const receivers = configurations.flatMap(configuration =>
    prometheusReceivers(configuration)
      .filter(name => settings.receivers === undefined || settings.receivers.includes(name))
      .map(name => convertReceiver(configuration, name, settings)));
  const only = receivers.length === 1 ? receivers[0] : undefined;
  const labels = Object.assign({}, ...receivers.map(({ externalLabels }) => externalLabels)) as Record<string, string>;
  return {
    configuration: {
      global: { scrape_interval: '60s', ...only?.settings, ...Object.keys(labels).length > 0 && { external_labels: labels } },
      scrape_configs: only?.jobs ?? withUniqueNames(receivers),
    },
    receivers: receivers.map(({ name }) => name),
    problems: unique([...found, ...receivers].flatMap(({ problems }) => problems)),
    notes: unique([...receivers.flatMap(({ notes }) => notes), ...configurations.flatMap(otherReceivers)]),
  };
}

/** Several receivers share processors, whose problems and notes are reported once. */
function unique<T>(items: readonly T[]): T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()];
}

/** Receivers of other types, which have no counterpart. */
function otherReceivers(configuration: CollectorConfiguration): ConversionNote[] {
  const { value, document, path } = configuration;
  const converted = prometheusReceivers(configuration);
  return Object.keys(fieldsOf(value.receivers)).filter(name => !converted.includes(name)).map((name) => {
    const at = [...path, 'receivers', name];
    return noteIn('dropped', document, at, formatPath(at), 'only receivers of the type prometheus have a counterpart; keep an agent for this one if you need it');
  });
}

function convertReceiver(configuration: CollectorConfiguration, name: string, { environment }: CollectorSettings): ConvertedReceiver {
  const { document } = configuration;
  const path = [...configuration.path, 'receivers', name];
  const receiver = fieldsOf(fieldsOf(configuration.value.receivers)[name]);
  const { scrape_configs: givenJobs, ...others } = fieldsOf(receiver.config);
  const adapted = listOf(givenJobs).map(job => isFields(job) ? clusterWideJob(job, environment) : { job: undefined, changes: [] });
  // A job that is left out keeps its place, by which problems find the others.
  const resolved = resolveVariables({ ...others, scrape_configs: adapted.map(({ job }) => job) }, environment, document, [...path, 'config']);
  const { problems, dollars, names } = resolved;
  const { global, scrape_configs: jobs } = fieldsOf(resolved.value);
  const pipeline = convertPipeline(configuration, name, environment);
  const { external_labels: labels, ...settings } = fieldsOf(global);
  const changed = (at: Path, message: string) => noteIn('changed', document, at, formatPath(at), message);
  return {
    name,
    settings,
    jobs: listOf(jobs).filter(isFields).map(job => withPipeline(job, pipeline.converted)),
    externalLabels: { ...fieldsOf(labels) as Record<string, string>, ...pipeline.converted.externalLabels },
    problems: [
      ...problems,
      ...pipeline.problems,
      ...receiver.target_allocator === undefined
        ? []
        : [problemIn(document, [...path, 'target_allocator'], 'open-telemetry-target-allocator', WARNING,
            'a collector has no target allocator; convert the ServiceMonitor and PodMonitor objects that it selects as well')],
      ...adapted.flatMap(({ job, changes }, index) => changes.map(({ at, message }) => problemIn(document,
        [...path, 'config', 'scrape_configs', index, ...at], job === undefined ? 'open-telemetry-not-converted' : 'open-telemetry-agent', WARNING, message))),
      ...Array.isArray(givenJobs) ? [] : [problemIn(document, [...path, 'config'], 'open-telemetry-receiver', ERROR, 'the receiver has no scrape_configs')],
    ],
    notes: [
      ...dollars === 0 ? [] : [changed([...path, 'config'], `$$ became $ ${dollars === 1 ? 'once' : `${dollars} times`}`)],
      ...[...new Set(names)].map(variable => changed([...path, 'config'], `\${${variable}} was replaced by its value`)),
      ...pipeline.changes.map(({ at, message }) => changed([...configuration.path, ...at], message)),
    ],
  };
}

/** One global section cannot hold the settings of several receivers, so each job gets its own. */
function withGlobal(job: Fields, settings: Fields): Fields {
  const own = JOB_SETTINGS.filter(name => settings[name] !== undefined && job[name] === undefined).map(name => [name, settings[name]]);
  return { ...job, ...Object.fromEntries(own) as Fields };
}

function withPipeline(job: Fields, { metricRelabelings }: ConvertedProcessor): Fields {
  if (metricRelabelings.length === 0) return job;
  return { ...job, metric_relabel_configs: [...listOf(job.metric_relabel_configs), ...metricRelabelings] };
}

interface ConvertedPipeline {
  readonly converted: ConvertedProcessor;
  readonly problems: readonly Problem[];
  readonly changes: ReadonlyArray<{ readonly at: Path; readonly message: string }>;
}

/** The processors and exporters after a receiver. */
function convertPipeline(
  { value, document, path }: CollectorConfiguration, receiver: string, environment: Readonly<Record<string, string>>,
): ConvertedPipeline {
  const report = (at: Path, message: string) => problemIn(document, [...path, ...at], 'open-telemetry-not-converted', WARNING, message);
  const pipelines = Object.entries(fieldsOf(fieldsOf(value.service).pipelines))
    .filter(([name, pipeline]) => /^metrics(?:\/|$)/.test(name) && listOf(fieldsOf(pipeline).receivers).includes(receiver));
  const [first, ...others] = pipelines;
  if (first === undefined) return { converted: { metricRelabelings: [], externalLabels: {}, left: [] }, problems: [], changes: [] };
  const [name, pipeline] = first;
  const processors = listOf(fieldsOf(pipeline).processors).map(String);
  const steps = processors.map((processor) => {
    const resolved = resolveVariables(fieldsOf(value.processors)[processor], environment, document, [...path, 'processors', processor]);
    return { processor, problems: resolved.problems, converted: convertProcessor(processor, resolved.value) };
  });
  const labels = exporterLabels(value, listOf(fieldsOf(pipeline).exporters).map(String), environment, document, path);
  return {
    converted: {
      metricRelabelings: steps.flatMap(({ converted }) => converted.metricRelabelings),
      externalLabels: Object.assign({}, ...steps.map(({ converted }) => converted.externalLabels), labels.value) as Record<string, string>,
      left: [],
    },
    problems: [
      ...steps.flatMap(({ problems }) => problems),
      ...labels.problems,
      ...steps.flatMap(({ processor, converted }) => converted.left.map(reason => report(['processors', processor], `${reason}; it is left out`))),
      ...others.map(([other]) => report(['service', 'pipelines', other],
        `the receiver '${receiver}' is in several pipelines; the processors of '${name}' are carried over, those of '${other}' are not`)),
    ],
    changes: [
      ...steps.map(({ processor, converted }) => ({ at: ['processors', processor], message: described(converted) })),
      ...Object.keys(labels.value).length === 0 ? [] : [{ at: ['exporters'], message: `external_labels of the exporters became ${labelList(labels.value)}` }],
    ].filter(({ message }) => message !== ''),
  };
}

function described({ metricRelabelings, externalLabels }: ConvertedProcessor): string {
  const count = metricRelabelings.length;
  return [
    ...count === 0 ? [] : [`the processor became ${count === 1 ? 'a metric relabeling' : `${count} metric relabelings`} of each job`],
    ...Object.keys(externalLabels).length === 0 ? [] : [`the processor became ${labelList(externalLabels)}`],
  ].join('; ');
}

function labelList(labels: Readonly<Record<string, string>>): string {
  const names = Object.keys(labels);
  return `the external label${names.length === 1 ? '' : 's'} ${names.join(', ')}`;
}

/** Labels that the exporter adds to every metric. */
function exporterLabels(
  value: Fields, names: readonly string[], environment: Readonly<Record<string, string>>, document: SourceDocument, path: Path,
): { readonly value: Readonly<Record<string, string>>; readonly problems: readonly Problem[] } {
  const results = names.map((name) => {
    const labels = fieldsOf(fieldsOf(value.exporters)[name]).external_labels;
    return resolveVariables(labels ?? {}, environment, document, [...path, 'exporters', name, 'external_labels']);
  });
  return {
    value: Object.assign({}, ...results.map(result => result.value)) as Record<string, string>,
    problems: results.flatMap(({ problems }) => problems),
  };
}

/** Jobs of several receivers may share a name; the second keeps its `job` label and gets another name. */
function withUniqueNames(receivers: readonly ConvertedReceiver[]): Fields[] {
  const names = new Set<unknown>();
  return receivers.flatMap(({ name: receiver, jobs, settings }) => jobs.map(job => withGlobal(job, settings)).map((job) => {
    const name = job.job_name;
    if (!names.has(name)) {
      names.add(name);
      return job;
    }
    const unique = `${String(name)} (${receiver})`;
    names.add(unique);
    return { ...job, job_name: unique, relabel_configs: [{ target_label: 'job', replacement: String(name) }, ...listOf(job.relabel_configs)] };
  }));
}
