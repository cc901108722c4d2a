/**
 * Detects a YAML text that was encoded for another API than CloudFormation, which requires plain YAML: base64, or line ends that are
 * `\n` in two characters.
 *
 * @param keys the keys at the root of such a text
 */
export function encodingOf(text: string, keys: string): 'base64' | 'escaped-newlines' | undefined {
  const compact = text.replace(/\s+/g, '');
  const isBase64 = compact.length >= 8 && /^[A-Za-z0-9+/]+={0,2}$/.test(compact);
  if (isBase64 && rootKey(keys).test(Buffer.from(compact, 'base64').toString('utf8'))) return 'base64';

  // One line, which is several once the escapes are read: a root key alone on the first, or at the start of another.
  const line = text.trim();
  const escaped = new RegExp(`^["']?(?:${keys}):\\s*[|>]?[-+]?\\s*\\\\n|\\\\n(?:${keys}):`);
  return !line.includes('\n') && !line.startsWith('{') && escaped.test(line) ? 'escaped-newlines' : undefined;
}

function rootKey(keys: string): RegExp {
  return new RegExp(`^\\s*["'{]?\\s*["']?(?:${keys})["']?\\s*:`, 'm');
}
