import { byPosition } from '../by-position';
import { parsePromql } from '../../prometheus/promql/parse-promql';
import { visit } from '../../prometheus/promql/visit';
import { ruleFileObject } from '../../prometheus/rule-files/rule-file-object';
import type { RuleFile } from '../../prometheus/rule-files/rule-file';
import { validateRules as validateAsPrometheus } from '../../prometheus/rule-files/validate-rule-file';
import { metricName } from '../coherence/selectors';
import { readYaml } from '../../prometheus/yaml/read';
import { fileKindOf } from '../file-kind';
import { fromPrometheus } from '../from-prometheus';
import type { Problem } from '../problem';
import { problemsByRules } from '../rule';
import { encodingRules, otherFileRule, secondDocumentRule, secretReferenceRule } from '../text/rules';
import { detectorQueryMessage, detectorQueryWarnings } from './detector-query';
import { RuleFileContext, type RuleFileTarget } from './rule-file-context';
import { withRuleFileHints } from './rule-file-hints';
import { RULE_FILE_LIMIT_RULES, RULE_FILE_WARNING_RULES } from './rules';

export { detectorQueryMessage, detectorQueryWarnings, metricName, parsePromql, ruleFileObject, validateAsPrometheus, visit };

/** The problems of a text with rules, and the rules in it. */
export interface RulesValidation {
  readonly problems: readonly Problem[];
  /** Absent if the text is not YAML. */
  readonly file?: RuleFile;
  /** True if the text is one or several PrometheusRule objects rather than a rule file. */
  readonly isObjects: boolean;
}

const ENCODING_RULES = encodingRules('groups');
/** Every document of objects is read. */
const RULE_FILE_TEXT_RULES = [secondDocumentRule('move its groups into the first')];
const SECRET_RULES = [secretReferenceRule('rule-file')];
const OTHER_FILE_RULES = [otherFileRule('rule-file')];

/**
 * Validates a rule file or PrometheusRule objects: first as Prometheus does, then as the service does, with warnings about what is legal
 * and does not work.
 */
export function validateRules(text: string, target: RuleFileTarget = {}): RulesValidation {
  const encoding = problemsByRules(ENCODING_RULES, text);
  if (encoding.length > 0) return { problems: encoding, isObjects: false };
  const { file, problems, isObjects } = validateAsPrometheus(text, { allowsYoungFeatures: true });
  const mayBeOther = isObjects ? target.isTemplate === true || !text.includes('PrometheusRule') : problems.length > 0;
  const otherFile = mayBeOther ? problemsByRules(OTHER_FILE_RULES, readYaml(text)) : [];
  if (otherFile.length > 0) return { problems: otherFile, isObjects, ...(file && { file }) };
  const context = new RuleFileContext(file ?? { groups: [] }, text, target);
  const further = [RULE_FILE_LIMIT_RULES, RULE_FILE_WARNING_RULES].flatMap(rules => unlessTooDeep(() => problemsByRules(rules, context)));
  const documents = isObjects && target.isTemplate !== true ? [] : problemsByRules(RULE_FILE_TEXT_RULES, { text });
  const secrets = problemsByRules(SECRET_RULES, { text });
  const own = withRuleFileHints(problems.map(fromPrometheus), text);
  return { problems: [...own, ...documents, ...secrets, ...further].sort(byPosition), isObjects, ...(file && { file }) };
}

/** Expressions may be nested more deeply than the stack allows; what is found out by recursion is left out then. */
function unlessTooDeep(find: () => Problem[]): Problem[] {
  try {
    return find();
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Returns whether a text has unit tests for rules, as promtool runs them. */
export function isUnitTest(text: string): boolean {
  if (!/^["'{ ]{0,3}(?:tests|rule_files)\b/m.test(text)) return false;
  const { root } = readYaml(text);
  return root !== undefined && fileKindOf(root)?.id === 'unit-tests';
}

/** Rules about a namespace as a whole, which may be written from several files. */
const QUOTA_RULES = RULE_FILE_LIMIT_RULES.filter(({ id }) => id === 'rule-file-size' || id === 'rule-count');

/** Returns whether a problem is of a namespace as a whole. */
export function isOfQuota({ ruleId }: Problem): boolean {
  return QUOTA_RULES.some(({ id }) => id === ruleId);
}

/** Returns the problems of a namespace as a whole, by its groups and the size of its rule file. */
export function quotaProblems(groups: RuleFile['groups'], bytes: number): Problem[] {
  return problemsByRules(QUOTA_RULES, new RuleFileContext({ groups }, '', { bytes }));
}

/** Returns the number of rules in a rule file, as far as it can be read. */
export function countRules(text: string): number {
  return (validateAsPrometheus(text).file?.groups ?? []).reduce((count, { rules }) => count + rules.length, 0);
}

/** Returns the groups of a rule file as objects, as far as they can be read. */
export function groupsIn(text: string): ReturnType<typeof ruleFileObject> {
  return ruleFileObject(validateAsPrometheus(text).file ?? { groups: [] });
}
