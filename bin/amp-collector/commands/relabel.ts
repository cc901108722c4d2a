import type { Invocation } from '../command-line/parse';
import { EXIT, Failure, WrongUse } from '../failure';
import { relabelSample, relabelTarget, type Outcome } from '../explanation/relabel-trace';
import { SAMPLES, TARGETS } from '../explanation/rule-words';
import { chooseJob } from '../input/choose-job';
import { readEffective } from '../input/effective';
import { readLabels } from '../input/labels';
import { inputName, readBytes } from '../input/text-input';
import { outcomeText } from '../output/outcome-text';
import type { Terminal } from '../output/terminal';

export function run({ operands: [file = '-'], options }: Invocation<'relabel'>, terminal: Terminal): number {
  const { target, sample } = options;
  if ((target === undefined) === (sample === undefined)) throw new WrongUse('say either --target or --sample', 'relabel');
  if (file === '-' && (target ?? sample) === '-') throw new WrongUse('standard input cannot be both the configuration and the labels', 'relabel');
  const { configuration, errors: [error] } = readEffective(readBytes(file));
  if (configuration === undefined || error !== undefined) {
    throw new Failure(`${inputName(file)} is not valid, so nothing is relabeled: ${error?.message ?? 'it is empty'}; amp-collector validate tells more`, EXIT.PROBLEMS);
  }
  const job = chooseJob(configuration, options.job);
  const outcome = target === undefined
    ? relabelSample(job, readLabels(sample ?? ''))
    : relabelTarget(configuration, job, readLabels(target));
  if (options.json === true) terminal.printJson(outcomeJson(outcome));
  else terminal.print(outcomeText(outcome, target === undefined ? SAMPLES : TARGETS, terminal.paint));
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
