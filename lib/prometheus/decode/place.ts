import { formatPath } from '../../private/property-problem';
import type { YamlNode } from '../yaml/node';

/** The place of a value, in the document and in the text. */
export interface Place {
  readonly node: YamlNode;
  /** The place around it; nothing for the document's root. */
  readonly parent?: Place;
  /** Its field, key or index there. */
  readonly segment?: string | number;
}

export function under(parent: Place, segment: string | number, node: YamlNode): Place {
  return { node, parent, segment };
}

/** `scrape_configs[0].job_name`. */
export function pathOf(place: Place): string {
  const segments: Array<string | number> = [];
  for (let current: Place | undefined = place; current?.segment !== undefined; current = current.parent) segments.push(current.segment);
  return formatPath(segments.reverse());
}
