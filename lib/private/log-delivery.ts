import { ArnFormat, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ILogGroupRef, LogGroup, ResourcePolicy, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct, IConstruct } from 'constructs';

const POLICY_ID = 'AmpLogDelivery';

/**
 * A log group's ARN as the service takes it: with `:*` at its end. CloudFormation accepts one without and the service does not.
 *
 * Made of the name, since the ARN that a construct gives ends so only sometimes.
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
 * A log group for the logs of one construct, which goes with it.
 *
 * The name keeps it out of the account's log policy, whose size is limited, and gives the group a name that people find.
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

/** What each stack's policy says. */
const statements = new WeakMap<IConstruct, PolicyStatement>();

/**
 * Lets the delivery of logs write to a log group.
 *
 * One policy per stack, since an account has room for ten in a Region.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-CloudWatchLogs.html
 */
export function allowDelivery(scope: IConstruct, logGroup: ILogGroupRef): ResourcePolicy {
  const stack = Stack.of(scope);
  const policy = stack.node.tryFindChild(POLICY_ID) as ResourcePolicy | undefined ?? new ResourcePolicy(stack, POLICY_ID);
  statementOf(policy).addResources(`${deliveryArn(logGroup).replace(/:\*$/, '')}:log-stream:*`);
  return policy;
}

function statementOf(policy: ResourcePolicy): PolicyStatement {
  const known = statements.get(policy);
  if (known) return known;
  const statement = new PolicyStatement({
    effect: Effect.ALLOW,
    principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    conditions: {
      StringEquals: { 'aws:SourceAccount': policy.stack.account },
      ArnLike: { 'aws:SourceArn': policy.stack.formatArn({ service: 'logs', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME }) },
    },
  });
  policy.document.addStatements(statement);
  statements.set(policy, statement);
  return statement;
}
