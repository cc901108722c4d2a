import { suggestion } from '../../private/suggestion';
import type { AlertmanagerConfiguration } from '../../prometheus/alertmanager/configuration';
import { ProblemSeverity, type Problem } from '../problem';

/** Advice for a problem of a definition, by Alertmanager's message. */
const HINTS: ReadonlyArray<readonly [message: RegExp, advice: string]> = [
  [/^root route must not have any /, 'move them to a route below the root'],
  [/^cannot have continue in root route/, 'remove it: no route follows the root'],
  [/^no routes? provided/, 'write a route with a receiver'],
  [/^missing name in /, 'specify name'],
  [/^matcher value contains unescaped double quote/, 'put the whole value into double quotes, such as team="a b"'],
  [/^bad matcher format/, 'write NAME="VALUE", with one of the operators =, !=, =~ and !~'],
  [/^error parsing regexp: invalid or unsupported Perl syntax/, 'RE2 has neither lookaround nor backreferences: list the values, or use !~'],
  [/^not a valid duration string: "-/, 'a duration cannot be negative'],
  [/^not a valid duration string: "\d+[a-z]/, 'write units from the largest to the smallest, such as 1h30m'],
  [/^not a valid duration string: (?!"\d)/, 'write a number with a unit, such as 30s, 5m or 4h'],
  [/^(?:group|repeat)_interval cannot be zero/, 'remove it for the default, or specify a time such as 5m'],
  [/ parse timestamp /, 'write hours and minutes as HH:MM, such as 09:30; a day ends at 24:00'],
  [/^start time cannot be equal or greater/, 'for a time over midnight write two: one that ends at 24:00, and one that starts at 00:00'],
  [/^both start and end times must be provided/, 'specify start_time and end_time'],
  [/ is not a valid weekday/, 'write full English names, such as monday or monday:friday'],
  [/ parse range /, 'a range is BEGIN:END'],
  [/ is not a valid day of the month/, 'write 1 to 31, or -31 to -1 from the end of the month'],
  [/^end day must be negative/, 'write both from the end of the month, such as -3:-1'],
  [/^end (?:day|year) \S+ is (?:always )?before start /, 'write the earlier one first'],
  [/ is not a valid month/, 'write full English names, or 1 to 12'],
  [/^end month \S* is before start month/, 'for a range over the end of the year write two ranges'],
  [/^strconv\.Atoi: /, 'write a whole number'],
  [/^(?:unknown time zone|time: invalid location name)/, 'write a name of the IANA database, such as Europe/Berlin'],
  [/^notification config name .* is not unique/, 'rename one receiver, or put the integrations of both into one'],
  [/^(?:mute )?time interval .* is not unique/, 'rename one of them'],
  [/^duplicated label .* in group_by/, 'remove one of them'],
  [/^cannot have wildcard group_by/, 'write only \'...\' to group by all labels'],
  [/^invalid label name "" in /, 'specify the name of a label'],
  [/^invalid label name .*"$/, 'such names are possible in matchers only'],
  [/^must provide either a Target ARN/, 'specify topic_arn, and no other target'],
  [/^must provide a AWS SigV4 Access key/, 'remove access_key and secret_key: the service signs requests itself'],
  [/^missing service or routing key in PagerDuty/, 'specify routing_key with aws_secrets_manager'],
];

/** More names are not compared. */
const MOST_NAMES = 200;

/** Warnings about a part that an error keeps from being what was meant. */
const REPEATED = new Set(['empty-time-interval', 'unused-time-interval', 'short-repeat-interval', 'long-group-wait', 'unused-receiver', 'muted-route']);

/** Returns problems of a definition with advice after messages that many people see. */
export function withDefinitionHints(problems: readonly Problem[], configuration: AlertmanagerConfiguration | undefined): Problem[] {
  return problems.map((problem) => {
    if (problem.severity !== ProblemSeverity.ERROR) return problem;
    const { message } = problem;
    const advice = HINTS.find(([pattern]) => pattern.test(message))?.[1];
    return { ...problem, message: advice === undefined ? `${message}${similarName(message, configuration)}` : `${message}; ${advice}` };
  });
}

/** Returns problems without warnings that only follow from an error. */
export function withoutConsequences(problems: readonly Problem[]): Problem[] {
  const errors = problems.filter(({ severity }) => severity === ProblemSeverity.ERROR).map(({ path }) => path);
  const faulty = new Set(errors.flatMap(path => [path, ...Array.from(path.matchAll(/[.[]/g), ({ index }) => path.slice(0, index))]));
  return problems.filter(({ ruleId, path }) => !REPEATED.has(ruleId) || !faulty.has(path));
}

function similarName(message: string, configuration: AlertmanagerConfiguration | undefined): string {
  const [, kind, name] = /^undefined (receiver|time interval) "(.*)" used in route$/.exec(message) ?? [];
  if (kind === undefined || name === undefined || configuration === undefined) return '';
  const names = kind === 'receiver' ? configuration.receivers.flatMap(receiver => receiver.name ?? []) : configuration.intervals.map(each => each.name);
  return suggestion(name, names.slice(0, MOST_NAMES));
}
