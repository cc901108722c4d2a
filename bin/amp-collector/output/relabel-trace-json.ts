import type { RelabelTrace } from '../../../lib/validation/outcome/relabel-trace';

/** A trace as data: maps as objects. */
export function relabelTraceJson({ labels, steps, ...trace }: RelabelTrace): object {
  const json = (map: ReadonlyMap<string, string> | undefined) => map && Object.fromEntries(map);
  return {
    ...trace,
    labels: json(labels),
    steps: steps.map(({ rule, before, after }) => ({
      rule: { ...rule, modulus: Number(rule.modulus) }, before: json(before), after: json(after) ?? null,
    })),
  };
}
