import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScrapeConfiguration } from '../../../lib';
import { deadSelectors } from '../../../lib/validation/coherence/coherence';
import { metricSources } from '../../../lib/validation/coherence/metric-source';
import { metricName, neededSelectors, selectorsIn } from '../../../lib/validation/coherence/selectors';
import type { WorkspaceQuery } from '../../../lib/validation/coherence/workspace-query';
import { metricsOfSeries } from '../../../lib/validation/metrics/catalogue';
import { validateRules } from '../../../lib/validation/rule-files/validate-rules';
import { READY_MADE_JOBS } from '../../helpers/ready-made-jobs';

/*
 * kube-prometheus's rules with the ready-made jobs. Its files are not part of this repository: without them nothing is tested.
 */

const CORPUS = join(process.cwd(), '..', 'shared', 'corpus', 'kube-prometheus');

/** The rules that have no input with the ready-made jobs, by file, each with its reason. */
const DEAD_RULES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kubernetesControlPlane: {},
  kubeStateMetrics: {},
  nodeExporter: {
    NodeSystemdServiceFailed: 'node_exporter collects node_systemd_unit_state only with --collector.systemd',
    NodeSystemdServiceCrashlooping: 'node_exporter collects node_systemd_service_restart_total only with --collector.systemd',
  },
};

/** At most so many of a hundred rules of a file may be dead. */
const MOST_DEAD_PERCENT = 5;

const describeWithCorpus = existsSync(CORPUS) ? describe : describe.skip;
if (!existsSync(CORPUS)) console.warn(`${CORPUS} is missing: kube-prometheus's rules are not tested`);

function queriesOf(file: string): WorkspaceQuery[] {
  const { file: rules } = validateRules(readFileSync(join(CORPUS, `${file}-prometheusRule.yaml`), 'utf8'));
  return (rules?.groups ?? []).flatMap(group => group.rules).flatMap(({ expr, record, alert }) => {
    const tree = expr?.parsed.expr;
    return expr === undefined || tree === undefined
      ? []
      : [{ expr: tree, text: expr.value, title: record?.value ?? alert?.value ?? '', record: record?.value, alert: alert?.value }];
  });
}

function sourcesOf(configuration: ScrapeConfiguration) {
  const effective = configuration._effective();
  if (effective === undefined) throw new Error('the configuration cannot be read');
  return metricSources(effective);
}

describeWithCorpus('kube-prometheus\'s rules', () => {
  const queries = Object.fromEntries(Object.keys(DEAD_RULES).map(file => [file, existsSync(CORPUS) ? queriesOf(file) : []]));
  const all = Object.values(queries).flat();
  const readyMade = new ScrapeConfiguration({
    externalLabels: { cluster: 'production' }, jobs: Object.values(READY_MADE_JOBS).map(make => make()),
  });

  test.each(Object.keys(DEAD_RULES))('of the file %s find their metrics in the ready-made jobs, except for the listed ones', (file) => {
    const isDead = deadSelectors({ sources: sourcesOf(readyMade), queries: all });
    const isUnknown = (metric = '') => !metric.includes(':') && metric !== 'up' && metricsOfSeries(metric).length === 0;
    const dead = (queries[file] ?? []).filter(({ expr }) =>
      neededSelectors(expr).some(selector => isDead(selector) || isUnknown(metricName(selector))));
    const names = [...new Set(dead.map(({ title }) => title))];
    expect(names).toEqual(Object.keys(DEAD_RULES[file] ?? {}));
    expect(dead.length * 100).toBeLessThanOrEqual((queries[file]?.length ?? 0) * MOST_DEAD_PERCENT);
  });

  test('mostly find no metrics with AWS\'s default configuration', () => {
    const isDead = deadSelectors({ sources: sourcesOf(ScrapeConfiguration.eksDefault()), queries: all });
    const dead = all.filter(({ expr }) => selectorsIn(expr).some(isDead));
    expect([dead.length, all.length]).toEqual([168, 179]);
  });
});
