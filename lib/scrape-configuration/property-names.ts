import { containsToken } from '../private/tokens';
import type { Problem } from '../validation/problem';
import { TLS_FIELDS } from './authorization';
import { DNS_FIELDS } from './dns-service-discovery';
import { KUBERNETES_FIELDS } from './kubernetes-service-discovery';
import { RELABELING_FIELDS } from './relabeling';
import { JOB_FIELDS, type ScrapeJob } from './scrape-job';
import { SETTINGS_FIELDS } from './scrape-settings';

/** Prometheus's fields of one level with the properties that write them. */
interface Level {
  readonly properties: ReadonlyMap<string, string>;
  /** The levels below, by Prometheus's field. */
  readonly levels: Readonly<Record<string, Level>>;
  /** Fields whose values are written as the property's own: `namespaces.names[0]` is `namespaces[0]`. */
  readonly transparent: ReadonlySet<string>;
}

function level(fields: Readonly<Record<string, string>>, levels: Record<string, Level> = {}, transparent: string[] = []): Level {
  const properties = new Map(Object.entries(fields).map(([property, field]) => [field, property]));
  return { properties, levels, transparent: new Set(transparent) };
}

const RELABELING = level(RELABELING_FIELDS);
const JOB = level(JOB_FIELDS, {
  kubernetes_sd_configs: level(KUBERNETES_FIELDS, { namespaces: level({}, {}, ['names']) }),
  dns_sd_configs: level(DNS_FIELDS),
  tls_config: level(TLS_FIELDS),
  authorization: level({}, {}, ['credentials_file']),
  relabel_configs: RELABELING,
  metric_relabel_configs: RELABELING,
});
const GLOBAL = level({ ...SETTINGS_FIELDS, externalLabels: 'external_labels' });

/** All properties that are spelled differently from their fields, for messages. */
const SPELLINGS = new Map([JOB, ...Object.values(JOB.levels), GLOBAL].flatMap(({ properties }) => [...properties])
  .filter(([field, property]) => field !== property && field.includes('_')));

/**
 * Returns a problem of the YAML that typed properties are written as, in terms of these properties:
 * `scrape_configs[2].relabel_configs[0].regex` as `jobs[2] 'payments' relabelings[0].regex`.
 */
export function inPropertyNames(problem: Problem, jobs: readonly ScrapeJob[]): Problem {
  return { ...problem, path: propertyPath(segmentsOf(problem.path), jobs), message: propertyMessage(problem.message) };
}

function propertyPath([root, ...rest]: readonly string[], jobs: readonly ScrapeJob[]): string {
  if (root === 'global') return withoutDot(pathIn(GLOBAL, rest));
  const [index, ...inner] = rest;
  if (root !== 'scrape_configs' || index === undefined) return root === 'scrape_configs' ? 'jobs' : root ?? '';
  const job = jobs[Number(index.slice(1, -1))];
  const name = job === undefined || containsToken(job.jobName) ? '' : ` '${job.jobName}'`;
  const path = withoutDot(pathIn(JOB, job === undefined ? inner : withUsersIndex(inner, job)));
  return `jobs${index}${name}${path === '' ? '' : ` ${path}`}`;
}

/** The relabelings that a user adds to a ready-made job come after its own. */
function withUsersIndex(path: readonly string[], job: ScrapeJob): readonly string[] {
  const [field, index, ...rest] = path;
  if (index === undefined || (field !== 'relabel_configs' && field !== 'metric_relabel_configs')) return path;
  const position = Number(index.slice(1, -1)) - job._ownRelabelings(field);
  return position < 0 ? [field] : [field, `[${position}]`, ...rest];
}

/** A field without a property is one of `additionalFields`, and all below it has Prometheus's names. */
function pathIn({ properties, levels, transparent }: Level, [field, ...rest]: readonly string[]): string {
  if (field === undefined) return '';
  if (field.startsWith('[')) return field + pathIn({ properties, levels, transparent }, rest);
  if (transparent.has(field)) return rest.join('');
  const property = properties.get(field);
  if (property === undefined) return properties.size === 0 ? `.${[field, ...rest].join('')}` : `.additionalFields.${joined(field, rest)}`;
  const below = levels[field];
  return `.${property}${below === undefined ? joined('', rest) : pathIn(below, rest)}`;
}

function joined(field: string, rest: readonly string[]): string {
  return rest.reduce((path, segment) => segment.startsWith('[') ? path + segment : `${path}.${segment}`, field);
}

function withoutDot(path: string): string {
  return path.startsWith('.') ? path.slice(1) : path;
}

/** The parts of a path as `formatPath` writes it: `a`, `[0]`, `["odd key"]`. */
function segmentsOf(path: string): string[] {
  return path.match(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]|[^.[\]]+/g) ?? [];
}

/** Advice in YAML, with the same in TypeScript. Names of fields that are left are spelled as properties. */
const ADVICE: ReadonlyArray<readonly [yaml: RegExp, typescript: (...matches: string[]) => string]> = [
  [/\{ source_labels: \[([^\]]*)\], regex: (.*), action: (keep|drop) \}/, (_, labels = '', regex = '', action = '') =>
    `Relabeling.${action}({ sourceLabels: [${labels.split(', ').map(quote).join(', ')}], regex: ${quote(regex)} })`],
  [/, which is right only inside double quotes; write .*, or in double quotes (".*")$/, (_, text = '') => `; write ${text}`],
  [/; write (.*), in a template literal .*, or use String\.raw or fromFile$/, (_, regex = '') => `; write ${quote(regex)}`],
  [/add to global external_labels:/, () => 'add externalLabels:'],
  [/\brole: (pod|service|endpoints|endpointslice|node|ingress)\b/g, (_, role = '') => `role: KubernetesRole.${role.toUpperCase()}`],
  [/\bscheme: https, and authorization with the credentials_file of the service account$/, () =>
    'scheme: ScrapeScheme.HTTPS, and authorization: ScrapeAuthorization.serviceAccountToken()'],
  [/\bscheme: https\b/g, () => 'scheme: ScrapeScheme.HTTPS'],
];

function propertyMessage(message: string): string {
  return ADVICE.reduce((text, [yaml, typescript]) => text.replace(yaml, typescript), message)
    .replace(/\b[a-z]+(?:_[a-z0-9]+)+\b/g, field => SPELLINGS.get(field) ?? field);
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll('\'', '\\\'')}'`;
}
