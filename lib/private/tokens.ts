/** A token of the CDK in a text: `${Token[AWS.AccountId.4]}`, for lists `#{Token[TOKEN.7]}`. */
const TOKEN = /[$#]\{Token\[[^\]]{0,256}\]\}/; // The bound keeps texts of nothing but beginnings quick to read.

/** A reference that CloudFormation resolves at deployment: `{{resolve:ssm:name}}`. */
const DYNAMIC_REFERENCE = /\{\{resolve:[a-z-]{1,32}:(?:[^{}$#]|[$#](?:\{Token\[[^\]]{0,256}\]\})?){1,512}\}\}/;

/** Returns whether a part of a text is known only at deployment: a token, or a dynamic reference. */
export function containsToken(text: string): boolean {
  return (text.includes('{Token[') && TOKEN.test(text)) || (text.includes('{{resolve:') && DYNAMIC_REFERENCE.test(text));
}

const LONGEST = 600;
const LEFT_BRACE = 0x7b;
const DOLLAR = 0x24;
const HASH = 0x23;

/** Returns the end of the token or dynamic reference that starts at a position, or the position itself if there is none. */
export function endOfToken(text: string, position: number): number {
  if (!mayStartToken(text.charCodeAt(position))) return position;
  const expression = text.startsWith('{{resolve:', position) ? DYNAMIC_REFERENCE : TOKEN;
  if (expression === TOKEN && !text.startsWith('{Token[', position + 1)) return position;
  const token = expression.exec(text.slice(position, position + LONGEST));
  return token?.index === 0 ? position + token[0].length : position;
}

function mayStartToken(code: number): boolean {
  return code === LEFT_BRACE || code === DOLLAR || code === HASH;
}

/** Replaces all tokens by the same one, so that texts which differ only in tokens are equal. */
export function withAlikeTokens(text: string): string {
  return replaceTokens(text, () => '${Token[]}');
}

export function replaceTokens(text: string, replacement: (token: string) => string): string {
  return text.replaceAll(new RegExp(TOKEN, 'g'), replacement);
}
