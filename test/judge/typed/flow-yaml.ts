/** A document in the most careful notation that YAML has: everything in brackets, all texts in quotes, nothing but ASCII. */
export function flowYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowYaml).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value).map(([key, item]) => `? ${flowYaml(key)} : ${flowYaml(item)}`).join(', ')}}`;
  }
  return typeof value === 'string' ? `"${Array.from(value, escaped).join('')}"` : String(value);
}

function escaped(character: string): string {
  return /[A-Za-z0-9_]/.test(character) ? character : `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
}
