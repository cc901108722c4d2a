import type * as JsMd5 from 'js-md5';

/** MD5 for the relabeling action `hashmod`, in JavaScript: the one of Node.js does not exist in FIPS mode. Loaded with the first hash. */
export function md5Library(): typeof JsMd5 {
  return require('js-md5') as typeof JsMd5;
}
