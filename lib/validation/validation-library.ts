import type * as judge from './validate';

/** Loads what knows Prometheus and collectors, which is more than half of this library: an app that judges nothing does not wait for it. */
export function judgeLibrary(): typeof judge {
  return require('./validate') as typeof judge;
}
