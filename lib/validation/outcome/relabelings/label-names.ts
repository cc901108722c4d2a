/** LabelNames that labels may have. */
export interface LabelNames {
  includes(name: string): boolean;
  /** Returns true if one of them starts with the prefix. */
  includesBeginning(prefix: string): boolean;
}

export function exactly(names: Iterable<string>): LabelNames {
  const all = new Set(names);
  return { includes: name => all.has(name), includesBeginning: prefix => [...all].some(name => name.startsWith(prefix)) };
}

export function beginningWith(beginning: string): LabelNames {
  return {
    includes: name => name.startsWith(beginning),
    includesBeginning: prefix => prefix.startsWith(beginning) || beginning.startsWith(prefix),
  };
}

/** Kubernetes allows more characters in the names of labels and annotations than Prometheus; discovery writes `_` for the others. */
export function beginningWithSanitized(beginning: string): LabelNames {
  return {
    includes: name => name.startsWith(beginning) && /^\w*$/.test(name),
    includesBeginning: prefix => /^\w*$/.test(prefix) && (prefix.startsWith(beginning) || beginning.startsWith(prefix)),
  };
}

export const ANYTHING: LabelNames = beginningWith('');

/** The names that Kubernetes allows for labels and annotations, as discovery writes them. */
export const KUBERNETES_KEYS: LabelNames = {
  includes: name => /^[A-Za-z0-9]/.test(name),
  includesBeginning: prefix => prefix === '' || /^[A-Za-z0-9]/.test(prefix),
};

/** Names that users may give to labels; `__meta_` is reserved for discoveries. */
export const NOT_DISCOVERED: LabelNames = {
  includes: name => !name.startsWith('__meta_'),
  includesBeginning: prefix => !prefix.startsWith('__meta_'),
};

/** The names of several sets. */
export function anyOf(sets: readonly LabelNames[]): LabelNames {
  return {
    includes: name => sets.some(names => names.includes(name)),
    includesBeginning: prefix => sets.some(names => names.includesBeginning(prefix)),
  };
}
