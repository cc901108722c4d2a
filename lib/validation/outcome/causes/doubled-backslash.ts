import type { EffectiveRelabeling } from '../../../prometheus/scrape-config/effective';
import type { LocatedMessage } from '../../located-message';

/*
 * A pair of backslashes is a backslash to RE2. It is treated as an escape that was escaped if what follows makes sense as one and
 * little sense after a backslash: not `DOMAIN\\.+` and not `C:\\data`.
 */
const ESCAPED_TWICE = /\\\\(?:[dDwWsSbB](?![A-Za-z0-9_])|[pP](?=\{)|\.(?![*+?{])|[:/-](?!\]))/;

/** Pairs are read from the left: in `\\\.` the second pair is an escaped dot. */
const ESCAPE = /\\[^]/g;

/** Finds text that was written for a JSON string and pasted where backslashes need no escape, as in AWS's own kube-proxy job. */
export function doubledBackslash({ value }: EffectiveRelabeling): LocatedMessage | undefined {
  const regex = value.text('regex');
  if (regex?.includes('\\\\') !== true) return undefined;
  const pairs = [...regex.matchAll(ESCAPE)].filter(([escape]) => escape === '\\\\');
  const found = pairs.map(({ index }) => ESCAPED_TWICE.exec(regex.slice(index, index + 4))).find(match => match?.index === 0);
  if (!found) return undefined;
  const [doubled] = found;
  const right = singleBackslashes(regex);
  const message = `${doubled} matches a backslash and then ${doubled.slice(2)}: every backslash was doubled, which is right only inside double quotes; `
    + `write ${right}, or in double quotes ${JSON.stringify(right)}`;
  return { place: value.placeOf('regex'), message };
}

/** Writes each run of backslashes as one, however often it was doubled. */
export function singleBackslashes(regex: string): string {
  return regex.replaceAll(/\\{2,}/g, '\\');
}
