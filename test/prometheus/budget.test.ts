import { Budget, TooManyProblems, TooMuchRelabeling } from '../../lib/prometheus/budget';

describe('a budget', () => {
  test('allows so many problems', () => {
    const budget = new Budget({ problems: 2 });
    budget.spendProblem('a');
    budget.spendProblem('b');
    expect(() => {
      budget.spendProblem('c');
    }).toThrow(TooManyProblems);
  });

  test('allows messages of so many characters', () => {
    const budget = new Budget({ messageCharacters: 3 });
    budget.spendProblem('abc');
    expect(() => {
      budget.spendProblem('d');
    }).toThrow(TooManyProblems);
  });

  test('allows so many steps of relabeling, however they are taken', () => {
    const budget = new Budget({ relabelingSteps: 10 });
    budget.spendRelabeling(9);
    budget.spendRelabeling(1);
    expect(() => {
      budget.spendRelabeling(1);
    }).toThrow(TooMuchRelabeling);
  });

  test('allows so much to be compiled, and smaller expressions behind a large one', () => {
    const budget = new Budget({ compilation: 10 });
    expect([8, 3, 2, 1].map(instructions => budget.canCompile(instructions))).toEqual([true, false, true, false]);
  });
});
