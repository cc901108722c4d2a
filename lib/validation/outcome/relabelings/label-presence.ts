import { memoizedByObject } from '../../../private/memoized';
import type { EffectiveJob, EffectiveRelabeling } from '../../../prometheus/scrape-config/effective';
import type { RelabelRule } from '../../../prometheus/relabel/relabel';
import { discoveredLabels } from './discovered-labels';
import { ANYTHING, beginningWith, exactly, KUBERNETES_KEYS, NOT_DISCOVERED, type LabelNames } from './label-names';

const WRITES_TARGET: ReadonlySet<string> = new Set(['replace', 'lowercase', 'uppercase', 'hashmod']);

/** A labelmap of the keys of labels or annotations, as their owners chose them. */
const COPIES_KEYS = /^__meta_kubernetes_[a-z]+_(?:label|annotation)_\(\.[+*]\)$/;

const labelsOfTargets = memoizedByObject(discoveredLabels);

/** Returns true if the relabeling sets its target label. */
export function writesTarget({ action }: RelabelRule): boolean {
  return WRITES_TARGET.has(action);
}

/**
 * Certain knowledge about labels while relabelings change them: one that no discovery and no relabeling sets is absent, which to
 * Prometheus is an empty text. The others may have any value or be absent too.
 */
export class LabelPresence {
  /** The labels of a job's targets, before its rules. */
  public static ofTargets(job: EffectiveJob): LabelPresence {
    return new LabelPresence([...labelsOfTargets(job)]);
  }

  /** The labels of scraped metrics: what discovery gave is gone by then. */
  public static ofMetrics(): LabelPresence {
    return new LabelPresence([NOT_DISCOVERED]);
  }

  private readonly written = new Set<string>();

  /** The moduli of labels that hashmod wrote last. */
  private readonly moduli = new Map<string, bigint>();

  /** True if a relabeling may have set any label at all. */
  private isAnythingWritten = false;

  private constructor(private readonly possible: LabelNames[]) {}

  public isAbsent(name: string): boolean {
    return !this.written.has(name) && !this.possible.some(names => names.includes(name));
  }

  /** Returns whether the label has the value that discovery gave it, if any. */
  public isAsDiscovered(name: string): boolean {
    return name.startsWith('__meta_') && !this.isAnythingWritten && !this.written.has(name) && !this.possible.includes(ANYTHING);
  }

  /** Returns the modulus of a label that is a remainder of hashmod. */
  public modulusOf(name: string): bigint | undefined {
    return this.moduli.get(name);
  }

  /** Returns true if no label starts with the prefix. */
  public hasNone(prefix: string): boolean {
    return ![...this.possible, exactly(this.written)].some(names => names.includesBeginning(prefix));
  }

  /** Takes in what a rule may write. */
  public apply({ rule }: EffectiveRelabeling): void {
    this.applyModulus(rule);
    if (rule === undefined) this.possible.push(ANYTHING);
    else if (writesTarget(rule)) this.write(rule.targetLabel, ANYTHING);
    // A labelmap of Kubernetes's own names never writes a discovered label.
    else if (rule.action === 'labelmap') this.write(rule.replacement, COPIES_KEYS.test(rule.regex) ? KUBERNETES_KEYS : NOT_DISCOVERED);
  }

  private applyModulus(rule: RelabelRule | undefined): void {
    if (rule === undefined || rule.action === 'labelmap' || rule.targetLabel.includes('$')) this.moduli.clear();
    else if (rule.action === 'hashmod') this.moduli.set(rule.targetLabel, rule.modulus);
    else this.moduli.delete(rule.targetLabel);
  }

  /** A label whose name is a template. `names` are possible if the template has no literal prefix. */
  private write(template: string, names: LabelNames): void {
    const [beginning = ''] = template.split('$', 1);
    if (beginning === template) this.written.add(template);
    else this.possible.push(beginning === '' ? names : beginningWith(beginning));
    if (beginning !== template && names === ANYTHING) this.isAnythingWritten = true;
  }
}
