import { containsToken } from '../../private/tokens';

/** Returns whether a regular expression without alternatives requires its start after a character, or its end before one. */
export function neverMatches(regex: string): boolean {
  if (containsToken(regex) || regex.includes('|') || regex.includes('(?')) return false;
  const plain = regex.replace(/\\[^]/g, 'x').replace(/\[\^?\]?[^\]]*\]?/g, 'x');
  return /[\w./-](?![*?{])\^/.test(plain) || /\$[\w./-](?![*?{])/.test(plain);
}
