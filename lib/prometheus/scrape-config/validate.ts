import type { YamlDocument } from '../yaml/read';
import { ExcessiveAliasing } from '../decode/aliases';
import { Context, TooManyProblems } from '../decode/context';
import { Decoder } from '../decode/decoder';
import { StructValue } from '../decode/value';
import { effectiveConfiguration, type EffectiveConfiguration } from './effective';
import { problemAt, type PrometheusProblem } from '../problem';
import type { PrometheusRule } from '../rule-ids';
import { checkTargets } from './static-targets';
import { configuration } from './fields/configuration';

/** What Prometheus thinks of a document. */
export interface ScrapeConfigValidation {
  /** In the order of the text. It is accepted when none of them is an error. */
  readonly problems: readonly PrometheusProblem[];
  /** The configuration with its defaults; nothing when there is none to speak of. */
  readonly configuration?: EffectiveConfiguration;
}

const START: { line: number; column: number; tag: string } = { line: 1, column: 1, tag: '' };

/**
 * Judges a document as `promtool check config --syntax-only` of Prometheus 3.14 does, but goes on where that stops.
 */
export function validateScrapeConfig(document: YamlDocument): ScrapeConfigValidation {
  const { root, failure } = document;
  if (failure !== undefined) {
    return { problems: [{ ruleId: 'yaml-syntax', severity: 'error', path: '', ...failure }] };
  }
  const context = new Context();
  const place = { node: root ?? { kind: 'mapping', entries: [], ...START } } as const;
  try {
    const value = new Decoder(context).decode(configuration, place);
    const configured = value instanceof StructValue ? value : undefined;
    if (configured !== undefined) checkTargets(configured, context);
    return { problems: context.problems(), configuration: configured && effectiveConfiguration(configured) };
  } catch (error) {
    const { ruleId, message } = problemOf(error);
    return { problems: [...context.problems(), problemAt(ruleId, 'error', place, message)] };
  }
}

/** What ended the judging before the document was at its end. */
function problemOf(error: unknown): { readonly ruleId: PrometheusRule; readonly message: string } {
  if (error instanceof ExcessiveAliasing) return { ruleId: 'yaml-alias', message: 'yaml: document contains excessive aliasing' };
  // Only free-form values, which Prometheus has in one place, are as deep as the text.
  if (error instanceof RangeError) return { ruleId: 'yaml-alias', message: 'yaml: the document is nested too deeply' };
  if (!(error instanceof TooManyProblems)) throw error;
  return { ruleId: 'too-many-problems', message: 'there are too many problems to tell; what follows them is not judged' };
}
