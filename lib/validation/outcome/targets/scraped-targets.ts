import { memoizedByObject } from '../../../private/memoized';
import type { Place } from '../../../prometheus/decode/place';
import type { Item, StructValue } from '../../../prometheus/decode/value';
import type { EffectiveConfiguration, EffectiveJob, EffectiveKubernetes } from '../../../prometheus/scrape-config/effective';
import { knownLabels, labelsOf } from '../../../prometheus/scrape-config/static-targets';
import type { Labels } from '../../../prometheus/relabel/label-builder';
import { relabel } from '../../../prometheus/relabel/relabel';
import { Budget, TooMuchRelabeling } from '../../../prometheus/budget';
import { areExpensive } from '../relabelings/regex-cost';
import { isFullyKnown } from '../relabelings/fully-known';
import { relabelingsOf } from './job-relabelings';
import { LONGEST_VALUE } from './relabeling-cost';
import { discoveredTargets, type DiscoveredTarget } from './discovered-targets';

/** A target after a job's relabelings. */
export interface ScrapedTarget {
  /** A description for a message. */
  readonly words: string;
  readonly url: string;
  /** The path and what follows it. */
  readonly location: string;
  readonly labels: Labels;
  /** The place in the text that asks for it. */
  readonly place: Place;
  /** The discovery that found it; nothing for a static target. */
  readonly discovery?: EffectiveKubernetes;
}

/** The highest cost of all jobs' expressions together. */
const MOST_WEIGHT = 1_000_000;

/** A warning is worth less time than an error. */
const MOST_STEPS = 10_000_000;

type Found = Pick<DiscoveredTarget, 'words' | 'address' | 'labels'> & Pick<ScrapedTarget, 'place' | 'discovery'>;

/** Computes what each job certainly scrapes; nothing where that would take long. */
export function scrapedTargets(configuration: EffectiveConfiguration): ReadonlyArray<readonly ScrapedTarget[]> {
  return configuration.jobs.map(targetScraper(configuration));
}

/** Returns a function that computes what a job of a configuration certainly scrapes; nothing where all jobs together take long. */
export function targetScraper({ global, jobs }: EffectiveConfiguration): (job: EffectiveJob) => readonly ScrapedTarget[] {
  const regexes = jobs.flatMap(job => [...job.relabelings, ...job.metricRelabelings]).map(({ rule }) => rule?.regex ?? '');
  if (areExpensive(regexes, MOST_WEIGHT)) return () => [];
  const budget = new Budget({ relabelingSteps: MOST_STEPS });
  return memoizedByObject((job: EffectiveJob): readonly ScrapedTarget[] => {
    try {
      return targetsOf(global.value, job, budget);
    } catch (error) {
      if (error instanceof TooMuchRelabeling) return [];
      throw error;
    }
  });
}

/** Returns static targets, and the usual targets of a cluster that the job discovers; none if a part of the job is not known. */
function targetsOf(global: StructValue, job: EffectiveJob, budget: Budget): ScrapedTarget[] {
  if (job.staticGroups.length + job.kubernetes.length === 0) return [];
  const relabelings = relabelingsOf(global, job);
  if (relabelings === undefined) return [];
  const { rules, jobLabels, scheme } = relabelings;
  return [...staticTargets(job), ...job.kubernetes.flatMap(usualTargets)].flatMap(({ address, labels, ...target }) => {
    const relabeled = relabel(labelsOf(address, labels, jobLabels), rules, scheme, budget);
    const origin = relabeled && originOf(relabeled);
    if (relabeled === undefined || origin === undefined) return [];
    const location = `${relabeled.get('__metrics_path__') ?? ''}${queryOf(relabeled, job.value)}`;
    return [{ ...target, url: origin + location, location, labels: relabeled }];
  });
}

function staticTargets({ staticGroups }: EffectiveJob): Found[] {
  return staticGroups.flatMap(({ value, targets }) => {
    const labels = knownLabels(value);
    if (labels === undefined || [...labels.values()].some(({ length }) => length > LONGEST_VALUE)) return [];
    return targets.flatMap(({ text, place }) => text === undefined ? [] : [{ words: text, address: text, labels, place }]);
  });
}

/** Another cluster's targets, chosen ones, and those with more labels than can be known here, are nobody's guess. */
function usualTargets(discovery: EffectiveKubernetes): Found[] {
  const { value, role, namespaces, ownNamespace, selectors } = discovery;
  const isHere = value.get('api_server') === null && value.text('kubeconfig_file') === '' && ownNamespace === false;
  const isPlain = isFullyKnown(value, 'selectors') && selectors.length === 0 && value.struct('attach_metadata')?.flag('node') === false;
  const names = value.struct('namespaces')?.get('names');
  if (!isHere || !isPlain || names === undefined || typeof names === 'symbol') return [];
  const allowed = new Set(namespaces.map(({ text }) => text));
  return discoveredTargets(role ?? '')
    .filter(({ namespace }) => allowed.size === 0 || namespace === undefined || allowed.has(namespace))
    .map(({ words, address, labels }) => ({ words, address, labels, place: value.place, discovery }));
}

/** `http://10.0.0.5:9100`, or `undefined` when Prometheus would refuse the address. */
function originOf(labels: Labels): string | undefined {
  const [scheme = '', address = ''] = ['__scheme__', '__address__'].map(name => labels.get(name));
  if (address === '' || address.includes('/')) return undefined;
  const port = scheme === 'https' ? ':443' : ':80';
  return `${scheme}://${address.endsWith(port) ? address.slice(0, -port.length) : address}`;
}

/** The label `__param_x` has the first value of the parameter `x`. */
function queryOf(labels: Labels, job: StructValue): string {
  const query = new URLSearchParams();
  for (const [name, value] of labels) if (name.startsWith('__param_')) query.append(name.slice('__param_'.length), value);
  for (const [name, { value }] of job.entries('params')) {
    const others = Array.isArray(value) ? value.slice(1) as readonly Item[] : [];
    for (const other of others) if (typeof other.value === 'string') query.append(name, other.value);
  }
  query.sort();
  return query.size === 0 ? '' : `?${query.toString()}`;
}
