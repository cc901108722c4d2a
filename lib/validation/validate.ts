import { adviceProblems } from './warnings/advice';
import { collectorProblems } from './service-limits/rules';
import type { CollectorTarget } from './collector-target';
import { encodingProblems, sizeProblems } from './service-limits/text-rules';
import { ProblemSeverity, type Problem } from './problem';
import type { EffectiveConfiguration } from '../prometheus/scrape-config/effective';
import type { PrometheusProblem } from '../prometheus/problem';
import { validateScrapeConfig } from '../prometheus/scrape-config/validate';
import { readYaml } from '../prometheus/yaml/read';

/** What is said of a configuration. */
export interface Judgement {
  readonly problems: readonly Problem[];
  /** The configuration with Prometheus's defaults; nothing where there is none to speak of. */
  readonly configuration?: EffectiveConfiguration;
}

/** What is said of a text for whatever collector, and what was said of it for some. */
interface Reading extends Judgement {
  readonly advice: readonly Problem[];
  readonly judgements: Map<string, Judgement>;
}

/** An app judges the same configuration for each construct that takes it. */
const readings = new Map<string, Reading>();

/** Everything that is wrong with a configuration: first as Prometheus sees it, then as a collector does, with advice among it. */
export function judge(input: string | Uint8Array, target: CollectorTarget = {}): Judgement {
  const reading = readingOf(input);
  const key = [target.source, target.destination, target.grantsAccess].join();
  const judgement = reading.judgements.get(key) ?? judgementFor(target, reading);
  reading.judgements.set(key, judgement);
  return judgement;
}

function readingOf(input: string | Uint8Array): Reading {
  if (typeof input !== 'string') return read(input);
  const reading = readings.get(input) ?? read(input);
  readings.set(input, reading);
  return reading;
}

function read(input: string | Uint8Array): Reading {
  const text = typeof input === 'string' ? input : Buffer.from(input).toString('utf8');
  // Text that is not YAML yet would only bring problems that are not the user's.
  const encoding = encodingProblems(text);
  if (encoding.length > 0) return { problems: encoding, advice: [], judgements: new Map() };

  const { problems, configuration } = validateScrapeConfig(readYaml(input));
  return {
    configuration,
    problems: [...sizeProblems(text), ...problems.map(fromPrometheus)],
    advice: configuration ? adviceProblems(configuration) : [],
    judgements: new Map(),
  };
}

function judgementFor(target: CollectorTarget, { configuration, problems, advice }: Reading): Judgement {
  const further = configuration ? [...collectorProblems(configuration, target), ...advice].sort(byPosition) : [];
  return { configuration, problems: [...problems, ...further] };
}

function fromPrometheus({ severity, ...problem }: PrometheusProblem): Problem {
  return { ...problem, severity: severity === 'error' ? ProblemSeverity.ERROR : ProblemSeverity.WARNING };
}

function byPosition(left: Problem, right: Problem): number {
  return (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0);
}
