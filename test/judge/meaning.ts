import { validateScrapeConfig } from '../../lib/prometheus/scrape-config/validate';
import { readYaml } from '../../lib/prometheus/yaml/read';
import { summarize } from '../corpus/tables';
import type { Case } from './agreement';
import type { Prometheus } from './prometheus';

/** Values that Prometheus does not print and so reads back as the default, and dollars that it replaces when it loads. */
const LOST_IN_PRINT = /refresh_interval: 0|\$/;
const EMPTY = /"(?:scheme|metricsPath)":""/;

/** Prints how many accepted texts mean to the library what they mean to Prometheus, every default filled in; answers whether all do. */
export async function reportMeanings(title: string, cases: readonly Case[], prometheus: Prometheus): Promise<boolean> {
  const comparable = cases.filter(({ text }) => !LOST_IN_PRINT.test(text) && !EMPTY.test(meaningOf(text)));
  const answers = await Promise.all(comparable.map(({ text }) => prometheus.ask({ kind: 'effective', text })));
  const different = comparable.filter(({ text }, index) => meaningOf(text) !== meaningOf(JSON.stringify(answers[index]?.result)));
  console.log(`${title}: ${comparable.length - different.length} of ${comparable.length} meanings agree`);
  for (const { name, text } of different) console.log(`--- ${name}\n${text}`);
  return different.length === 0;
}

function meaningOf(text: string): string {
  return JSON.stringify(summarize(validateScrapeConfig(readYaml(text)).configuration));
}
