import { fieldsOfPrometheus } from '../helpers/prometheus-fields';
import type { Prometheus } from './prometheus';

/** Prints which fields only one of the two knows; answers whether there are none. A new version of Prometheus shows here first. */
export async function reportFields(prometheus: Prometheus): Promise<boolean> {
  const { result } = await prometheus.ask({ kind: 'fields', text: '' });
  const [ours, theirs] = [new Set(fieldsOfPrometheus()), new Set(result as string[])];
  const unknown = [...theirs].filter(path => !ours.has(path));
  const invented = [...ours].filter(path => !theirs.has(path));
  console.log(`Fields: ${ours.size - invented.length} of ${theirs.size + invented.length} are known to both`);
  for (const path of unknown) console.log(`--- only in Prometheus: ${path}`);
  for (const path of invented) console.log(`--- only in the library: ${path}`);
  return unknown.length + invented.length === 0;
}
