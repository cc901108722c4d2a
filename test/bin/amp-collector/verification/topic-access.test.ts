import { mayPublish } from '../../../../bin/amp-collector/verification/topic-access';

const WORKSPACE = 'arn:aws:aps:eu-central-1:111122223333:workspace/ws-1';
const ALLOWED = { Effect: 'Allow', Principal: { Service: 'aps.amazonaws.com' }, Action: ['sns:Publish', 'sns:GetTopicAttributes'] };

test.each<[string, object, boolean]>([
  ['a statement for the service', ALLOWED, true],
  ['one statement that is not in a list', ALLOWED, true],
  ['the workspace as the source', { ...ALLOWED, Condition: { ArnEquals: { 'aws:SourceArn': WORKSPACE }, StringEquals: { 'AWS:SourceAccount': '111122223333' } } }, true],
  ['any workspace as the source', { ...ALLOWED, Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:aps:*:111122223333:workspace/*' } } }, true],
  ['the Regional principal', { ...ALLOWED, Principal: { Service: ['af-south-1.aps.amazonaws.com'] } }, true],
  ['any action of SNS', { ...ALLOWED, Action: 'SNS:*' }, true],
  ['a condition that is not understood', { ...ALLOWED, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }, true],
  ['another workspace as the source', { ...ALLOWED, Condition: { ArnEquals: { 'aws:SourceArn': WORKSPACE.replace('ws-1', 'ws-2') } } }, false],
  ['another account as the source', { ...ALLOWED, Condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } } }, false],
  ['another service', { ...ALLOWED, Principal: { Service: 'cloudwatch.amazonaws.com' } }, false],
  ['another action', { ...ALLOWED, Action: 'sns:Subscribe' }, false],
  ['a denial', { ...ALLOWED, Effect: 'Deny' }, false],
])('%s', (name, statement, expected) => {
  const policy = JSON.stringify({ Statement: name.includes('not in a list') ? statement : [statement] });
  expect(mayPublish(policy, WORKSPACE)).toBe(expected);
});
