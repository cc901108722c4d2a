import { Duration, Token } from 'aws-cdk-lib';
import type { CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { DAYS, durationProblems, SECONDS } from '../private/durations';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';
import { deferredProblems } from '../private/secret-references';
import { containsToken } from '../private/tokens';
import type { LabelSetLimit, WorkspaceProps } from './workspace-props';

type Configuration = Pick<WorkspaceProps, 'retention' | 'labelSetLimits' | 'outOfOrderTimeWindow' | 'ruleQueryOffset'>;

export function workspaceConfigurationProblems(props: Configuration): PropertyProblem[] {
  return [
    ...durationProblems('retention', props.retention, DAYS, LIMITS.retentionDays),
    ...durationProblems('outOfOrderTimeWindow', props.outOfOrderTimeWindow, SECONDS, LIMITS.outOfOrderSeconds),
    ...durationProblems('ruleQueryOffset', props.ruleQueryOffset, SECONDS, LIMITS.ruleQueryOffsetSeconds),
    ...(props.labelSetLimits ?? []).flatMap((limit, index) => labelSetProblems(`labelSetLimits[${index}]`, limit)),
    ...repeatedLabelSetProblems(props.labelSetLimits ?? []),
  ];
}

/** The default of both properties. */
const ONE_MINUTE = Duration.minutes(1);

/** Returns whether rules are evaluated before late samples arrive, so that later queries return other values. */
export function rulesMissLateSamples({ outOfOrderTimeWindow, ruleQueryOffset }: Configuration): boolean {
  const [window, offset] = [outOfOrderTimeWindow ?? ONE_MINUTE, ruleQueryOffset ?? ONE_MINUTE];
  if (window === offset || window.isUnresolved() || offset.isUnresolved()) return false;
  return offset.toMilliseconds() < window.toMilliseconds();
}

/** Returns undefined if no property is specified, so that the defaults of the service apply. */
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
  const problems = labelSetLabelProblems(`${path}.labels`, labels);
  if (maxSeries !== undefined && !Token.isUnresolved(maxSeries) && (!Number.isInteger(maxSeries) || maxSeries < 0)) {
    problems.push({ path: `${path}.maxSeries`, message: `must be a whole number of at least 0, got ${maxSeries}` });
  }
  return problems;
}

/** Checks the labels of a label set limit. The label `__name__` limits one metric. */
export function labelSetLabelProblems(path: string, labels: LabelSetLimit['labels']): PropertyProblem[] {
  const problems: PropertyProblem[] = Object.keys(labels)
    .filter(name => !Token.isUnresolved(name) && !LIMITS.labelName.test(name))
    .map(name => ({ path, message: `must have names of letters, digits and '_' that do not begin with a digit, got '${name}'` }));
  problems.push(...Object.values(labels).flatMap(value => deferredProblems(path, value) ?? []));
  const { __name__: metric } = labels;
  if (metric !== undefined && !containsToken(metric) && !LIMITS.metricName.test(metric)) {
    problems.push({ path, message: `must have a metric name of letters, digits, '_' and ':' as the value of __name__, got '${metric}'` });
  }
  return problems;
}

function repeatedLabelSetProblems(limits: readonly LabelSetLimit[]): PropertyProblem[] {
  const keys = limits.map(({ labels }) => JSON.stringify(Object.entries(labels).sort()));
  return keys.flatMap((key, index) => keys.indexOf(key) === index
    ? []
    : [{ path: `labelSetLimits[${index}]`, message: `has the same labels as labelSetLimits[${keys.indexOf(key)}]` }]);
}
