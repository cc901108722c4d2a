import { EMPTY_CONTENT } from '../../prometheus/yaml/node';
import type { LocatedMessage } from '../located-message';

/** At the beginning of a line, these end a document in any context. */
const MARKER = /^(?:---|\.\.\.)(?:\s|$)/;

/** A line with something to read: no comment and no directive. */
const CONTENT = /^\s*[^\s#%]/;

/** Finds the second document of a text, where it has something in it. */
export function secondDocument(text: string, advice: string): LocatedMessage[] {
  if (!text.includes('---') && !text.includes('...')) return [];
  let isFirst = true;
  let hasContent = false;
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    if (MARKER.test(line)) {
      isFirst &&= !hasContent;
      hasContent ||= CONTENT.test(line.slice(3));
    } else if (CONTENT.test(line)) {
      if (!isFirst) return [messageAt(index + 1, advice)];
      hasContent = true;
    }
  }
  return [];
}

function messageAt(line: number, advice: string): LocatedMessage {
  return {
    place: { node: { ...EMPTY_CONTENT, line, column: 1 } },
    message: `a second YAML document has contents on line ${line}; Prometheus reads the first document only: ${advice}`,
  };
}
