import { TooMuchWork, Work } from '../../../lib/prometheus/relabel/work';

test('work is too much when it is more than its limit, however it is done', () => {
  const work = new Work(10);
  work.spend(9);
  work.spend(1);
  expect(() => {
    work.spend(1);
  }).toThrow(TooMuchWork);
});
