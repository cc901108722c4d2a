import type { EffectiveConfiguration, EffectiveJob } from '../../../lib/prometheus/scrape-config/effective';
import { discoveredKinds } from '../../../lib/validation/outcome/job-targets';
import { relabelSample, relabelTarget, type RelabelTrace } from '../../../lib/validation/outcome/relabel-trace';
import { EXIT, UsageError } from '../command-error';
import type { Invocation } from '../command-line/parse';
import { chooseConfiguration } from '../documents/choose-configuration';
import { chooseJob } from '../explanation/choose-job';
import { jobTargets } from '../explanation/job-targets';
import { knownOf } from '../explanation/known-job';
import { SAMPLES, TARGETS } from '../explanation/relabeling-description';
import { resourceNames } from '../explanation/resource-names';
import { readLabels } from '../input/label-file';
import { readObjects } from '../input/object-file';
import { inputName } from '../input/read-file';
import { escapeTexts } from '../output/escape';
import { relabelTraceJson } from '../output/relabel-trace-json';
import { relabelTraceText } from '../output/relabel-trace-text';
import type { Terminal } from '../output/terminal';

type Options = Invocation<'relabel'>['options'];

/** The options that name a Kubernetes object; each is the role that discovers it. */
const ROLES = ['pod', 'service', 'node', 'endpoints', 'endpointslice', 'ingress'] as const;
const INPUTS = [...ROLES, 'target', 'sample'] as const;

export function run({ operands: [operand = '-'], options }: Invocation<'relabel'>, terminal: Terminal): number {
  const [given, second] = INPUTS.filter(name => options[name] !== undefined);
  if (given === undefined) throw new UsageError('specify --pod, --service, --node, --endpoints, --endpointslice, --ingress, --target or --sample');
  if (second !== undefined) throw new UsageError(`specify --${given} or --${second}, not both`);
  const file = options[given] ?? '';
  if (operand === '-' && file === '-') throw new UsageError(`standard input cannot be both the configuration and --${given}`);

  const configuration = chooseConfiguration(operand, options.scraper);
  const job = chooseJob(configuration, options.job);
  switch (given) {
    case 'target': return printTrace(knownOf(job, relabelTarget(configuration, job, readLabels(file))), options, terminal);
    case 'sample': return printTrace(knownOf(job, relabelSample(job, readLabels(file))), options, terminal);
    default: return printObjects(configuration, job, given, options, terminal);
  }
}

function printTrace(trace: RelabelTrace, { json, sample }: Options, terminal: Terminal): number {
  if (json === true) terminal.printJson(relabelTraceJson(trace));
  else terminal.print(relabelTraceText(escapeTexts(trace), sample === undefined ? TARGETS : SAMPLES, terminal.paint));
  return EXIT.OK;
}

function printObjects(
  configuration: EffectiveConfiguration, job: EffectiveJob, role: typeof ROLES[number], options: Options, terminal: Terminal,
): number {
  if (!job.kubernetes.some(discovery => discovery.role === role)) {
    const kinds = discoveredKinds(job);
    throw new UsageError(`the job '${job.name ?? ''}' does not use role: ${role}; it discovers ${kinds.length === 0 ? 'nothing in Kubernetes' : resourceNames(kinds).join(', ')}`);
  }
  const file = options[role] ?? '';
  const objects = readObjects(file);
  const { targets, undiscovered, missing } = jobTargets(configuration, job, objects, role);
  if (targets.length + undiscovered.length === 0) {
    const kinds = resourceNames([...new Set(objects.map(({ kind }) => kind))]).join(', ');
    throw new UsageError(`${inputName(file)} has no object that role: ${role} discovers; it has ${kinds}`);
  }
  if (options.json === true) {
    const data = targets.map(({ trace, ...target }) => ({ ...target, ...relabelTraceJson(trace) }));
    terminal.printJson({ targets: data, undiscovered, missing });
  } else {
    const { paint } = terminal;
    const text = [
      ...escapeTexts(targets).map(({ object, target, trace }) =>
        `${paint.strong(target === '' ? object : `${object}, ${target}`)}\n${relabelTraceText(trace, TARGETS, paint)}`),
      ...escapeTexts(undiscovered).map(({ object, reason }) => `${paint.strong(object)}\n${paint.bad('not discovered')}: ${reason}`),
    ].join('\n\n');
    terminal.print(text);
  }
  if (missing.length > 0) terminal.note(`without ${missing.join(', ')}, some labels are missing; add ${missing.length === 1 ? 'it' : 'them'} to the input`);
  return EXIT.OK;
}
