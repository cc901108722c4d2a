import { containsToken } from '../private/tokens';
import type { FileRule, RuleFile } from '../prometheus/rule-files/rule-file';
import type { Problem } from '../validation/problem';

const PATH = /^groups(?<group>\[(?<groupIndex>\d+)\])(?:\.rules(?<rule>\[(?<ruleIndex>\d+)\]))?\.?(?<field>.*)$/s;
const FIELDS: Readonly<Record<string, string>> = { keep_firing_for: 'keepFiringFor', query_offset: 'queryOffset' };

/** A text of a rule, with the places of its characters in the file. */
interface PlacedText {
  readonly value: string;
  readonly placeAt: NonNullable<FileRule['expr']>['placeAt'];
}

/**
 * Returns a problem of the rule file that typed groups are written as, in terms of their properties:
 * `groups[0].rules[1].expr` as `groups[0] 'payments' rules[1] 'PaymentsDown' expr`, with line and column in the expression.
 */
export function inPropertyNames({ line, column, ...problem }: Problem, file: RuleFile | undefined): Problem {
  const { group: groupAt, groupIndex, rule: ruleAt, ruleIndex, field = '' } = PATH.exec(problem.path)?.groups ?? {};
  if (groupAt === undefined) return problem;
  const group = file?.groups[Number(groupIndex)];
  const rule = ruleIndex === undefined ? undefined : group?.rules[Number(ruleIndex)];
  const path = [
    `groups${groupAt}${quoted(group?.name?.value)}`,
    ...ruleAt === undefined ? [] : [`rules${ruleAt}${quoted(rule?.alert?.value ?? rule?.record?.value)}`],
    ...field === '' ? [] : [field.replace(/^\w+/, name => FIELDS[name] ?? name)],
  ].join(' ');
  return { ...problem, path, ...rule && line !== undefined && positionIn(textOf(rule, field), line, column) };
}

function quoted(name: string | undefined): string {
  return name === undefined || name === '' || containsToken(name) ? '' : ` '${name}'`;
}

function textOf({ expr, labels, annotations }: FileRule, field: string): PlacedText | undefined {
  if (field === 'expr') return expr;
  const texts = { labels, annotations };
  const entry = /^(labels|annotations)(?:\.(.+)|\[(".*")\])$/s.exec(field);
  const name = entry?.[2] ?? (entry?.[3] === undefined ? '' : JSON.parse(entry[3]) as string);
  return texts[entry?.[1] as keyof typeof texts | undefined ?? 'labels'].get(name);
}

/** Returns the position in a text of a position in the file; nothing after a token, whose length differs. */
function positionIn(text: PlacedText | undefined, line: number, column: number | undefined): Pick<Problem, 'line' | 'column'> | undefined {
  if (text === undefined) return undefined;
  for (let offset = 0; offset <= text.value.length; offset += 1) {
    const { node } = text.placeAt(offset);
    if (node.line !== line || node.column !== column) continue;
    const before = text.value.slice(0, offset);
    const lines = before.split('\n');
    return containsToken(before) ? undefined : { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  }
  return undefined;
}
