import type { Document } from './document';

/** Returns the text of a document, whose bytes are UTF-8. */
export function documentText({ text }: Pick<Document, 'text'>): string {
  return typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
}
