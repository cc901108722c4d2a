import * as fc from 'fast-check';
import { validateText } from '../library';
import type { Prometheus } from '../prometheus';
import { configurations, meaningOf, type SaidConfiguration, waysToSay } from './configurations';
import { flowYaml } from './flow-yaml';

/** Prints how many typed configurations mean to Prometheus what they say, however they are put together; answers whether all do. */
export async function reportTyped(count: number, seed: number, prometheus: Prometheus): Promise<boolean> {
  const property = fc.asyncProperty(configurations, async (configuration) => {
    const differences = await differencesOf(configuration, prometheus);
    if (differences.length > 0) throw new Error(differences.join('\n'));
  });
  const { failed, numRuns, errorInstance } = await fc.check(property, { seed, numRuns: count });
  const passed = failed ? numRuns - 1 : numRuns;
  console.log(`Typed, seed ${seed}: ${passed} of ${count} configurations mean what they say, typed, as objects and with jobs added`);
  if (errorInstance instanceof Error) console.log(errorInstance.message);
  return !failed;
}

async function differencesOf(configuration: SaidConfiguration, prometheus: Prometheus): Promise<string[]> {
  const expected = await effective(flowYaml(meaningOf(configuration)), prometheus);
  const differences = await Promise.all(Object.entries(waysToSay(configuration)).map(async ([way, said]) => {
    const text = said.toYaml();
    const actual = await effective(text, prometheus);
    const [problem] = validateText(text);
    if (actual === expected && problem === undefined && actual.startsWith('good')) return [];
    return [`--- ${way}\n${text}\nexpected:   ${expected}\nPrometheus: ${actual}\nours:       ${problem?.message ?? 'good'}`];
  }));
  return differences.flat();
}

async function effective(text: string, prometheus: Prometheus): Promise<string> {
  const { verdict, message, result } = await prometheus.ask({ kind: 'effective', text });
  return `${verdict}: ${message ?? JSON.stringify(result)}`;
}
