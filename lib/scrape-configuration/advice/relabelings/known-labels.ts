import type { EffectiveJob, EffectiveRelabeling } from '../../prometheus/effective';
import { discoveredLabels } from './discovered-labels';
import { ANYTHING, beginningWith, exactly, NOT_DISCOVERED, type Names } from './names';

const WRITES_TARGET: ReadonlySet<string> = new Set(['replace', 'lowercase', 'uppercase', 'hashmod']);

/**
 * What is certain about labels while rules change them: one that no discovery gives and no rule wrote is absent, which to Prometheus is an
 * empty text. The others may have any value or be absent too.
 */
export class KnownLabels {
  /** The labels of a job's targets, before its rules. */
  public static ofTargets(job: EffectiveJob): KnownLabels {
    return new KnownLabels(discoveredLabels(job));
  }

  /** The labels of scraped metrics: what discovery gave is gone by then. */
  public static ofMetrics(): KnownLabels {
    return new KnownLabels([NOT_DISCOVERED]);
  }

  private constructor(private readonly possible: Names[]) {}

  public isAbsent(name: string): boolean {
    return !this.possible.some(names => names.includes(name));
  }

  /** Whether no label begins so. */
  public hasNone(prefix: string): boolean {
    return !this.possible.some(names => names.includesBeginning(prefix));
  }

  /** Takes in what a rule may write. */
  public apply({ rule }: EffectiveRelabeling): void {
    if (rule === undefined) this.possible.push(ANYTHING);
    else if (WRITES_TARGET.has(rule.action)) this.possible.push(namesOf(rule.targetLabel, ANYTHING));
    // What a labelmap makes of Kubernetes's own names never looks like a discovered label.
    else if (rule.action === 'labelmap') this.possible.push(namesOf(rule.replacement, NOT_DISCOVERED));
  }
}

/** The names that a template may give; `otherwise` when it says nothing about how they begin. */
function namesOf(template: string, otherwise: Names): Names {
  const [beginning = ''] = template.split('$', 1);
  if (beginning === template) return exactly([template]);
  return beginning === '' ? otherwise : beginningWith(beginning);
}
