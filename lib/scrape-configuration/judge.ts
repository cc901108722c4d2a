import { adviceProblems } from './advice/advice';
import { encodingProblems, sizeProblems } from './collector/text-rules';
import { collectorProblems } from './collector/rules';
import type { CollectorTarget } from './collector/target';
import type { ScrapeConfigurationProblem } from './problem';
import type { EffectiveConfiguration } from './prometheus/effective';
import { judgePrometheus } from './prometheus/judge';
import { readYaml } from './yaml/read';

/** What is said of a configuration. */
export interface Judgement {
  readonly problems: readonly ScrapeConfigurationProblem[];
  /** The configuration with Prometheus's defaults; nothing where there is none to speak of. */
  readonly configuration?: EffectiveConfiguration;
}

/** An app judges the same configuration for each construct that takes it. */
const judged = new Map<string, Judgement>();

/** Everything that is wrong with a configuration: first as Prometheus sees it, then as a collector does, with advice among it. */
export function judge(input: string | Uint8Array, target: CollectorTarget = {}): Judgement {
  if (typeof input !== 'string') return judgeAnew(input, target);
  const key = JSON.stringify([target.source, target.destination, target.grantsAccess, input]);
  const judgement = judged.get(key) ?? judgeAnew(input, target);
  judged.set(key, judgement);
  return judgement;
}

function judgeAnew(input: string | Uint8Array, target: CollectorTarget): Judgement {
  const text = typeof input === 'string' ? input : Buffer.from(input).toString('utf8');
  // Text that is not YAML yet would only bring problems that are not the user's.
  const encoding = encodingProblems(text);
  if (encoding.length > 0) return { problems: encoding };

  const { problems, configuration } = judgePrometheus(readYaml(input));
  return {
    configuration,
    problems: [
      ...sizeProblems(text),
      ...problems,
      ...configuration ? [...collectorProblems(configuration, target), ...adviceProblems(configuration)].sort(byPosition) : [],
    ],
  };
}

function byPosition(left: ScrapeConfigurationProblem, right: ScrapeConfigurationProblem): number {
  return (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0);
}
