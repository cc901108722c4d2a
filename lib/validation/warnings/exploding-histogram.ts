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
  const scraped = context.scrapedTargets();
  return context.configuration.jobs.flatMap((job, index) => {
    const target = scraped[index]?.find(isApiServer);
    const kept = target === undefined ? [] : keptHistograms(job, target);
    if (kept.length === 0) return [];
    const message = 'the job keeps the API server\'s largest histograms, whose series multiply with every kind of object; those that nobody reads '
      + `are dropped by this in metric_relabel_configs: { source_labels: [__name__], regex: ${kept.join('|')}, action: drop }`;
    return [{ place: job.value.placeOf(job.value.has('metric_relabel_configs') ? 'metric_relabel_configs' : 'job_name'), message }];
  });
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
