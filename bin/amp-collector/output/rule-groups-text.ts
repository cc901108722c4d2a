import type { Problem } from '../../../lib/validation/problem';
import { count } from '../count';
import { problemTextWithPath } from './problem-text';
import { readableTokens } from '../input/readable-tokens';
import { table } from './table';
import type { Paint } from './terminal';

/** A rule group, described. */
export interface RuleGroupDescription {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly RuleDescription[];
}

export interface RuleDescription {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly severity?: string;
}

/** Lays out a rule file: its problems, and a table for each group. */
export function ruleGroupsText(name: string, groups: readonly RuleGroupDescription[], problems: readonly Problem[], paint: Paint): string {
  return [
    [`${paint.strong(name)}: ${count(groups.length, 'rule group')}`, ...problems.map(problem => `  ${problemTextWithPath(problem, paint)}`)].join('\n'),
    ...groups.map(({ name: group, interval, rules }) => [
      `${paint.strong(group)}: ${count(rules.length, 'rule')}${interval === undefined ? '' : `, every ${interval}`}`,
      table(['RULE', 'FOR', 'SEVERITY', 'EXPRESSION'], rules.map(({ alert, record = '', expr, for: duration = '', severity = '' }) => [
        alert === undefined ? `records ${record}` : `alerts ${alert}`, duration, severity, shortened(expr),
      ])),
    ].join('\n')),
  ].join('\n\n');
}

function shortened(expression: string): string {
  const line = readableTokens(expression).replaceAll(/(?:\s|\\n)+/g, ' ').trim();
  return line.length <= 100 ? line : `${line.slice(0, 99)}…`;
}
