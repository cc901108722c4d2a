import type * as yaml from 'yaml';

/** The YAML library takes milliseconds to load: who neither reads nor writes YAML does not wait for it. */
export function yamlLibrary(): typeof yaml {
  return require('yaml') as typeof yaml;
}
