import { Duration, Token } from 'aws-cdk-lib';
import type { CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { DAYS, durationProblems, SECONDS } from '../private/durations';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';
import type { LabelSetLimit, WorkspaceProps } from './workspace-props';

type Configuration = Pick<WorkspaceProps, 'retention' | 'labelSetLimits' | 'outOfOrderTimeWindow' | 'ruleQueryOffset'>;

export function workspaceConfigurationProblems(props: Configuration): PropertyProblem[] {
  return [
    ...durationProblems('retention', props.retention, DAYS, LIMITS.retentionDays),
    ...durationProblems('outOfOrderTimeWindow', props.outOfOrderTimeWindow, SECONDS, LIMITS.outOfOrderSeconds),
    ...durationProblems('ruleQueryOffset', props.ruleQueryOffset, SECONDS, LIMITS.ruleQueryOffsetSeconds),
    ...(props.labelSetLimits ?? []).flatMap((limit, index) => labelSetProblems(`labelSetLimits[${index}]`, limit)),
    ...twiceProblems(props.labelSetLimits ?? []),
  ];
}

/** What a new workspace has of both. */
const ONE_MINUTE = Duration.minutes(1);

/** Rules that look at samples before the late ones are in give other answers than queries do afterwards. */
export function rulesMissLateSamples({ outOfOrderTimeWindow, ruleQueryOffset }: Configuration): boolean {
  const [window, offset] = [outOfOrderTimeWindow ?? ONE_MINUTE, ruleQueryOffset ?? ONE_MINUTE];
  if (window === offset || window.isUnresolved() || offset.isUnresolved()) return false;
  return offset.toMilliseconds() < window.toMilliseconds();
}

/** Nothing where nothing is said: the service's own defaults stay. */
export function renderWorkspaceConfiguration(props: Configuration): CfnWorkspace.WorkspaceConfigurationProperty | undefined {
  const { retention, labelSetLimits, outOfOrderTimeWindow, ruleQueryOffset } = props;
  if ([retention, labelSetLimits, outOfOrderTimeWindow, ruleQueryOffset].every(value => value === undefined)) return undefined;
  return {
    retentionPeriodInDays: retention?.toDays(),
    limitsPerLabelSets: labelSetLimits?.map(({ labels, maxSeries }) => ({
      labelSet: Object.entries(labels).map(([name, value]) => ({ name, value })),
      limits: { maxSeries },
    })),
    outOfOrderTimeWindowInSeconds: outOfOrderTimeWindow?.toSeconds(),
    ruleQueryOffsetInSeconds: ruleQueryOffset?.toSeconds(),
  };
}

function labelSetProblems(path: string, { labels, maxSeries }: LabelSetLimit): PropertyProblem[] {
  const problems: PropertyProblem[] = Object.keys(labels)
    .filter(name => !Token.isUnresolved(name) && !LIMITS.labelName.test(name))
    .map(name => ({ path: `${path}.labels`, message: `must have names of letters, digits and '_', the first no digit, got '${name}'` }));
  if (maxSeries !== undefined && !Token.isUnresolved(maxSeries) && (!Number.isInteger(maxSeries) || maxSeries < 0)) {
    problems.push({ path: `${path}.maxSeries`, message: `must be a whole number from 0, got ${maxSeries}` });
  }
  return problems;
}

function twiceProblems(limits: readonly LabelSetLimit[]): PropertyProblem[] {
  const keys = limits.map(({ labels }) => JSON.stringify(Object.entries(labels).sort()));
  return keys.flatMap((key, index) => keys.indexOf(key) === index
    ? []
    : [{ path: `labelSetLimits[${index}]`, message: `has the same labels as labelSetLimits[${keys.indexOf(key)}]` }]);
}
