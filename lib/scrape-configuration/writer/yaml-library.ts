import type * as yaml from 'yaml';

/** The YAML library takes milliseconds to load, so it is loaded only when YAML is read or written. */
export function yamlLibrary(): typeof yaml {
  return require('yaml') as typeof yaml;
}
