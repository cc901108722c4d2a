import * as fc from 'fast-check';
import type { AlertmanagerConfiguration, Route } from '../../../lib/prometheus/alertmanager/configuration';
import { loadAlertmanager } from '../../../lib/prometheus/alertmanager/load';
import type { Labels } from '../../../lib/prometheus/alertmanager/matcher';
import { notificationsFor } from '../../../lib/prometheus/alertmanager/notifying';
import { readYaml } from '../../../lib/prometheus/yaml/read';
import type { Prometheus } from '../prometheus';
import { trees } from './trees';

/** An alert, the alerts that fire at the same time, and when. */
interface Question {
  readonly labels: Labels;
  readonly firing: readonly Labels[];
  readonly at: string;
}

const QUESTIONS_PER_TREE = 5;
const DAY = 86_400_000;

const labels: fc.Arbitrary<Labels> = fc.dictionary(
  fc.constantFrom('alertname', 'severity', 'team', 'cluster', 'a b', 'é'),
  fc.constantFrom('', 'critical', 'critical', 'warning', 'Down', 'a', 'a', 'b', 'a\nb', 'x"y'),
  { maxKeys: 4, noNullPrototype: true },
);

/** Moments near the edges of hours, days, months and changes of the clock. */
const moment: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.constantFrom(0, 1, 539, 540, 541, 1049, 1050, 1051, 1439, 719, 720),
    fc.integer({ min: -1, max: 60_001 }))
    .map(([day, minute, millisecond]) => Date.UTC(2020, 0, 1) + day * DAY + minute * 60_000 + millisecond),
  fc.integer({ min: Date.UTC(1999, 0, 1), max: Date.UTC(2037, 0, 1) }),
  fc.tuple(fc.constantFrom('2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z', '2024-02-29T23:59:00Z', '2026-02-28T23:59:30Z'), fc.integer({ min: -7_200_000, max: 7_200_000 }))
    .map(([text, difference]) => Date.parse(text) + difference),
).map(milliseconds => new Date(milliseconds).toISOString());

const questions: fc.Arbitrary<Question[]> = fc.array(fc.record({ labels, firing: fc.array(labels, { maxLength: 3 }), at: moment }), {
  minLength: QUESTIONS_PER_TREE, maxLength: QUESTIONS_PER_TREE,
});

/** Compares where alerts go with Alertmanager's dispatch, inhibit and timeinterval packages; `count` questions. */
export async function reportNotifications(count: number, seed: number, prometheus: Prometheus): Promise<boolean> {
  const samples = fc.sample(fc.tuple(trees, questions), { numRuns: Math.ceil(count / QUESTIONS_PER_TREE), seed });
  let differences = 0;
  let asked = 0;
  let inhibited = 0;
  let muted = 0;
  for (const [text, asks] of samples) {
    const theirs = await prometheus.ask({ kind: 'notify', text, questions: asks });
    const { configuration } = loadAlertmanager(readYaml(text));
    if (theirs.verdict !== 'good' || configuration === undefined) throw new Error(`${theirs.message ?? 'no configuration'}:\n${text}`);
    for (const [index, answer] of (theirs.result as Answer[]).entries()) {
      const question = asks[index];
      if (question === undefined) throw new Error('there are more answers than questions');
      const [expected, actual] = [JSON.stringify(canonical(answer)), JSON.stringify(canonical(ours(configuration, question)))];
      asked++;
      inhibited += answer.inhibited ? 1 : 0;
      muted += answer.routed.some(({ mutedBy, outside }) => (mutedBy ?? outside ?? []).length > 0) ? 1 : 0;
      if (expected === actual) continue;
      differences++;
      if (differences <= 3) console.log(`--- ${JSON.stringify(question)}\nAlertmanager: ${expected}\nours:         ${actual}\n${text}`);
    }
  }
  console.log(`Notifications, seed ${seed}: ${asked - differences} of ${asked} are those of Alertmanager; ${inhibited} are inhibited, ${muted} muted`);
  return differences === 0;
}

interface RoutedAnswer {
  readonly path: readonly number[];
  readonly receiver: string;
  readonly groupByAll: boolean;
  readonly groupBy: readonly string[];
  readonly groupWait: number;
  readonly groupInterval: number;
  readonly repeatInterval: number;
  readonly outside: readonly string[] | null;
  readonly mutedBy: readonly string[] | null;
}

interface Answer {
  readonly routed: readonly RoutedAnswer[];
  readonly inhibited: boolean;
}

function ours(configuration: AlertmanagerConfiguration, { labels: alert, firing, at }: Question): Answer {
  const { routed, inhibition } = notificationsFor(configuration, alert, new Date(at), firing);
  return {
    routed: routed.map(({ route, mutedBy, outside }) => ({
      path: pathOf(route),
      receiver: route.receiver ?? '',
      groupByAll: route.groupBy.includes('...'),
      groupBy: route.groupBy.filter(label => label !== '...'),
      groupWait: route.groupWait ?? NaN,
      groupInterval: route.groupInterval ?? NaN,
      repeatInterval: route.repeatInterval ?? NaN,
      outside,
      mutedBy,
    })),
    inhibited: inhibition !== undefined,
  };
}

function pathOf(route: Route): number[] {
  return route.parent === undefined ? [] : [...pathOf(route.parent), route.parent.routes.indexOf(route)];
}

/** Alertmanager names an interval once for each of its parts, and keeps a parent's labels in addition to "all". */
function canonical({ routed, inhibited }: Answer): Answer {
  return {
    routed: routed.map(route => ({
      ...route,
      groupBy: route.groupByAll ? [] : [...new Set(route.groupBy)].sort(),
      outside: [...route.outside ?? []],
      mutedBy: [...new Set(route.mutedBy)],
    })),
    inhibited,
  };
}
