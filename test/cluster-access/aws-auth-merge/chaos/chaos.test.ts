import { chaos } from './chaos';

beforeEach(() => {
  for (const method of ['info', 'error'] as const) jest.spyOn(console, method).mockReturnValue();
});

test.each([1])('no entry is lost or left over despite faults, other writers and repeated events, seed %d', async (seed) => {
  const { events, faults, differences } = await chaos({ seed, events: 36, faults: 60 });

  expect(differences).toEqual([]);
  expect(events).toBeGreaterThanOrEqual(36);
  expect(faults).toBe(60);
}, 240_000);
