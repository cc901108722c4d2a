import { Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ITopic, ITopicRef } from 'aws-cdk-lib/aws-sns';
import type { CfnTopic } from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import { attributeOrUndefined } from '../../private/attribute-or-undefined';
import { ownResource } from '../../private/own-resource';
import type { PropertyProblem } from '../../private/property-problem';
import { isAwsManaged, missingKeyAccess, type MissingAccess } from './key-access';
import { serviceStatement, type AlertingWorkspace } from './service-statement';

const ACTIONS = ['sns:Publish', 'sns:GetTopicAttributes'];
const KEY_ACTIONS = ['kms:GenerateDataKey*', 'kms:Decrypt'];

/** The problems of topics that the app creates. */
export function topicProblems(topic: IConstruct): PropertyProblem[] {
  const resource = ownResource(topic, 'AWS::SNS::Topic') as CfnTopic | undefined;
  const path = 'alertManager';
  const problems: PropertyProblem[] = [];
  if (resource?.fifoTopic === true) problems.push({ path, message: `the topic ${topic.node.path} must be a standard topic, not a FIFO topic` });
  if (resource !== undefined && isAwsManaged(resource.kmsMasterKeyId)) {
    problems.push({
      path,
      message: `the topic ${topic.node.path} is encrypted with the key that AWS manages, which does not let the alert manager publish; `
        + 'use a customer managed key (masterKey), or none',
    });
  }
  return problems;
}

/** Returns the statement that allows the alert manager to publish to a topic. */
export function publishingStatement(workspace: AlertingWorkspace, topic: ITopicRef): PolicyStatement {
  const isInOwnStack = Stack.of(topic) === Stack.of(workspace.construct);
  return serviceStatement(workspace, {
    actions: ACTIONS, resources: [topic.topicRef.topicArn], region: topic.env.region, namesWorkspace: isInOwnStack && isCreated(topic),
  });
}

/** Allows the alert manager to publish to a topic. Returns the statements to add to policies that the app does not own. */
export function allowPublishing(workspace: AlertingWorkspace, topic: ITopicRef): MissingAccess[] {
  const statement = publishingStatement(workspace, topic);
  const added = canChangePolicy(topic) && topic.addToResourcePolicy(statement).statementAdded;
  const key = attributeOrUndefined(() => (topic as Partial<ITopic>).masterKey);
  return [
    ...added ? [] : [{ subject: `the policy of the topic ${topic.node.path}`, arn: topic.topicRef.topicArn, statement }],
    ...key === undefined ? [] : missingKeyAccess(workspace, key, KEY_ACTIONS, topic.env.region),
  ];
}

function canChangePolicy(topic: ITopicRef): topic is ITopic {
  return 'addToResourcePolicy' in topic;
}

function isCreated(topic: ITopicRef): boolean {
  return canChangePolicy(topic) && ownResource(topic, 'AWS::SNS::Topic') !== undefined;
}
