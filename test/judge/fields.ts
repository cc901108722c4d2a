import type { GoType } from '../../lib/scrape-configuration/prometheus/decode/types';
import { configuration } from '../../lib/scrape-configuration/prometheus/structs/configuration';
import type { Prometheus } from './prometheus';

/** Prints which fields only one of the two knows; answers whether there are none. A new version of Prometheus shows here first. */
export async function reportFields(prometheus: Prometheus): Promise<boolean> {
  const { result } = await prometheus.ask({ kind: 'fields', text: '' });
  const [ours, theirs] = [new Set(fieldsOf(configuration)), new Set(result as string[])];
  const unknown = [...theirs].filter(path => !ours.has(path));
  const invented = [...ours].filter(path => !theirs.has(path));
  console.log(`Fields: ${ours.size - invented.length} of ${theirs.size + invented.length} are known to both`);
  for (const path of unknown) console.log(`--- only in Prometheus: ${path}`);
  for (const path of invented) console.log(`--- only in the library: ${path}`);
  return unknown.length + invented.length === 0;
}

/** The paths of all fields below a type, as `fields.go` writes them: lists add nothing, maps a star for their keys. */
function fieldsOf(type: GoType, path = ''): string[] {
  switch (type.kind) {
    case 'pointer': return fieldsOf(type.to, path);
    case 'list': return fieldsOf(type.of, path);
    case 'map': return fieldsOf(type.of, `${path}.*`);
    case 'struct': return [...type.fields].flatMap(([name, { type: inner }]) => {
      const field = path === '' ? name : `${path}.${name}`;
      return [field, ...fieldsOf(inner, field)];
    });
    default: return [];
  }
}
