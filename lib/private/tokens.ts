/** How the CDK writes a value into text that is known only at deployment: `${Token[AWS.AccountId.4]}`, for lists `#{Token[TOKEN.7]}`. */
const TOKEN = /[$#]\{Token\[[^\]]{0,256}\]\}/; // The bound keeps texts of nothing but beginnings quick to read.

/** Whether a part of the text is known only at deployment. */
export function containsToken(text: string): boolean {
  return text.includes('{Token[') && TOKEN.test(text);
}

/** Where the token ends that starts at the position, or the position itself when none does. */
export function endOfToken(text: string, position: number): number {
  if (!text.startsWith('{Token[', position + 1)) return position;
  const token = TOKEN.exec(text.slice(position, position + 256));
  return token?.index === 0 ? position + token[0].length : position;
}

/** The text with all its tokens alike: two texts that differ in nothing else are the same. */
export function withAlikeTokens(text: string): string {
  return text.replaceAll(new RegExp(TOKEN, 'g'), '${Token[]}');
}
