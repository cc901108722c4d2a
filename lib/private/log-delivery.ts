import { ArnFormat, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ILogGroupRef, LogGroup, ResourcePolicy, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct, IConstruct } from 'constructs';

const POLICY_ID = 'AmpLogDelivery';

/**
 * Returns the ARN of a log group with `:*` at its end. CloudFormation accepts an ARN without it, and the service refuses it.
 *
 * Formatted from the name, because only some constructs return an ARN with this ending.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_CloudWatchLogDestination.html
 */
export function deliveryArn(logGroup: ILogGroupRef): string {
  return Stack.of(logGroup).formatArn({
    service: 'logs',
    account: logGroup.env.account,
    region: logGroup.env.region,
    resource: 'log-group',
    resourceName: `${logGroup.logGroupRef.logGroupName}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/**
 * Creates a log group for the logs of one construct.
 *
 * The prefix `/aws/vendedlogs/` keeps the group out of the account's log policy, whose size is limited.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export function ownLogGroup(scope: Construct, id: string): LogGroup {
  return new LogGroup(scope, id, {
    logGroupName: `/aws/vendedlogs/prometheus/${Names.uniqueResourceName(scope, { maxLength: 200, separator: '-' })}-${id}`,
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}

/**
 * Allows the delivery of logs to a log group.
 *
 * Creates one policy per stack, because an account has at most ten in a Region.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-CloudWatchLogs.html
 */
export function allowDelivery(scope: IConstruct, logGroup: ILogGroupRef): ResourcePolicy {
  const stack = Stack.of(scope);
  const policy = stack.node.tryFindChild(POLICY_ID) as DeliveryPolicy | undefined ?? deliveryPolicy(stack);
  policy.deliveryStatement.addResources(`${deliveryArn(logGroup).replace(/:\*$/, '')}:log-stream:*`);
  return policy;
}

/** The log resource policy of a stack, with one statement for all of its log groups. */
interface DeliveryPolicy extends ResourcePolicy {
  readonly deliveryStatement: PolicyStatement;
}

/** No subclass, which would load the log groups of aws-cdk-lib together with this module. */
function deliveryPolicy(stack: Stack): DeliveryPolicy {
  const deliveryStatement = new PolicyStatement({
    effect: Effect.ALLOW,
    principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'logs', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME }) },
    },
  });
  return Object.assign(new ResourcePolicy(stack, POLICY_ID, { policyStatements: [deliveryStatement] }), { deliveryStatement });
}
