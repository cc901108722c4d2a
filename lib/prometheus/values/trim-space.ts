const SPACE = /\p{White_Space}/u;

/** Go's `strings.TrimSpace`: unlike JavaScript's own, it takes U+0085 for a space and a byte order mark for none. */
export function trimSpace(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && SPACE.test(text.charAt(start))) start++;
  while (start < end && SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
