import { PROMETHEUS_RULE_DESCRIPTIONS } from './prometheus-rules';
import { OUTCOME_RULES } from './outcome/rules';
import type { RuleDescription } from './rule';
import { SERVICE_LIMIT_RULES } from './service-limits/rules';
import { DEFINITION_LIMIT_RULES } from './alert-manager/service-limits/rules';
import { COHERENCE_RULES } from './coherence/rules';
import { DEFINITION_TEXT_RULES } from './alert-manager/text-rules';
import { DEFINITION_WARNING_RULES } from './alert-manager/warnings/rules';
import { RULE_FILE_LIMIT_RULES, RULE_FILE_WARNING_RULES } from './rule-files/rules';
import { ENCODING_RULES, OTHER_FILE_RULES, SIZE_RULES, TEXT_RULES } from './text/rules';
import { WARNING_RULES } from './warnings/rules';

/** Rules about one subject. */
export interface RuleTable {
  readonly title: string;
  /** The subject in a sentence. */
  readonly about: string;
  readonly rules: readonly RuleDescription[];
}

/** Every rule about scrape configurations, by subject, in the order of the documentation. */
export const RULE_TABLES: readonly RuleTable[] = [
  {
    title: 'The text',
    about: 'Problems of the text as a whole.',
    rules: [...ENCODING_RULES, ...SIZE_RULES, ...OTHER_FILE_RULES, ...TEXT_RULES],
  },
  {
    title: 'Managed collectors',
    about: 'Prometheus accepts these configurations, and a managed collector refuses them or cannot do what they say.',
    rules: SERVICE_LIMIT_RULES,
  },
  {
    title: 'The outcome of relabeling',
    about: 'Prometheus accepts these configurations; the usual targets of the job are run through its relabelings, and what comes out does not work.',
    rules: OUTCOME_RULES,
  },
  {
    title: 'Legal, and probably not what was meant',
    about: 'Prometheus and the collector accept these configurations.',
    rules: WARNING_RULES,
  },
  {
    title: 'Alert manager definitions',
    about: 'The service refuses these definitions, or cannot do what they say.',
    rules: [...DEFINITION_TEXT_RULES, ...DEFINITION_LIMIT_RULES],
  },
  {
    title: 'Alert manager definitions that do not notify as meant',
    about: 'The service accepts these definitions.',
    rules: DEFINITION_WARNING_RULES,
  },
  {
    title: 'Rule files',
    about: 'Prometheus accepts these rules. The service refuses them, or may refuse them where a quota was not raised.',
    rules: RULE_FILE_LIMIT_RULES,
  },
  {
    title: 'Rules that do not work as meant',
    about: 'Prometheus and the service accept these rules.',
    rules: RULE_FILE_WARNING_RULES,
  },
  {
    title: 'Queries without metrics',
    about: 'The queries of a workspace are validated against the jobs of the scrapers that write to it, if nothing else writes to it as far as the app knows.',
    rules: COHERENCE_RULES,
  },
  {
    title: 'Prometheus',
    about: 'Prometheus refuses these configurations when it loads them, and the alert manager its definition.',
    rules: PROMETHEUS_RULE_DESCRIPTIONS,
  },
];

/** All rules about scrape configurations by id, for reports that describe the rules of their problems. */
export const RULES_BY_ID: ReadonlyMap<string, RuleDescription> = new Map(
  RULE_TABLES.flatMap(({ rules }) => rules).map(rule => [rule.id, rule]),
);
