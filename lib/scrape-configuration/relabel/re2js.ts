import { createRequire } from 'node:module';
import type * as Re2js from 're2js';

const load = createRequire(__filename);

/** Go's regular expressions, loaded with the first one that is compiled: most programs that import the library need none. */
export function re2js(): typeof Re2js {
  return load('re2js') as typeof Re2js;
}
