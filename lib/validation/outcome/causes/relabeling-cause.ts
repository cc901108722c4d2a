import type { EffectiveRelabeling } from '../../../prometheus/scrape-config/effective';
import type { LocatedMessage } from '../../located-message';
import { doubledBackslash } from './doubled-backslash';
import { foreignSyntax } from './foreign-syntax';
import { lostEscape } from './lost-escape';
import { lostReference } from './lost-reference';
import { missingGroup } from './missing-group';

/** The rules that find the cause of a problem in the text of a relabeling itself, whatever its targets are. */
export const CAUSES = {
  'foreign-syntax': foreignSyntax,
  'doubled-backslash': doubledBackslash,
  'lost-escape': lostEscape,
  'lost-reference': lostReference,
  'missing-group': missingGroup,
} satisfies Readonly<Record<string, (relabeling: EffectiveRelabeling) => LocatedMessage | undefined>>;

const FINDERS = Object.entries(CAUSES) as Array<[keyof typeof CAUSES, typeof foreignSyntax]>;

/** A problem in the text of a relabeling. */
export interface RelabelingCause extends LocatedMessage {
  readonly ruleId: keyof typeof CAUSES;
}

/** Returns the first cause: others in the same relabeling usually follow from it. */
export function causeIn(relabeling: EffectiveRelabeling): RelabelingCause | undefined {
  for (const [ruleId, find] of FINDERS) {
    const found = find(relabeling);
    if (found !== undefined) return { ...found, ruleId };
  }
  return undefined;
}
