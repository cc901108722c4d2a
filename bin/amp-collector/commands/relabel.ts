import type { Invocation } from '../command-line/parse';
import { EXIT, CommandError, UsageError } from '../command-error';
import { relabelSample, relabelTarget, type Outcome } from '../explanation/relabel-trace';
import { SAMPLES, TARGETS } from '../explanation/relabeling-description';
import { chooseJob } from '../explanation/choose-job';
import { readConfiguration } from '../input/read-configuration';
import { readLabels } from '../input/label-file';
import { inputName, readBytes } from '../input/read-file';
import { relabelTraceText } from '../output/relabel-trace-text';
import type { Terminal } from '../output/terminal';

export function run({ operands: [file = '-'], options }: Invocation<'relabel'>, terminal: Terminal): number {
  const { target, sample } = options;
  if ((target === undefined) === (sample === undefined)) throw new UsageError('say either --target or --sample', 'relabel');
  if (file === '-' && (target ?? sample) === '-') throw new UsageError('standard input cannot be both the configuration and the labels', 'relabel');
  const { configuration, errors: [error] } = readConfiguration(readBytes(file));
  if (configuration === undefined || error !== undefined) {
    throw new CommandError(`${inputName(file)} is not valid, so nothing is relabeled: ${error?.message ?? 'it is empty'}; amp-collector validate tells more`, EXIT.PROBLEMS);
  }
  const job = chooseJob(configuration, options.job);
  const outcome = target === undefined
    ? relabelSample(job, readLabels(sample ?? ''))
    : relabelTarget(configuration, job, readLabels(target));
  if (options.json === true) terminal.printJson(outcomeJson(outcome));
  else terminal.print(relabelTraceText(outcome, target === undefined ? SAMPLES : TARGETS, terminal.paint));
  return EXIT.OK;
}

/** Maps as objects. */
function outcomeJson({ labels, steps, ...outcome }: Outcome): object {
  const json = (map: ReadonlyMap<string, string> | undefined) => map && Object.fromEntries(map);
  return {
    ...outcome,
    labels: json(labels),
    steps: steps.map(({ rule, before, after }) => ({
      rule: { ...rule, modulus: Number(rule.modulus) }, before: json(before), after: json(after) ?? null,
    })),
  };
}
