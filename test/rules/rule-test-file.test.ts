import { ruleTestFile } from '../../lib/rules/rule-test-file';

const data = { 'Fn::Join': ['', ['groups: [] # ', { Ref: 'AWS::Region' }, ' ', { 'Fn::GetAtt': ['Cluster', 'Arn'] }]] };

test('writes the rules of a template with the values that are given', () => {
  expect(ruleTestFile(data, { 'AWS::Region': 'eu-west-1', 'Cluster.Arn': 'arn' })).toEqual({ text: 'groups: [] # eu-west-1 arn', unresolved: [] });
});

test('names the values that are missing', () => {
  expect(ruleTestFile(data, { 'AWS::Region': 'eu-west-1' }).unresolved).toEqual(['Cluster.Arn']);
});

test('keeps a text as it is', () => {
  expect(ruleTestFile('groups: []\n')).toEqual({ text: 'groups: []\n', unresolved: [] });
});
