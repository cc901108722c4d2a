/** Columns with two spaces between them; those from `firstNumber` on are aligned to the right. */
export function table(rows: ReadonlyArray<readonly string[]>, firstNumber: number): string {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map(row => (row[column] ?? '').length)));
  return rows.map(row => row.map((cell, column) =>
    column >= firstNumber ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}
