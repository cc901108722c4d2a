import { stripVTControlCharacters } from 'node:util';

/** Lays out columns as wide as their widest cell; the last is not padded. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => lines.reduce((widest, line) => Math.max(widest, width(line[column] ?? '')), 0));
  return lines.map(line => line.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell))).join('  ').trimEnd()).join('\n');
}

/** The width without colors. */
function width(cell: string): number {
  return stripVTControlCharacters(cell).length;
}
