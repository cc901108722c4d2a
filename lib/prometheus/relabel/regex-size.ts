const TOKEN = /\\Q[^]*?(?:\\E|$)|\\(?:[pPx]\{[^}]*\}|[^])|\[\^?\]?(?:\\[^]|[^\]\\])*\]?|\(\?:|\{(?<least>\d+)(?:,(?<most>\d*))?\}|[^]/g;

/** How large the machine is that matches an expression. */
export interface RegexSize {
  /** Its instructions. RE2 writes out what is repeated. */
  readonly instructions: number;
  /** What each of its threads remembers. */
  readonly groups: number;
}

/** A good guess, without making the machine. */
export function sizeOfRegex(regex: string): RegexSize {
  const around: number[] = [];
  let [size, last, groups] = [0, 0, 0];
  for (const { 0: token, groups: { least, most } = {} } of regex.matchAll(TOKEN)) {
    if (token === '(' || token === '(?:') {
      if (token === '(') groups++;
      around.push(size);
      size = 0;
    } else if (token === ')') {
      last = size + 1;
      size = last + (around.pop() ?? 0);
    } else if (least !== undefined) {
      const copies = Math.max(Number(least), Number(most ?? 0), 1);
      size += last * (copies - 1);
      last *= copies;
    } else {
      last = token.startsWith('\\Q') ? token.length : 1;
      size += last;
    }
  }
  return { instructions: around.reduce((sum, part) => sum + part, size), groups };
}
