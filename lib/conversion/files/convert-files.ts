import { ProblemSeverity, type Problem } from '../../validation/problem';
import type { ConversionNote } from '../conversion-note';
import { convertMonitors } from '../monitors/convert';
import { convertCollectors } from '../open-telemetry/convert';
import { listOf, readDocuments, type SourceDocuments } from '../source-document';
import { convertAlertmanager } from './alertmanager';
import { findParts } from './find-parts';
import { joined, type FoundParts, type PartKind } from './part';
import type { ConvertedFile } from './converted';
import { convertRuleFiles } from './rule-files';
import { mergeConfigurations, type Contribution } from './scrape-configurations';

/** A text with the name of its file. */
export interface InputFile {
  readonly name: string;
  readonly text: string;
}

export interface FileConversion {
  readonly files: readonly ConvertedFile[];
  readonly notes: readonly ConversionNote[];
  /** The reasons for which the input cannot be converted as it is. */
  readonly errors: readonly Problem[];
  /** Kubernetes objects of other kinds. */
  readonly skippedObjects: number;
}

export interface FileConversionSettings {
  readonly environment: Readonly<Record<string, string>>;
  /** The namespace of monitors that specify none. */
  readonly namespace: string;
}

/**
 * Converts what users have to what a collector and a workspace take: one scrape configuration, one rule file, one alert manager
 * definition.
 */
export function convertFiles(files: readonly InputFile[], { environment, namespace }: FileConversionSettings): FileConversion {
  const read = files.map(({ name, text }) => ({ text, ...readDocuments(text, name) }));
  const { parts, notes, skippedObjects } = joined(read.map(partsOf));
  const of = (kind: PartKind) => parts.filter(part => part.kind === kind);

  const collectors = of('collector').map(({ document }) => ({ file: document.file, ...convertCollectors([document], { environment }) }));
  const settings = { defaultNamespace: namespace, raiseShortIntervals: true };
  const monitors = convertMonitors(of('monitors').map(({ document }) => document), settings);
  const given: Contribution[] = [
    ...of('scrape-configuration').map(({ document, text, owner }) => ({ document, text, owner, value: document.value })),
    ...collectors.filter(({ configuration }) => listOf(configuration.scrape_configs).length > 0)
      .map(({ configuration: value, file }) => ({ value, document: { value, file, placeOf: () => ({}) } })),
  ];
  // The interval of monitors that specify none is a setting of the Prometheus object, if the input has one.
  const ofMonitors = { value: { ...given.length === 0 && { global: { scrape_interval: '60s' } }, scrape_configs: monitors.jobs } };
  const contributions = monitors.jobs.length === 0 ? given : [...given, ofMonitors];
  const results = [mergeConfigurations(contributions), convertRuleFiles(of('rule-file')), convertAlertmanager(of('alertmanager-configuration'))];
  const problems = [...collectors.flatMap(collector => collector.problems), ...monitors.problems];
  const converted = results.flatMap(({ file }) => file === undefined || isEmpty(file) ? [] : [file]);
  const allNotes = [
    ...notes, ...collectors.flatMap(collector => collector.notes), ...problems.filter(isNote).map(noteOf),
    ...results.flatMap(result => result.notes),
  ];
  const errors = [...read.flatMap(file => syntaxProblems(file, file.text)), ...problems.filter(problem => !isNote(problem))];
  return {
    files: converted,
    notes: allNotes,
    errors: converted.length === 0 && errors.length === 0 ? [nothingConverted(allNotes)] : errors,
    skippedObjects,
  };
}

function partsOf({ documents, text }: SourceDocuments & { readonly text: string }): FoundParts {
  return joined(documents.map(document => findParts(document, documents.length === 1 ? text : undefined)));
}

/** A collector's problem without which the result would be another one. */
const PREVENTING = new Set(['open-telemetry-variable', 'open-telemetry-receiver', 'yaml-syntax']);

function isNote({ ruleId }: Problem): boolean {
  return !PREVENTING.has(ruleId);
}

/** Problems of the conversion after which the job or endpoint is still there. */
const CHANGES = new Set(['monitor-converted', 'open-telemetry-agent']);

function noteOf({ ruleId, severity, file, line, column, path, message }: Problem): ConversionNote {
  const isChange = CHANGES.has(ruleId) && severity === ProblemSeverity.WARNING;
  const leftOut = /ndpoints\[\d+\]/.test(path) ? 'the endpoint is left out' : 'the monitor is left out';
  const isLeftOut = ruleId === 'monitor-unsupported' && severity === ProblemSeverity.ERROR;
  return { outcome: isChange ? 'changed' : 'dropped', file, line, column, path, message: isLeftOut ? `${message}; ${leftOut}` : message };
}

/** Charts are templates, which become YAML only by Helm. */
function syntaxProblems({ problems }: SourceDocuments, text: string): readonly Problem[] {
  const [first] = problems;
  if (first === undefined || !/\{\{-?[^{}]*(?:\.Values|\.Release|\.Chart|include|tpl)\b/.test(text)) return problems;
  return [{ ...first, message: 'the file is a template of a Helm chart; convert the output of helm template instead' }];
}

/** A configuration without jobs is of no use to a collector. */
function isEmpty({ kind, value: { scrape_configs: jobs } }: ConvertedFile): boolean {
  return kind === 'scrape-configuration' && Array.isArray(jobs) && jobs.length === 0;
}

function nothingConverted(notes: readonly ConversionNote[]): Problem {
  return {
    ruleId: 'nothing-to-convert', severity: ProblemSeverity.ERROR, path: '',
    message: notes.some(({ outcome }) => outcome === 'dropped')
      ? 'nothing of the input can be converted'
      : 'found nothing to convert: no OpenTelemetry configuration, no ServiceMonitor or PodMonitor, no PrometheusRule, no Prometheus or Alertmanager configuration',
  };
}
