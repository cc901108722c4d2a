/** The scheme of label names: those that Prometheus 3 accepts, or those that every version accepts. */
export type ValidationScheme = 'utf8' | 'legacy';

const LEGACY_LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Returns whether Prometheus accepts the name for a label. */
export function isValidLabelName(name: string, scheme: ValidationScheme): boolean {
  return scheme === 'legacy' ? LEGACY_LABEL_NAME.test(name) : name !== '' && !LONE_SURROGATE.test(name);
}
