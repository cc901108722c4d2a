import { StandardRules } from '../../lib';
import { ALERTS, GROUPS, isAlert } from '../../lib/standard/rules/groups';
import { everyJob } from '../standard/promtool-tests';
import { rulesLibrary } from '../../lib/validation/rules-library';

/** Returns docs/runbooks/README.md. */
export function runbookIndex(): string {
  const { groups } = rulesLibrary().groupsIn(StandardRules.forJobs(everyJob()).toYaml());
  const rules = groups.flatMap(group => group.rules as ReadonlyArray<{ alert?: string; record?: string; expr: string }>);
  return [
    '# Runbooks of the standard alerts',
    `The ${ALERTS.length} alerts of [standard rules](../standard-rules.md), by subject. Thresholds, severities and times are defaults.`,
    ...GROUPS.flatMap(({ name, rules: definitions }) => [
      `## ${name}`,
      [
        '| alert | severity | fires after | threshold |', '|---|---|---|---|',
        ...definitions.filter(isAlert).map(({ alert, severity, for: minutes, threshold }) =>
          `| [${alert}](${alert}.md) | ${severity} | ${minutes === 0 ? 'at once' : `${minutes} minutes`} | ${threshold ?? ''} |`),
      ].join('\n'),
    ]),
    '## Recording rules',
    'Dashboards read these records, which cost less than their expressions. They are shown for the ready-made jobs.',
    ...rules.filter(({ record }) => record !== undefined).map(({ record, expr }) => `\`${record}\`\n\n\`\`\`promql\n${expr}\n\`\`\``),
  ].join('\n\n') + '\n';
}
