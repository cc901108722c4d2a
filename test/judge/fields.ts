import { fieldsOfPrometheus } from '../helpers/prometheus-fields';
import { UNVALIDATED_DISCOVERIES, UNVALIDATED_SECTIONS } from '../../lib/prometheus/scrape-config/fields/unvalidated';
import type { Prometheus } from './prometheus';

/** Fields below these are not the library's to know. */
const UNVALIDATED = [...UNVALIDATED_SECTIONS, ...UNVALIDATED_DISCOVERIES.map(name => `scrape_configs.${name}`)];

/** Prints which fields only one of the two knows; answers whether there are none. A new version of Prometheus shows here first. */
export async function reportFields(prometheus: Prometheus): Promise<boolean> {
  const { result } = await prometheus.ask({ kind: 'fields', text: '' });
  const ours = new Set(fieldsOfPrometheus());
  const theirs = new Set((result as string[]).filter(path => !UNVALIDATED.some(field => path.startsWith(`${field}.`))));
  const unknown = [...theirs].filter(path => !ours.has(path));
  const invented = [...ours].filter(path => !theirs.has(path));
  console.log(`Fields: ${ours.size - invented.length} of ${theirs.size + invented.length} are known to both`);
  for (const path of unknown) console.log(`--- only in Prometheus: ${path}`);
  for (const path of invented) console.log(`--- only in the library: ${path}`);
  return unknown.length + invented.length === 0;
}
