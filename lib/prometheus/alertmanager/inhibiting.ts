import type { Inhibition } from './configuration';
import { labelOf, matchesAll, type Labels } from './matcher';

/** An inhibition that applies, and the firing alert because of which it does. */
export interface AppliedInhibition {
  readonly inhibition: Inhibition;
  readonly source: Labels;
}

/**
 * Returns the first inhibition that silences an alert because of one that fires.
 *
 * An alert on both sides of an inhibition is silenced only by alerts that are not, so that it does not silence itself.
 *
 * @see https://github.com/prometheus/alertmanager/blob/v0.35.0/inhibit/inhibit.go
 */
export function inhibitionOf(inhibitions: readonly Inhibition[], alert: Labels, firing: readonly Labels[]): AppliedInhibition | undefined {
  for (const inhibition of inhibitions) {
    const { source, target, equal } = inhibition;
    if (source === undefined || target === undefined || !matchesAll(target, alert)) continue;
    const isOnBothSides = matchesAll(source, alert);
    const cause = firing.find(other => matchesAll(source, other)
      && equal.every(name => labelOf(other, name) === labelOf(alert, name))
      && !(isOnBothSides && matchesAll(target, other)));
    if (cause !== undefined) return { inhibition, source: cause };
  }
  return undefined;
}
