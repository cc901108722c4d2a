import type { EffectiveConfiguration, EffectiveJob } from '../../../lib/scrape-configuration/prometheus/effective';
import type { RelabelRule } from '../../../lib/scrape-configuration/relabel/relabel';
import { formatDuration } from '../../../lib/scrape-configuration/prometheus/values/duration';
import { discoveryWords } from './discovery-words';
import { isFilter, ruleWords, SAMPLES } from './rule-words';

/** A job, in words. */
export interface JobSummary {
  readonly job: string;
  /** How targets are found. */
  readonly finds: readonly string[];
  /** Which are kept. */
  readonly filters: readonly string[];
  /** What else the relabelings do. */
  readonly labels: readonly string[];
  /** What becomes of samples. */
  readonly samples: readonly string[];
  readonly scheme: string;
  readonly path: string;
  readonly interval: string;
  readonly timeout: string;
  /** What looks like a mistake. */
  readonly marks: readonly string[];
}

const LATER = '(known at deployment)';

/** Every job of a configuration. */
export function jobSummaries({ jobs }: EffectiveConfiguration): JobSummary[] {
  const firstOf = new Map<string, string>();
  return jobs.map((job) => {
    const name = job.name ?? LATER;
    const signature = targetSignature(job);
    const earlier = firstOf.get(signature);
    if (earlier === undefined) firstOf.set(signature, name);
    return summaryOf(job, name, [
      ...earlier === undefined ? [] : [`scrapes the same targets as ${earlier}`],
      ...takesEverything(job) ? ['no filter: every target that is found is scraped'] : [],
      ...job.discoveries.length === 0 ? ['finds nothing: it has no discovery'] : [],
    ]);
  });
}

function summaryOf(job: EffectiveJob, name: string, marks: readonly string[]): JobSummary {
  const rules = job.relabelings.map(({ rule }) => rule);
  return {
    job: name,
    finds: discoveryWords(job),
    filters: rules.filter(isFilter).map(rule => ruleWords(rule)),
    labels: rules.filter(rule => !isFilter(rule)).map(rule => ruleWords(rule)),
    samples: job.metricRelabelings.map(({ rule }) => ruleWords(rule, SAMPLES)),
    scheme: job.scheme ?? LATER,
    path: job.metricsPath ?? LATER,
    interval: job.scrapeInterval === undefined ? LATER : formatDuration(job.scrapeInterval),
    timeout: job.scrapeTimeout === undefined ? LATER : formatDuration(job.scrapeTimeout),
    marks,
  };
}

/** What decides which targets there are and where they are scraped; all else may differ between two jobs. */
function targetSignature(job: EffectiveJob): string {
  const writesPlace = (rule: RelabelRule) => rule.targetLabel === '' || rule.targetLabel.startsWith('__') || rule.targetLabel.includes('$');
  const rules = job.relabelings.map(({ rule }) => rule).filter(rule => rule === undefined || isFilter(rule) || writesPlace(rule));
  return JSON.stringify([
    discoveryWords(job), job.staticGroups.map(({ targets }) => targets.map(({ text }) => text)), job.scheme, job.metricsPath, rules,
    [...job.value.entries('params').keys()],
  ], (_, value: unknown) => typeof value === 'bigint' ? String(value) : value);
}

/** A job of Kubernetes that no namespace, selector or rule narrows down. All nodes are what is meant by nodes. */
function takesEverything({ kubernetes, relabelings }: EffectiveJob): boolean {
  return !relabelings.some(({ rule }) => isFilter(rule))
    && kubernetes.some(({ role, namespaces, ownNamespace, selectors }) =>
      role !== 'node' && namespaces.length === 0 && ownNamespace !== true && selectors.length === 0);
}
