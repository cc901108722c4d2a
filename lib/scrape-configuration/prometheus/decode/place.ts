import { formatPath } from '../../../private/problem';
import type { YamlNode } from '../../yaml/node';

/** The way from the document's root to a value, from its end. */
export interface Path {
  readonly parent?: Path;
  readonly segment: string | number;
}

/** Where a value stands, in the document and in the text. */
export interface Place {
  readonly node: YamlNode;
  readonly path?: Path;
}

export function under(place: Place, segment: string | number, node: YamlNode): Place {
  return { node, path: { parent: place.path, segment } };
}

/** `scrape_configs[0].job_name`. */
export function pathOf(place: Place): string {
  const segments: Array<string | number> = [];
  for (let path = place.path; path !== undefined; path = path.parent) segments.push(path.segment);
  return formatPath(segments.reverse());
}
