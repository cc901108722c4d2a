/**
 * A problem of a property, as data: the place, the given value, the allowed values.
 */
export interface PropertyProblem {
  /** The path of the property (`jobs[0].scrapeInterval`); empty for the whole value. */
  readonly path: string;
  /** The problem, without its place. */
  readonly message: string;
  /** The file that the text is from, where it is from one. */
  readonly file?: string;
  /** Line in the text, from 1, where there is text. */
  readonly line?: number;
  /** Column in the text, from 1, where there is text. */
  readonly column?: number;
}

const PLAIN_KEY = /^[A-Za-z_$][\w$-]*$/;

/** `['jobs', 0, 'odd key']` as `jobs[0]["odd key"]`. */
export function formatPath(segments: ReadonlyArray<string | number>): string {
  return segments.map((segment, index) => {
    if (typeof segment === 'number') return `[${segment}]`;
    if (!PLAIN_KEY.test(segment)) return `[${JSON.stringify(segment)}]`;
    return index === 0 ? segment : `.${segment}`;
  }).join('');
}

/** Joins the path of a value with the path of a property inside: `source` and `subnets[0]` as `source.subnets[0]`. */
export function joinPaths(outer: string, inner: string): string {
  return inner === '' || inner.startsWith('[') || outer === '' ? outer + inner : `${outer}.${inner}`;
}

/** One line per problem: the path, file, line and column where there are, then what is wrong. */
export function formatProblem(problem: PropertyProblem): string {
  const position = [problem.file, problem.line && `line ${problem.line}, column ${problem.column ?? 1}`].filter(Boolean).join(', ');
  const place = [problem.path, problem.path === '' || position === '' ? position : `(${position})`].filter(Boolean).join(' ');
  return place === '' ? problem.message : `${place}: ${problem.message}`;
}
