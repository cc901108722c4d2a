import type { PropertyProblem } from './property-problem';
import { containsToken } from './tokens';

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

/** A YAML text with one key that it must have at its root. What is known only at deployment is not checked. */
export function plainTextProblems(path: string, text: string | undefined, key: string): PropertyProblem[] {
  if (text === undefined || containsToken(text)) return [];
  switch (encodingOf(text, key)) {
    case 'base64': return [{ path, message: 'is base64, and CloudFormation takes plain YAML: it encodes the text itself' }];
    case 'escaped-newlines': return [{ path, message: 'has "\\n" as two characters where lines should end; give it with real line breaks' }];
    default: return rootKey(key).test(text) ? [] : [{ path, message: `must have the key '${key}' at its root` }];
  }
}
