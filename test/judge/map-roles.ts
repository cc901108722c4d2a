import { isDeepStrictEqual, parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { Failure } from '../../lib/aws/failure';
import { addMapping, isMapped, removeMapping, roleEntries } from '../../lib/kubernetes/map-roles';
import { trimSpace } from '../../lib/prometheus/values/trim-space';
import { isNoList } from '../../lib/kubernetes/yaml-list';
import { MAPPING } from '../kubernetes/map-roles-documents';
import { mapRolesTexts } from '../kubernetes/map-roles-mutants';
import { Prometheus } from './prometheus';

/*
 * `npm run test:aws-auth -- [--seed N] [--count N]`: edits mutated texts of mapRoles, and asks Go what each means before and after, as the
 * authenticator of a cluster reads it.
 */

interface Reading {
  readonly entries?: ReadonlyArray<{ readonly rolearn?: string; readonly username: string; readonly groups: readonly string[] | null }>;
  /** Each as JSON. */
  readonly items?: readonly string[];
  readonly isList: boolean;
}

const ITEM = JSON.stringify(MAPPING);

class Go {
  private readonly prometheus = new Prometheus();

  public async read(text: string): Promise<Reading | undefined> {
    const { verdict, result } = await this.prometheus.ask({ kind: 'aws-auth', text });
    return verdict === 'good' ? result as Reading : undefined;
  }

  public close(): void {
    this.prometheus.close();
  }
}

/** The edited text, or its error. */
interface Outcome {
  readonly outcome: 'edited' | 'refused though Go reads it' | 'not a list to Go' | 'mapped already';
  readonly problems: readonly string[];
}

/** The items as JSON; nothing where Go reads no list. */
function itemsIn(reading: Reading | undefined): readonly string[] | undefined {
  return reading?.isList === true ? reading.items ?? [] : undefined;
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function checkReading(text: string, { entries: theirs = [] }: Reading): string[] {
  const entries = roleEntries(text);
  const expected = theirs.map(({ rolearn = '', username, groups }) => ({ rolearn, username, groups: groups ?? [] }));
  return isDeepStrictEqual(entries, expected) ? [] : [`read as ${JSON.stringify(entries)}, not as ${JSON.stringify(expected)}`];
}

async function checkAddition(go: Go, text: string, items: readonly string[]): Promise<Outcome> {
  if (isMapped(text, MAPPING)) return { outcome: 'mapped already', problems: [] };
  const added = attempt(() => addMapping(text, MAPPING));
  if (added === undefined) return { outcome: 'refused though Go reads it', problems: [] };
  const after = await go.read(added);
  const placed = [items.length, items.length - 1].map(at => items.toSpliced(at, 0, ITEM));
  const isRight = placed.some(expected => isDeepStrictEqual(itemsIn(after), expected));
  const left = attempt(() => removeMapping(added, MAPPING));
  const restored = left === undefined ? undefined : await go.read(left);
  return {
    outcome: 'edited',
    problems: [
      ...isRight ? [] : [`added as ${JSON.stringify(added)}, which Go reads as ${String(after?.items)}`],
      ...left === undefined || isDeepStrictEqual(itemsIn(restored), items) ? [] : [`restored as ${JSON.stringify(left)}`],
      ...left === undefined ? [`not taken out of ${JSON.stringify(added)}`] : [],
    ],
  };
}

async function checkRemoval(go: Go, text: string, items: readonly string[]): Promise<string[]> {
  const left = attempt(() => removeMapping(text, MAPPING));
  if (left === undefined || left === text) return [];
  const remaining = itemsIn(await go.read(left));
  const gone = items.findIndex((item, index) => item !== remaining?.[index]);
  const isRight = isDeepStrictEqual(items.filter((_, index) => index !== gone), remaining) && /rolearn/i.test(items[gone] ?? '');
  return isRight ? [] : [`taken out as ${JSON.stringify(left)}`];
}

async function check(go: Go, text: string): Promise<Outcome> {
  // An empty text in single quotes is no list to Go, and may be replaced by one.
  const before = isNoList(trimSpace(text)) ? { isList: true } : await go.read(text);
  const items = itemsIn(before);
  if (before === undefined || items === undefined) {
    const isRead = attempt(() => roleEntries(text)) !== undefined || attempt(() => addMapping(text, MAPPING)) !== undefined;
    return { outcome: 'not a list to Go', problems: isRead ? ['read or edited though Go reads no list'] : [] };
  }
  const { outcome, problems } = await checkAddition(go, text, items);
  return { outcome, problems: [...checkReading(text, before), ...problems, ...await checkRemoval(go, text, items)] };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '100000' }, show: { type: 'boolean', default: false } },
  });
  const [seed, count] = [Number(values.seed), Number(values.count)];
  const go = new Go();
  const outcomes = new Map<string, number>();
  let wrong = 0;
  for (const text of fc.sample(mapRolesTexts, { seed, numRuns: count })) {
    const { outcome, problems } = await check(go, text);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (values.show && outcome === 'refused though Go reads it') console.log(JSON.stringify(text));
    if (problems.length === 0) continue;
    wrong++;
    if (wrong <= 20) console.log(`${JSON.stringify(text)}\n  ${problems.join('\n  ')}`);
  }
  go.close();
  const summary = [...outcomes].map(([outcome, number]) => `${number} ${outcome}`).join(', ');
  console.log(`Edits of mapRoles, seed ${seed}: ${count} texts (${summary}); ${wrong} differ from what Go reads`);
  process.exitCode = wrong === 0 ? 0 : 1;
}

void main();
