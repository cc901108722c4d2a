import type { GoType } from '../../lib/prometheus/decode/types';
import { configuration } from '../../lib/prometheus/scrape-config/fields/configuration';

/** The paths of all fields that the library's tables have: lists add nothing to a path, maps a star for their keys. */
export function fieldsOfPrometheus(): string[] {
  return fieldsBelow(configuration, '');
}

function fieldsBelow(type: GoType, path: string): string[] {
  switch (type.kind) {
    case 'pointer': return fieldsBelow(type.to, path);
    case 'list': return fieldsBelow(type.of, path);
    case 'map': return fieldsBelow(type.of, `${path}.*`);
    case 'struct': return [...type.fields].flatMap(([name, { type: inner }]) => {
      const field = path === '' ? name : `${path}.${name}`;
      return [field, ...fieldsBelow(inner, field)];
    });
    default: return [];
  }
}
