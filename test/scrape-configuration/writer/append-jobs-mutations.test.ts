import * as fc from 'fast-check';
import { appendJobs } from '../../../lib/scrape-configuration/writer/append-jobs';
import type { YamlNode } from '../../../lib/prometheus/yaml/node';
import { readYaml } from '../../../lib/prometheus/yaml/read';
import { oddConfigurations } from '../../helpers/odd-configurations';

/*
 * `MUTATIONS=100000 SEED=7 npx jest append-jobs-mutations` for a longer run. `npm run test:edits` asks Go's own reader.
 */
const { MUTATIONS = '2000', SEED = '1' } = process.env;

const JOBS = [{ job_name: 'yes: an "added" job? #1', params: { a: ['b?', ':c'] } }, { job_name: 'added too', honor_labels: true }];

/** All values with their paths; those of the list of jobs without their positions. */
function values(node: YamlNode | undefined, path = ''): string[] {
  if (node === undefined) return [];
  if (node.kind === 'scalar') return path === '/scrape_configs' ? [] : [`${path}=${node.isImplicit ? '' : '!'}${node.tag}${JSON.stringify(node.value)}`];
  if (node.kind === 'alias') return [`${path}=*${node.name}`];
  if (node.kind === 'mapping') return node.entries.flatMap(({ key, value }) => values(value, `${path}/${values(key).join()}`.replace(/=!?"(.*?)"/g, '$1')));
  return node.items.flatMap((item, index) => values(item, path === '/scrape_configs' ? path + '/' : `${path}/${index}`));
}

function ofText(text: string): string[] {
  const { root, failure } = readYaml(text.replace(/^\ufeff/, ''));
  if (failure) throw new Error(failure.message);
  return values(root).filter(value => value !== '=""').sort();
}

test('jobs appended to mutated texts leave every value unchanged', () => {
  let added = 0;
  fc.assert(fc.property(oddConfigurations, (text) => {
    let edited: string;
    try {
      edited = appendJobs(text, JOBS);
    } catch (error) {
      expect((error as Error).message).toContain('no job can be added: ');
      return;
    }
    added++;
    const [before, after] = [ofText(text), ofText(edited)];
    const left = [...after];
    for (const value of before.filter(value => !/^(?:=|\/scrape_configs=)/.test(value))) {
      const index = left.indexOf(value);
      expect(index).toBeGreaterThanOrEqual(0);
      left.splice(index, 1);
    }
    expect(left.filter(value => !value.startsWith('/scrape_configs//'))).toEqual([]);
    expect(left.filter(value => value.startsWith('/scrape_configs//job_name'))).toHaveLength(JOBS.length);
  }), { numRuns: Number(MUTATIONS), seed: Number(SEED) });

  expect(added).toBeGreaterThan(Number(MUTATIONS) / 3);
}, 600_000);
