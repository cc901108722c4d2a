/** Which characters a label's or metric's name may have. */
export type ValidationScheme = 'utf8' | 'legacy';

const LEGACY_LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** A name that every version of Prometheus accepts. */
export function isLegacyLabelName(name: string): boolean {
  return LEGACY_LABEL_NAME.test(name);
}

export function isLabelName(name: string, scheme: ValidationScheme): boolean {
  return scheme === 'legacy' ? isLegacyLabelName(name) : name !== '';
}
