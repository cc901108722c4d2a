import { setTimeout } from 'node:timers/promises';
import { retry } from '../../lib/aws/retry';

const POLICY = { attempts: 3, firstDelayMs: 1, maxDelayMs: 2 };

const soon = () => Date.now() + 10_000;

function failing(times: number): jest.Mock<Promise<string>> {
  let calls = 0;
  return jest.fn(() => ++calls > times ? Promise.resolve('done') : Promise.reject(new Error('not yet')));
}

test.each([
  ['immediately', 0, 1],
  ['at the last try', 2, 3],
])('a retried operation succeeds %s', async (_, failures, tries) => {
  const operation = failing(failures);

  await expect(retry(operation, () => true, POLICY, soon())).resolves.toBe('done');
  expect(operation).toHaveBeenCalledTimes(tries);
});

test.each([
  ['there are no tries left', true, soon(), 3],
  ['trying again is not worthwhile', false, soon(), 1],
  ['there is no time left', true, 0, 1],
])('fails with the last error if %s', async (_, worthwhile, deadline, tries) => {
  const operation = failing(3);

  await expect(retry(operation, () => worthwhile, POLICY, deadline)).rejects.toThrow('not yet');
  expect(operation).toHaveBeenCalledTimes(tries);
});

test('fails with the error of an earlier attempt if the deadline interrupts the last one', async () => {
  const deadline = Date.now() + 100;
  const cutShort = async (): Promise<string> => {
    await setTimeout(deadline - Date.now());
    throw new Error('timed out');
  };
  const operation = jest.fn(cutShort).mockRejectedValueOnce(new Error('not yet'));

  await expect(retry(operation, () => true, POLICY, deadline)).rejects.toThrow('not yet');
  expect(operation).toHaveBeenCalledTimes(2);
});
