import { isDeepStrictEqual } from 'node:util';
import { ScrapeConfiguration } from '../../lib/scrape-configuration/scrape-configuration';
import { ScrapeJob } from '../../lib/scrape-configuration/scrape-job';
import { readyMadeFields } from '../helpers/ready-made-jobs';
import type { Case } from './agreement';
import type { Prometheus } from './prometheus';
import { flowYaml } from './typed/flow-yaml';

interface Effective {
  readonly global: Readonly<Record<string, unknown>>;
  readonly scrape_configs?: readonly unknown[];
}

const NAME = 'yes: an "added" job? #1';
const JOB = ScrapeJob.pods({ jobName: NAME, annotationDriven: true });

/** Prints how many accepted texts mean what they meant, and a job more, when one is added; answers whether all do. */
export async function reportAdditions(cases: readonly Case[], prometheus: Prometheus): Promise<boolean> {
  const additions = cases.flatMap(({ name, text }) => {
    const longer = withJob(text);
    return longer === undefined ? [] : [{ name, text, longer }];
  });
  const differences = (await Promise.all(additions.map(async ({ name, text, longer }) => {
    const [expected, actual] = [await expectedOf(text, prometheus), await effective(longer, prometheus)];
    return isDeepStrictEqual(actual, expected) ? [] : [`--- ${name}\n${longer}`];
  }))).flat();
  console.log(`With a job added: ${additions.length - differences.length} of ${additions.length} accepted texts mean what they should; `
    + `${cases.length - additions.length} have no place for it`);
  for (const difference of differences) console.log(difference);
  return differences.length === 0;
}

function withJob(text: string): string | undefined {
  try {
    return ScrapeConfiguration.fromYaml(text).withJobs(JOB).toYaml();
  } catch {
    return undefined;
  }
}

/** The meaning of the text alone, and of the job with the text's settings for all jobs. */
async function expectedOf(text: string, prometheus: Prometheus): Promise<unknown> {
  const given = await effective(text, prometheus);
  if (given === undefined) return undefined;
  const { external_labels, ...global } = given.global;
  const job = { ...readyMadeFields('annotated-pods'), job_name: NAME };
  const added = await effective(flowYaml({ global, scrape_configs: [job] }), prometheus);
  return { ...given, scrape_configs: [...given.scrape_configs ?? [], ...added?.scrape_configs ?? []] };
}

async function effective(text: string, prometheus: Prometheus): Promise<Effective | undefined> {
  const { result } = await prometheus.ask({ kind: 'effective', text });
  return result as Effective | undefined;
}
