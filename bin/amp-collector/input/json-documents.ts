/**
 * Splits a text into the JSON documents that it holds in sequence, as `kubectl get` prints several objects and `jq` any number.
 * A text that is no JSON is one document.
 */
export function jsonDocuments(text: string): string[] {
  const documents: string[] = [];
  let [start, depth, isString] = [0, 0, false];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (isString) {
      if (character === '\\') index++;
      else if (character === '"') isString = false;
    } else if (character === '"') {
      isString = true;
    } else if (character === '{' || character === '[') {
      depth++;
    } else if ((character === '}' || character === ']') && --depth === 0) {
      documents.push(text.slice(start, index + 1));
      start = index + 1;
    }
  }
  const rest = text.slice(start);
  return rest.trim() === '' ? documents : [...documents, rest];
}
