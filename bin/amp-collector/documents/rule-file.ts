import type { RuleFile } from '../../../lib/prometheus/rule-files/rule-file';
import { formatDuration } from '../../../lib/prometheus/values/duration';
import { ProblemSeverity, type Problem } from '../../../lib/validation/problem';
import type { Document } from '../input/document';
import { escapeTexts } from '../output/escape';
import { ruleGroupsText, type RuleGroupDescription } from '../output/rule-groups-text';
import type { DocumentKind } from './document-kind';
import { embeddedRuleFile } from './prometheus-rule';
import { ruleFileLibrary } from './rule-file-library';

/** A file of alerting and recording rules, as Prometheus reads it, or a PrometheusRule of the Prometheus Operator with such groups. */
export const RULE_FILE: DocumentKind = {
  title: 'a rule file',
  recognizes: text => /^(?:\{\s*)?["']?groups["']?\s*:/m.test(text) || /^kind:\s*["']?PrometheusRule\b/m.test(text),
  validate: document => read(document).problems,
  show: (document) => {
    const { problems, file } = read(document);
    const groups = (file?.groups ?? []).map(describeGroup);
    return {
      name: document.name, problems, data: { groups, problems },
      text: paint => ruleGroupsText(escapeTexts(document.name), escapeTexts(groups), escapeTexts(problems), paint),
    };
  },
};

function read({ text }: Document): { readonly problems: readonly Problem[]; readonly file?: RuleFile } {
  const { text: rules, columns } = embeddedRuleFile(typeof text === 'string' ? text : Buffer.from(text).toString('utf8'));
  const { problems, file } = ruleFileLibrary().validateRuleFile(rules);
  return {
    file,
    problems: problems.map(({ severity, column, ...problem }) => ({
      ...problem, column: column + columns, severity: severity === 'error' ? ProblemSeverity.ERROR : ProblemSeverity.WARNING,
    })),
  };
}

function describeGroup({ name, interval, rules }: RuleFile['groups'][number]): RuleGroupDescription {
  return {
    name: name?.value ?? '',
    interval: interval === undefined ? undefined : formatDuration(interval.value),
    rules: rules.map(({ alert, record, expr, for: duration, labels }) => ({
      alert: alert?.value, record: record?.value, expr: expr?.value ?? '', for: duration === undefined ? undefined : formatDuration(duration.value),
      severity: labels.get('severity')?.value,
    })),
  };
}
