import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../command-error';
import { suggestion } from '../../../lib/private/suggestion';

/** Checks that a profile exists. The SDK reports a missing profile as missing credentials, or as a missing Region. */
export function checkProfile(name: string | undefined): void {
  if (name === undefined || name === '' || name === 'default') return;
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  const files = [AWS_CONFIG_FILE ?? join(homedir(), '.aws', 'config'), AWS_SHARED_CREDENTIALS_FILE ?? join(homedir(), '.aws', 'credentials')];
  const profiles = files.flatMap(profilesIn);
  if (!profiles.includes(name)) throw new UsageError(`the profile '${name}' does not exist in ${files.join(' or ')}${suggestion(name, profiles)}`);
}

/** The names of `[profile NAME]` in the configuration and `[NAME]` in the credentials. */
function profilesIn(file: string): string[] {
  try {
    return Array.from(readFileSync(file, 'utf8').matchAll(/^[ \t]*\[([^\]\n]*)\]/gm), ([, title = '']) =>
      title.trim().replace(/^profile[ \t]+/, '').replace(/^(['"])(.*)\1$/, '$2').trim());
  } catch {
    return [];
  }
}
