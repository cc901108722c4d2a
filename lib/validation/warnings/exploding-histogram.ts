import type { EffectiveJob } from '../../prometheus/scrape-config/effective';
import { relabel } from '../../prometheus/relabel/relabel';
import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';
import { LARGE_HISTOGRAMS, SAMPLE_BUCKETS } from '../outcome/targets/large-histograms';
import { API_SERVER } from '../outcome/targets/typical-cluster';
import { rulesOf } from '../outcome/targets/job-relabelings';
import type { ScrapedTarget } from '../outcome/targets/scraped-targets';

/** A service name, which EKS resolves to the API server's own addresses. */
const API_SERVER_ADDRESS = /^kubernetes\.default(?:\.svc(?:\.cluster\.local)?)?(?::443)?$/;

export function explodingHistogram(context: ValidationContext): LocatedMessage[] {
  return context.configuration.jobs.filter(mayUseHttps).flatMap((job) => {
    const target = context.scrapedTargets(job).find(isApiServer);
    const kept = target === undefined ? [] : keptHistograms(job, target);
    if (kept.length === 0) return [];
    const message = 'the job keeps the API server\'s largest histograms, whose series multiply with every kind of object; those that nobody reads '
      + `are dropped by this in metric_relabel_configs: { source_labels: [__name__], regex: ${kept.join('|')}, action: drop }`;
    return [{ place: job.value.placeOf(job.value.has('metric_relabel_configs') ? 'metric_relabel_configs' : 'job_name'), message }];
  });
}

/** Only a relabeling changes the scheme of a job. */
function mayUseHttps({ value, relabelings }: EffectiveJob): boolean {
  return value.text('scheme') !== 'http' || relabelings.some(({ rule }) => rule === undefined || rule.action === 'labelmap' || /__scheme__|\$/.test(rule.targetLabel));
}

function isApiServer({ words, labels }: ScrapedTarget): boolean {
  const isOne = words === API_SERVER.words || API_SERVER_ADDRESS.test(words);
  return isOne && labels.get('__scheme__') === 'https' && labels.get('__metrics_path__') === '/metrics';
}

/** The histograms that the job's metric relabelings leave whole; one that lost some of its buckets has been thought about. */
function keptHistograms(job: EffectiveJob, target: ScrapedTarget): string[] {
  const rules = rulesOf(job, 'metric_relabel_configs');
  const { nameScheme } = job;
  if (rules === undefined || nameScheme === undefined) return [];
  const ofTarget = [...target.labels].filter(([name]) => !name.startsWith('__'));
  return LARGE_HISTOGRAMS.filter(histogram => SAMPLE_BUCKETS.every((le) => {
    const sample = new Map([...ofTarget, ['le', le], ...Object.entries(histogram.labels), ['__name__', histogram.name]]);
    return relabel(sample, rules, nameScheme) !== undefined;
  })).map(({ name }) => name);
}
