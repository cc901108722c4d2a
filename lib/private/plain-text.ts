/**
 * Detects a YAML text that was encoded for another API than CloudFormation, which requires plain YAML: base64, or line ends that are
 * `\n` in two characters.
 *
 * @param keys the keys at the root of such a text
 */
export function encodingOf(text: string, keys: string): 'base64' | 'escaped-newlines' | undefined {
  if (isBase64(text) && rootKey(keys).test(Buffer.from(text, 'base64').toString('utf8'))) return 'base64';

  // One line, which is several once the escapes are read: a root key alone on the first, or at the start of another.
  const line = text.trim();
  if (line.includes('\n') || line.startsWith('{')) return undefined;
  const escaped = new RegExp(`^["']?(?:${keys}):\\s*[|>]?[-+]?\\s*\\\\n|\\\\n(?:${keys}):`);
  return escaped.test(line) ? 'escaped-newlines' : undefined;
}

function isBase64(text: string): boolean {
  // Most texts are not, which their first lines show.
  if (!/^[A-Za-z0-9+/=\s]*$/.test(text)) return false;
  const compact = text.replace(/\s+/g, '');
  return compact.length >= 8 && /^[A-Za-z0-9+/]+={0,2}$/.test(compact);
}

function rootKey(keys: string): RegExp {
  return new RegExp(`^\\s*["'{]?\\s*["']?(?:${keys})["']?\\s*:`, 'm');
}
