/**
 * A problem of a property, as data: the place, the given value, the allowed values.
 */
export interface PropertyProblem {
  /** The path of the property (`jobs[0].scrapeInterval`); empty for the whole value. */
  readonly path: string;
  /** The name of the scrape job that the path is in, where it has one. */
  readonly jobName?: string;
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

/** The job in a path of a scrape configuration, which has its number only. */
const JOB = /(?<=^(?:scrapeConfiguration\.)?)(scrape_configs\[\d+\])\.?/;

/** Returns a path with the name of its job: `scrape_configs[0] 'payments' relabel_configs[2].regex`. */
export function describePath({ path, jobName }: Pick<PropertyProblem, 'path' | 'jobName'>): string {
  return jobName === undefined ? path : path.replace(JOB, (_, job: string) => `${job} '${jobName}' `).trimEnd();
}

/** Returns one line per problem: the place, which editors and terminals open on a click if it is in a file, then the message. */
export function formatProblem(problem: PropertyProblem): string {
  const { file, line, column = 1, message } = problem;
  const path = describePath(problem);
  if (file !== undefined) return [[file, ...line === undefined ? [] : [line, column]].join(':'), path, message].filter(Boolean).join(': ');
  const position = line === undefined ? '' : `line ${line}, column ${column}`;
  const place = [path, path === '' || position === '' ? position : `(${position})`].filter(Boolean).join(' ');
  return place === '' ? message : `${place}: ${message}`;
}
