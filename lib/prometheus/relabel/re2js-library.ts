import type * as Re2js from 're2js';

/** Go's regular expressions, loaded with the first one that is compiled: most programs that import the library need none. */
export function re2jsLibrary(): typeof Re2js {
  return require('re2js') as typeof Re2js;
}
