/** A document of a YAML text, and the line on which it starts, from 0. */
export interface DocumentText {
  readonly text: string;
  readonly firstLine: number;
}

/** Splits a YAML text into its documents, each with the line that starts it. */
export function splitDocuments(text: string): DocumentText[] {
  const documents: DocumentText[] = [];
  let [start, firstLine] = [0, 0];
  const add = (end: number) => {
    const part = text.slice(start, end);
    if (/^(?!---[^\S\n\r\u2028\u2029]*$|#)[^\S\n\r\u2028\u2029]*\S/m.test(part)) documents.push({ text: part, firstLine });
    return part;
  };
  for (const { index } of text.matchAll(/^---(?=\s|$)/gm)) {
    firstLine += add(index).split('\n').length - 1;
    start = index;
  }
  add(text.length);
  return documents;
}
