import { Token } from 'aws-cdk-lib';
import { listAt, textAt, valueAt } from '../property-readers';
import type { ResourceProblem } from '../resource-rule';
import type { TemplateResource } from '../template-resource';

export function logGroups({ properties, stack: { region } }: TemplateResource): ResourceProblem[] {
  return [
    ...problemsOf('LoggingConfiguration.LogGroupArn', textAt(properties, 'LoggingConfiguration', 'LogGroupArn'), region),
    ...problemsOf('ScraperLoggingConfiguration.LoggingDestination.CloudWatchLogs.LogGroupArn',
      textAt(properties, 'ScraperLoggingConfiguration', 'LoggingDestination', 'CloudWatchLogs', 'LogGroupArn'), region),
    ...listAt(properties, 'QueryLoggingConfiguration', 'Destinations').flatMap((destination, index) =>
      problemsOf(`QueryLoggingConfiguration.Destinations.${index}.CloudWatchLogs.LogGroupArn`,
        textAt(valueAt(destination, 'CloudWatchLogs'), 'LogGroupArn'), region)),
  ];
}

function problemsOf(property: string, arn: string | undefined, region: string | undefined): ResourceProblem[] {
  const [, other] = /^arn:[\w-]+:logs:([\w-]+):/.exec(arn ?? '') ?? [];
  if (arn === undefined || other === undefined) return [];
  return [
    ...arn.endsWith(':*') ? [] : [{ property, message: `must end in ':*', got '${arn}'` }],
    ...region === undefined || Token.isUnresolved(region) || region === other
      ? []
      : [{ property, message: `must be a log group of the Region ${region}, got '${arn}'` }],
  ];
}
