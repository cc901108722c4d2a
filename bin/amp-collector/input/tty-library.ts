import type * as Tty from 'node:tty';

/** Loads the module that recognizes terminals when standard input is read. */
export function ttyLibrary(): typeof Tty {
  return require('node:tty') as typeof Tty;
}
