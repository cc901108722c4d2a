/** A text with corrections. */
export interface Corrected {
  readonly text: string;
  /** From 1. */
  readonly lines: readonly number[];
}

/** A regular expression that is not in double quotes, in which YAML leaves both backslashes. */
const REGEX_LINE = /^(?<before>\s*(?:-\s+)?regex:\s*)(?<pattern>[^"\s].*)$/;

/** Two backslashes before what one of them would escape: a colon, a dot, or the letter of a class. */
const DOUBLED = /\\\\(?=[:.dDwWsSbB])/g;

/**
 * Takes doubled backslashes out of regular expressions: in plain YAML `\\:\\d+` matches a backslash, a colon, a backslash
 * and letters d, and so nothing that anybody means. Escaped for JSON, and then pasted, it stands in AWS's own examples.
 */
export function singleBackslashes(text: string): Corrected {
  const lines: number[] = [];
  const corrected = text.split('\n').map((line, index) => {
    const { before = '', pattern } = REGEX_LINE.exec(line)?.groups ?? {};
    const single = pattern?.replace(DOUBLED, '\\');
    if (single === undefined || single === pattern) return line;
    lines.push(index + 1);
    return before + single;
  });
  return { text: corrected.join('\n'), lines };
}
