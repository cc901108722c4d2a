import type { Parsed } from './parsed';
import { quote } from './quote';

/**
 * Checks `host:port` as Go's `net.SplitHostPort` does, and that there is a port. An empty text is none.
 *
 * @see https://pkg.go.dev/net#SplitHostPort
 */
export function splitHostPort(text: string): Parsed<string> {
  if (text === '') return { value: text };
  const refuse = (reason: string) => ({ error: `address ${text}: ${reason}` });
  const colon = text.lastIndexOf(':');
  if (colon === -1) return refuse('missing port in address');
  if (text.startsWith('[')) {
    const end = text.indexOf(']');
    if (end === -1) return refuse('missing \']\' in address');
    if (end + 1 === text.length) return refuse('missing port in address');
    if (end + 1 !== colon) return refuse(text[end + 1] === ':' ? 'too many colons in address' : 'missing port in address');
  } else if (text.slice(0, colon).includes(':')) {
    return refuse('too many colons in address');
  }
  if (text.slice(1).includes('[')) return refuse('unexpected \'[\' in address');
  if (text.slice(text.startsWith('[') ? text.indexOf(']') + 1 : 0).includes(']')) return refuse('unexpected \']\' in address');
  return colon + 1 === text.length ? { error: `address ${quote(text)}: port cannot be empty` } : { value: text };
}
