import { parseDuration } from '../../prometheus/values/duration';
import { writeYaml } from '../../scrape-configuration/writer/write-yaml';
import { noteIn, type ConversionNote } from '../conversion-note';
import { fieldsOf, isFields, listOf, objectDocument, type Fields, type SourceDocument } from '../source-document';
import type { Converted } from './converted';

/** A scrape configuration that becomes a part of the result. */
export interface Contribution {
  /** With `global` and `scrape_configs`. */
  readonly value: unknown;
  /** The document of a configuration that the input contains unchanged. */
  readonly document?: SourceDocument;
  readonly text?: string;
  readonly owner?: string;
}

/** Sections that a collector refuses, each with what takes its place. */
const SECTIONS: Readonly<Record<string, string>> = {
  remote_write: 'the collector writes to its workspace',
  remote_read: 'a collector stores nothing, so it reads nothing',
  rule_files: 'rules belong to the workspace; convert the rule files as well',
  alerting: 'alerts are sent by the workspace\'s alert manager',
};

/** Fields of `global` that apply to scraping, and so can be moved to the jobs. */
const NOT_OF_JOBS = new Set(['external_labels', 'evaluation_interval', 'rule_query_offset', 'query_log_file', 'scrape_failure_log_file']);

const SHORTEST_INTERVAL_MS = 30_000;

/** Merges configurations into one. Settings for all jobs move to each job if there are several configurations. */
export function mergeConfigurations(contributions: readonly Contribution[]): Converted {
  if (contributions.length === 0) return { notes: [] };
  const prepared = contributions.map(prepare);
  const notes = prepared.flatMap(part => part.notes);
  const [only] = prepared;
  if (only !== undefined && prepared.length === 1) {
    const text = notes.length === 0 && contributions[0]?.text !== undefined ? contributions[0].text : undefined;
    return { notes, file: { kind: 'scrape-configuration', value: only.value, text: text ?? writeYaml(only.value) } };
  }
  const { jobs, notes: renamings } = withUniqueNames(prepared.flatMap(({ value, document }) => listOf(value.scrape_configs).filter(isFields)
    .map(job => ({ job: withGlobal(job, fieldsOf(value.global)), document }))));
  const { labels, notes: conflicts } = mergedLabels(prepared);
  const value = {
    global: { ...commonSettings(prepared), ...Object.keys(labels).length > 0 && { external_labels: labels } },
    scrape_configs: jobs,
  };
  return { notes: [...notes, ...renamings, ...conflicts], file: { kind: 'scrape-configuration', value, text: writeYaml(value) } };
}

interface Prepared {
  readonly value: Fields;
  readonly document: SourceDocument;
  readonly notes: readonly ConversionNote[];
}

/** Leaves out sections that a collector refuses, and raises intervals that are too short. */
function prepare({ value, document = objectDocument(value) }: Contribution): Prepared {
  const notes: ConversionNote[] = [];
  const { global, scrape_configs: jobs, ...others } = fieldsOf(value);
  for (const section of Object.keys(others)) {
    notes.push(noteIn('dropped', document, [section], section, SECTIONS[section] ?? 'a collector takes global and scrape_configs only'));
  }
  const settings = raised(fieldsOf(global), ['global'], document, notes);
  const scrapeConfigs = listOf(jobs).map((job, index) => isFields(job) ? raised(job, ['scrape_configs', index], document, notes) : job);
  return { document, notes, value: { ...global !== undefined && { global: settings }, scrape_configs: scrapeConfigs } };
}

function raised(fields: Fields, path: ReadonlyArray<string | number>, document: SourceDocument, notes: ConversionNote[]): Fields {
  const { scrape_interval: interval, job_name: job } = fields;
  const parsed = typeof interval === 'string' ? parseDuration(interval) : undefined;
  const milliseconds = parsed !== undefined && 'value' in parsed ? parsed.value : undefined;
  if (typeof milliseconds !== 'number' || milliseconds === 0 || milliseconds >= SHORTEST_INTERVAL_MS) return fields;
  const subject = typeof job === 'string' ? `the job '${job}'` : 'global';
  notes.push(noteIn('changed', document, [...path, 'scrape_interval'], subject, `scrape_interval ${String(interval)} was raised to 30s, the shortest of a collector`));
  return { ...fields, scrape_interval: '30s' };
}

function withGlobal(job: Fields, global: Fields): Fields {
  const own = Object.entries(global).filter(([name]) => !NOT_OF_JOBS.has(name) && job[name] === undefined);
  return { ...job, ...Object.fromEntries(own) as Fields };
}

/** The settings on which all configurations agree; jobs carry their own in any case. */
function commonSettings(prepared: readonly Prepared[]): Fields {
  const [first] = prepared.map(({ value }) => fieldsOf(value.global)).filter(global => global.scrape_interval !== undefined);
  return { scrape_interval: first?.scrape_interval ?? '60s' };
}

function mergedLabels(prepared: readonly Prepared[]): { readonly labels: Fields; readonly notes: ConversionNote[] } {
  const labels = new Map<string, unknown>();
  const notes: ConversionNote[] = [];
  for (const { value, document } of prepared) {
    for (const [name, label] of Object.entries(fieldsOf(fieldsOf(value.global).external_labels))) {
      if (!labels.has(name)) labels.set(name, label);
      else if (labels.get(name) !== label) {
        notes.push(noteIn('dropped', document, ['global', 'external_labels', name], 'global.external_labels',
          `the label ${name} has several values in the input; '${String(labels.get(name))}' is kept, '${String(label)}' is left out`));
      }
    }
  }
  return { labels: Object.fromEntries(labels), notes };
}

/** Job names are unique. A job that gets another name keeps its label `job`. */
function withUniqueNames(
  jobs: ReadonlyArray<{ readonly job: Fields; readonly document: SourceDocument }>,
): { readonly jobs: readonly Fields[]; readonly notes: ConversionNote[] } {
  const names = new Set<unknown>();
  const notes: ConversionNote[] = [];
  return {
    notes,
    jobs: jobs.map(({ job, document }) => {
      const name = job.job_name;
      let unique = name;
      for (let number = 2; names.has(unique); number++) unique = `${String(name)} (${number})`;
      names.add(unique);
      if (unique === name) return job;
      notes.push(noteIn('changed', document, [], `the job '${String(name)}'`, `several jobs have this name; this one is called '${String(unique)}' and keeps the label job="${String(name)}"`));
      return { ...job, job_name: unique, relabel_configs: [{ target_label: 'job', replacement: String(name) }, ...listOf(job.relabel_configs)] };
    }),
  };
}
