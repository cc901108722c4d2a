import { findCycle } from './cycles';
import { evaluate } from './evaluate';

describe('the evaluator of intrinsic functions', () => {
  test.each([
    [{ Ref: 'A' }, 'a'],
    [{ 'Fn::GetAtt': ['A', 'Arn'] }, 'x/y/z'],
    [{ 'Fn::Join': ['-', ['1', { Ref: 'A' }]] }, '1-a'],
    [{ 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['A', 'Arn'] }] }] }, 'z'],
    [{ 'Fn::Base64': { Ref: 'A' } }, 'YQ=='],
    [{ plain: [{ Ref: 'A' }, 1, null], Ref: 'not alone' }, { plain: ['a', 1, null], Ref: 'not alone' }],
  ])('evaluates %j like CloudFormation', (value, expected) => {
    expect(evaluate(value, { 'A': 'a', 'A.Arn': 'x/y/z' })).toEqual(expected);
  });

  test('fails for a reference of unknown value', () => {
    expect(() => evaluate({ Ref: 'B' }, {})).toThrow('the test does not say what B is');
  });
});

describe('the search for cycles', () => {
  test.each([
    ['by DependsOn', { A: { DependsOn: ['B'] }, B: { DependsOn: 'A' } }, ['A', 'B', 'A']],
    ['by Ref and GetAtt', { A: { P: [{ Ref: 'B' }] }, B: { P: { 'Fn::GetAtt': ['C', 'Arn'] } }, C: { P: { Ref: 'A' } } }, ['A', 'B', 'C', 'A']],
    ['by Sub', { A: { P: { 'Fn::Sub': 'x ${B.Arn}' } }, B: { DependsOn: 'A' } }, ['A', 'B', 'A']],
    ['after others', { A: { DependsOn: 'B' }, B: { DependsOn: 'C' }, C: { DependsOn: 'B' } }, ['B', 'C', 'B']],
  ])('finds one with dependencies by %s', (_how, resources, cycle) => {
    expect(findCycle({ Resources: resources })).toEqual(cycle);
  });

  test('finds none if two resources depend on one, or on a parameter', () => {
    expect(findCycle({ Resources: { A: { DependsOn: ['C', 'B'] }, B: { DependsOn: 'C' }, C: { P: { Ref: 'Parameter' } } } })).toBeUndefined();
  });
});
