import { Token } from 'aws-cdk-lib';
import type { Problem } from './problem';

/**
 * What shows that a YAML text was prepared for another door than CloudFormation, which takes it plain: it is base64, or its
 * line ends are `\n` in two characters.
 *
 * @param isPlain whether a text looks like what was meant
 */
export function encodingOf(text: string, isPlain: (text: string) => boolean): 'base64' | 'escaped-newlines' | undefined {
  const compact = text.replace(/\s+/g, '');
  const isBase64 = compact.length >= 8 && /^[A-Za-z0-9+/]+={0,2}$/.test(compact);
  if (isBase64 && isPlain(Buffer.from(compact, 'base64').toString('utf8'))) return 'base64';
  const line = text.trim();
  const isOneLine = !line.includes('\n') && !line.startsWith('{') && line.includes('\\n');
  return isOneLine && isPlain(line.replaceAll('\\n', '\n')) ? 'escaped-newlines' : undefined;
}

/** A YAML text with one key that it must have at its root. What is known only at deployment is not checked. */
export function plainTextProblems(path: string, text: string | undefined, rootKey: string): Problem[] {
  if (text === undefined || Token.isUnresolved(text)) return [];
  const root = new RegExp(`^\\s*["'{]?\\s*["']?${rootKey}["']?\\s*:`, 'm');
  switch (encodingOf(text, plain => root.test(plain))) {
    case 'base64': return [{ path, message: 'is base64, and CloudFormation takes plain YAML: it encodes the text itself' }];
    case 'escaped-newlines': return [{ path, message: 'has "\\n" as two characters where lines should end; give it with real line breaks' }];
    default: return root.test(text) ? [] : [{ path, message: `must have the key '${rootKey}' at its root` }];
  }
}
