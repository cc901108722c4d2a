import type { Api, EmulatedScraper, EmulatedWorkspace, World } from './aws';
import type { Reply } from './http-service';
import { Refusal } from './signature';

// The shapes and limits are those of the service's own model: https://docs.aws.amazon.com/prometheus/latest/APIReference/

const SCRAPER_ID = /^[0-9A-Za-z][-.0-9A-Z_a-z]{0,63}$/;
const WORKSPACE_ID = /^[0-9A-Za-z][-.0-9A-Z_a-z]{0,63}$/;
const FILTERS = ['status', 'sourceArn', 'destinationArn', 'alias'];
const STATUS_CODES = ['CREATING', 'UPDATING', 'ACTIVE', 'DELETING', 'CREATION_FAILED', 'UPDATE_FAILED', 'DELETION_FAILED'];
/** Smaller than the service's, so that lists have pages. */
const PAGE = 2;
const CREATED = Date.parse('2026-11-22T18:00:00Z') / 1000;

type Operation = (match: readonly string[], world: World, endpoint: string, query: URLSearchParams) => unknown;

const OPERATIONS: ReadonlyArray<readonly [method: string, path: RegExp, operation: Operation]> = [
  ['GET', /^\/scraperconfiguration$/, (_, { defaultConfiguration }) => ({ configuration: Buffer.from(defaultConfiguration).toString('base64') })],
  ['GET', /^\/scrapers$/, (_, world, __, query) => listScrapers(world, query)],
  ['GET', /^\/scrapers\/([^/]+)$/, ([id = ''], world) => ({ scraper: describe(findScraper(world, id)) })],
  ['GET', /^\/scrapers\/([^/]+)\/logging-configuration$/, ([id = ''], world) => describeLogging(findScraper(world, id))],
  ['GET', /^\/workspaces\/([^/]+)$/, ([id = ''], world, endpoint) => ({ workspace: describeWorkspace(findWorkspace(world, id), endpoint) })],
  ['GET', /^\/workspaces\/([^/]+)\/alertmanager\/definition$/, ([id = ''], world) => ({ alertManagerDefinition: describeDefinition(findWorkspace(world, id)) })],
  ['GET', /^\/workspaces\/([^/]+)\/rulegroupsnamespaces$/, ([id = ''], world, _, query) => listRules(findWorkspace(world, id), query)],
  ['GET', /^\/workspaces\/([^/]+)\/rulegroupsnamespaces\/([^/]+)$/, ([id = '', name = ''], world) => ({ ruleGroupsNamespace: describeRules(findWorkspace(world, id), name) })],
  ['GET', /^\/workspaces\/([^/]+)\/logging$/, ([id = ''], world) => ({ loggingConfiguration: existing(findWorkspace(world, id).logging) })],
  ['GET', /^\/workspaces\/([^/]+)\/logging\/query$/, ([id = ''], world) => ({ queryLoggingConfiguration: existing(findWorkspace(world, id).queryLogging) })],
  ['GET', /^\/workspaces\/([^/]+)\/configuration$/, ([id = ''], world) => ({ workspaceConfiguration: findWorkspace(world, id).configuration ?? {} })],
];

/** The operations of Amazon Managed Service for Prometheus that the tool calls. */
export const ampApi: Api = ({ method, path }, world, endpoint): Reply | undefined => {
  const url = new URL(path, endpoint);
  for (const [operationMethod, pattern, operation] of OPERATIONS) {
    const match = pattern.exec(url.pathname);
    if (match !== null && method === operationMethod) {
      return { status: 200, body: operation(match.slice(1).map(decodeURIComponent), world, endpoint, url.searchParams) };
    }
  }
  return undefined;
};

function findScraper({ scrapers }: World, id: string): EmulatedScraper {
  if (!SCRAPER_ID.test(id)) throw new Refusal('ValidationException', `scraperId fails to satisfy the constraint: ${SCRAPER_ID.source}`);
  const scraper = scrapers.find(({ scraperId }) => scraperId === id);
  if (scraper === undefined) throw new Refusal('ResourceNotFoundException', 'Scraper not found');
  return scraper;
}

function findWorkspace({ workspaces }: World, id: string): EmulatedWorkspace {
  if (!WORKSPACE_ID.test(id)) throw new Refusal('ValidationException', `workspaceId fails to satisfy the constraint: ${WORKSPACE_ID.source}`);
  const workspace = workspaces.find(({ workspaceId }) => workspaceId === id);
  if (workspace === undefined) throw new Refusal('ResourceNotFoundException', 'Workspace not found');
  return workspace;
}

function describe(scraper: EmulatedScraper): object {
  const { configuration, states, logging: _, ...described } = scraper;
  const next = states !== undefined && states.length > 1 ? states.shift() : states?.[0];
  return {
    ...summary(described),
    ...next === undefined ? {} : { status: { statusCode: next } },
    scrapeConfiguration: { configurationBlob: Buffer.from(configuration).toString('base64') },
  };
}

function summary(scraper: object): object {
  return { tags: {}, ...scraper, createdAt: CREATED, lastModifiedAt: CREATED };
}

function listScrapers({ scrapers }: World, query: URLSearchParams): object {
  const maxResults = Number(query.get('maxResults') ?? 100);
  if (!(maxResults >= 1 && maxResults <= 1000)) throw new Refusal('ValidationException', 'maxResults must be between 1 and 1000');
  const names = [...new Set(query.keys())].filter(name => name !== 'maxResults' && name !== 'nextToken');
  for (const name of names) checkFilter(name, query.getAll(name));

  const start = Number(query.get('nextToken') ?? 0);
  if (!Number.isInteger(start) || start < 0 || start > scrapers.length) throw new Refusal('ValidationException', 'nextToken is invalid');
  const found = scrapers.filter(scraper => names.every(name => query.getAll(name).includes(valueOf(scraper, name))));
  const end = start + Math.min(PAGE, maxResults);
  const page = found.slice(start, end).map(({ configuration: _, states, logging: __, exporters: ___, ...scraper }) =>
    summary({ ...scraper, ...states === undefined ? {} : { status: { statusCode: states[0] } } }));
  return { scrapers: page, ...end < found.length ? { nextToken: String(end) } : {} };
}

function checkFilter(name: string, values: readonly string[]): void {
  if (!FILTERS.includes(name)) throw new Refusal('ValidationException', `unknown filter ${name}`);
  if (values.length < 1 || values.length > 20) throw new Refusal('ValidationException', `filter ${name} must have 1 to 20 values`);
  if (name === 'status' && values.some(value => !STATUS_CODES.includes(value))) throw new Refusal('ValidationException', 'unknown status');
  if (name.endsWith('Arn') && values.some(value => !value.startsWith('arn:'))) throw new Refusal('ValidationException', `${name} must be an ARN`);
}

function valueOf({ alias = '', status, source, destination }: EmulatedScraper, filter: string): string {
  const values: Record<string, string | undefined> = {
    alias,
    status: status?.statusCode,
    sourceArn: source?.eksConfiguration?.clusterArn,
    destinationArn: destination?.ampConfiguration?.workspaceArn ?? destination?.cloudWatchConfiguration?.datasetArn,
  };
  return values[filter] ?? '';
}

function describeLogging({ scraperId, logging }: EmulatedScraper): object {
  if (logging === undefined) throw new Refusal('ResourceNotFoundException', 'Scraper logging configuration not found');
  return { scraperId, status: { statusCode: 'ACTIVE' }, modifiedAt: CREATED, ...logging };
}

function describeDefinition({ definition, definitionStatus = { statusCode: 'ACTIVE' } }: EmulatedWorkspace): object {
  if (definition === undefined) throw new Refusal('ResourceNotFoundException', 'Alert manager definition not found');
  return { status: definitionStatus, data: Buffer.from(definition).toString('base64'), createdAt: CREATED, modifiedAt: CREATED };
}

function listRules({ rules = {} }: EmulatedWorkspace, query: URLSearchParams): object {
  const names = Object.keys(rules);
  const start = Number(query.get('nextToken') ?? 0);
  const end = start + PAGE;
  return { ruleGroupsNamespaces: names.slice(start, end).map(name => ({ name })), ...end < names.length ? { nextToken: String(end) } : {} };
}

function describeRules({ workspaceId, rules = {} }: EmulatedWorkspace, name: string): object {
  const text = rules[name];
  if (text === undefined) throw new Refusal('ResourceNotFoundException', 'Rule groups namespace not found');
  return { name, arn: rulesArn(workspaceId, name), status: { statusCode: 'ACTIVE' }, data: Buffer.from(text).toString('base64'), createdAt: CREATED, modifiedAt: CREATED };
}

export function rulesArn(workspaceId: string, name: string): string {
  return `arn:aws:aps:eu-central-1:111122223333:rulegroupsnamespace/${workspaceId}/${name}`;
}

function existing(value: object | undefined): object {
  if (value === undefined) throw new Refusal('ResourceNotFoundException', 'Logging configuration not found');
  return { status: { statusCode: 'ACTIVE' }, createdAt: CREATED, modifiedAt: CREATED, ...value };
}

function describeWorkspace({ workspaceId, status = 'ACTIVE', alias, kmsKeyArn, tags = { AMPAgentlessScraper: '' } }: EmulatedWorkspace, endpoint: string): object {
  return {
    workspaceId,
    arn: `arn:aws:aps:eu-central-1:111122223333:workspace/${workspaceId}`,
    status: { statusCode: status },
    prometheusEndpoint: `${endpoint}/workspaces/${workspaceId}/`,
    createdAt: CREATED,
    tags,
    ...alias !== undefined && { alias },
    ...kmsKeyArn !== undefined && { kmsKeyArn },
  };
}
