import type * as Tinyglobby from 'tinyglobby';

/** Loads the library that expands globs when an argument is one. */
export function globLibrary(): typeof Tinyglobby {
  return require('tinyglobby') as typeof Tinyglobby;
}
