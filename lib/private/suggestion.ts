/** Returns `; did you mean 'X'?` for the most similar candidate; nothing if none is similar. */
export function suggestion(given: string, candidates: Iterable<string>): string {
  const [nearest] = Array.from(candidates, candidate => ({ candidate, distance: distance(given.toLowerCase(), candidate.toLowerCase()) }))
    .filter(entry => entry.distance <= Math.max(1, Math.floor(entry.candidate.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return nearest === undefined ? '' : `; did you mean '${nearest.candidate}'?`;
}

/** The number of letters to insert, remove, replace or swap with their neighbor (optimal string alignment). */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > b.length) return Infinity;
  let [previous, current]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      next[column] = Math.min(
        (current?.[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (current?.[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (previous?.[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    [previous, current] = [current, next];
  }
  return current?.[b.length] ?? Infinity;
}
