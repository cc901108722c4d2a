import { isDeepStrictEqual, parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { appendJobs } from '../../lib/scrape-configuration/writer/append-jobs';
import { oddConfigurations } from '../helpers/odd-configurations';
import { Prometheus } from './prometheus';

/*
 * `npm run test:edits -- [--seed N] [--count N]`: jobs added to odd texts, before and after as Go's own YAML reader sees them.
 */

const JOBS = [{ job_name: 'yes: an "added" job? #1', params: { a: ['b?', ':c'] } }, { job_name: 'added too', honor_labels: true }];

type Document = Readonly<Record<string, unknown>>;

interface Outcome {
  readonly text: string;
  readonly edited?: string;
  readonly refusal?: string;
  readonly isRight: boolean;
}

function main(): Promise<void> {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '100000' } } });
  return report(fc.sample(oddConfigurations, { seed: Number(values.seed), numRuns: Number(values.count) }));
}

async function report(texts: readonly string[]): Promise<void> {
  const go = new Prometheus();
  const outcomes: Outcome[] = [];
  for (const text of new Set(texts)) outcomes.push(await outcomeOf(text, go));
  go.close();
  const wrong = outcomes.filter(({ isRight }) => !isRight);
  const refusals = outcomes.flatMap(({ refusal }) => refusal === undefined ? [] : [(refusal.split('no job can be added: ').at(-1) ?? '').replace(/\d+/g, 'N')]);
  console.log(`${outcomes.length} texts, ${outcomes.length - refusals.length} with jobs added, ${wrong.length} wrong`);
  for (const reason of new Set(refusals)) console.log(`${refusals.filter(other => other === reason).length} refused: ${reason}`);
  for (const { text, edited } of wrong.slice(0, 20)) console.log(JSON.stringify({ text, edited }));
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

async function outcomeOf(text: string, go: Prometheus): Promise<Outcome> {
  const before = await read(text, go);
  try {
    const edited = appendJobs(text, JOBS);
    return { text, edited, isRight: addsOnlyJobs(before, await read(edited, go)) };
  } catch (error) {
    return { text, refusal: (error as Error).message, isRight: true };
  }
}

function addsOnlyJobs(before: unknown, after: unknown): boolean {
  const { scrape_configs: given, ...others } = (before ?? {}) as Document;
  const { scrape_configs: list, ...othersAfter } = (after ?? {}) as Document;
  const items = (given ?? []) as unknown[];
  return isDeepStrictEqual(others, othersAfter)
    && (isDeepStrictEqual(list, [...items, ...JOBS]) || isDeepStrictEqual(list, [...JOBS, ...items]));
}

/** The value that Go's reader makes of a text; nothing where it refuses the text. */
async function read(text: string, go: Prometheus): Promise<unknown> {
  // This kind of question takes some texts that are no YAML for an empty list.
  const { verdict, result } = await go.ask({ kind: 'aws-auth', text });
  return verdict === 'good' ? JSON.parse((result as { json: string }).json) : undefined;
}

void main();
