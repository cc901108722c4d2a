import { Budget, TooManyProblems, TooMuchRelabeling } from '../../lib/prometheus/budget';

describe('a budget for validation', () => {
  test('limits the number of problems', () => {
    const budget = new Budget({ problems: 2 });
    budget.spendProblem('a');
    budget.spendProblem('b');
    expect(() => {
      budget.spendProblem('c');
    }).toThrow(TooManyProblems);
  });

  test('limits the length of all messages', () => {
    const budget = new Budget({ messageCharacters: 3 });
    budget.spendProblem('abc');
    expect(() => {
      budget.spendProblem('d');
    }).toThrow(TooManyProblems);
  });

  test('limits the steps of all relabelings together', () => {
    const budget = new Budget({ relabelingSteps: 10 });
    budget.spendRelabeling(9);
    budget.spendRelabeling(1);
    expect(() => {
      budget.spendRelabeling(1);
    }).toThrow(TooMuchRelabeling);
  });

  test('limits the size of compiled expressions, and still accepts small expressions after a large one', () => {
    const budget = new Budget({ compilation: 10 });
    expect([8, 3, 2, 1].map(instructions => budget.canCompile(instructions))).toEqual([true, false, true, false]);
  });
});
