import type { RuleFile } from '../../../lib/prometheus/rule-files/rule-file';
import { formatDuration } from '../../../lib/prometheus/values/duration';
import type { Problem } from '../../../lib/validation/problem';
import { rulesLibrary } from '../../../lib/validation/rules-library';
import type { Document } from '../input/document';
import { documentText } from '../input/document-text';
import { escapeTexts } from '../output/escape';
import { ruleGroupsText, type RuleGroupDescription } from '../output/rule-groups-text';
import type { DocumentKind } from './document-kind';

/** A file of alerting and recording rules as Prometheus reads it, or PrometheusRule objects with such groups. */
export const RULE_FILE: DocumentKind = {
  title: 'a rule file',
  recognizes: text => /^(?:\{\s*)?["']?groups["']?\s*:/m.test(text) || /^kind:\s*["']?PrometheusRule\b/m.test(text),
  validate: document => read(document).problems,
  show: (document) => {
    const { name, unacknowledged } = document;
    const { problems, file } = read(document);
    const reported = unacknowledged?.(problems) ?? problems;
    const groups = (file?.groups ?? []).map(describeGroup);
    return {
      name, problems: reported, data: { groups, problems: reported },
      text: paint => ruleGroupsText(escapeTexts(name), escapeTexts(groups), escapeTexts(reported), paint),
    };
  },
};

function read(document: Document): { readonly problems: readonly Problem[]; readonly file?: RuleFile } {
  const { unread, namespaceName, constructPath } = document;
  if (unread !== undefined) return { problems: [unread] };
  return rulesLibrary().validateRules(documentText(document), { namespaceName, isTemplate: constructPath !== undefined });
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
