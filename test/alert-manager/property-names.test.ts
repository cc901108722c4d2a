import { Duration, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AlertIntegration, AlertManagerDefinition, AlertMatcher, AlertReceiver, AlertTemplate, type AlertManagerDefinitionProps } from '../../lib';

const stack = new Stack();
const topic = new Topic(stack, 'Topic');
const fifo = Topic.fromTopicArn(stack, 'Fifo', 'arn:aws:sns:eu-central-1:111122223333:alerts.fifo');
const secret = new Secret(stack, 'Secret');

/** The paths of the problems of a typed definition. */
function paths(props: Partial<AlertManagerDefinitionProps>): string[] {
  const receivers = [new AlertReceiver({ name: 'team', integrations: [AlertIntegration.sns({ topic })] })];
  return new AlertManagerDefinition({ receivers, route: { receiver: 'team' }, ...props }).problems().map(({ path }) => path);
}

function receiving(...integrations: AlertIntegration[]): Partial<AlertManagerDefinitionProps> {
  return { receivers: [new AlertReceiver({ name: 'team', integrations })] };
}

test.each<[string, Partial<AlertManagerDefinitionProps>, string]>([
  ['a topic', receiving(AlertIntegration.sns({ topic: fifo })), 'receivers[0] \'team\' integrations[0].topic'],
  ['an integration after one of another kind', receiving(AlertIntegration.pagerDuty({ secret, secretKey: 'key' }), AlertIntegration.sns({ topic: fifo })), 'receivers[0] \'team\' integrations[1].topic'],
  ['a subject', receiving(AlertIntegration.sns({ topic, subject: '{{ nonsense }}' })), 'receivers[0] \'team\' integrations[0].subject'],
  ['a class of events', receiving(AlertIntegration.pagerDuty({ secret, secretKey: 'key', eventClass: '{{ nonsense }}' })), 'receivers[0] \'team\' integrations[0].eventClass'],
  ['a receiver that nobody uses', { receivers: [new AlertReceiver({ name: 'team' }), new AlertReceiver({ name: 'other' })] }, 'receivers[1] \'other\' name'],
  ['a route', { route: { receiver: 'team', routes: [{ receiver: 'nobody' }] } }, 'route.routes[0].receiver'],
  ['intervals of a route', { route: { receiver: 'team', groupWait: Duration.hours(2) } }, 'route.groupWait'],
  ['a time interval of a route', { route: { receiver: 'team', routes: [{ matchers: [AlertMatcher.equal('a', 'b')], muteTimeIntervals: ['never'] }] } }, 'route.routes[0].muteTimeIntervals[0]'],
  ['an inhibition', { inhibitions: [{ sourceMatchers: [AlertMatcher.matches('a', '(')], targetMatchers: [AlertMatcher.equal('b', 'c')], equal: ['x'] }] }, 'inhibitions[0].sourceMatchers[0]'],
  ['a time of the day', { timeIntervals: [{ name: 'night', times: [{ timesOfDay: [{ start: '25:00', end: '26:00' }] }] }] }, 'timeIntervals[0] \'night\' times[0].timesOfDay[0].start'],
  ['days of the month', { timeIntervals: [{ name: 'night', times: [{ daysOfMonth: ['40'] }] }] }, 'timeIntervals[0] \'night\' times[0].daysOfMonth[0]'],
  ['a template', { templates: [AlertTemplate.fromText('a.tmpl', '{{ nonsense }}')] }, 'templates[0] \'a.tmpl\''],
])('a problem names %s by its property', (_, props, expected) => {
  expect(paths(props)).toContain(expected);
});

test('a message names properties', () => {
  const definition = new AlertManagerDefinition({ receivers: [new AlertReceiver({ name: 'team' })], route: { receiver: 'team', groupWait: Duration.hours(2) } });

  expect(definition.problems().map(({ message }) => message).join('\n')).toContain('groupWait');
});
