import { isMergeKey, type YamlMapping, type YamlNode, type YamlScalar } from '../prometheus/yaml/node';
import { FILE_KINDS, type FileKind, type FileKindId, type Parts, PROMETHEUS_RECEIVER, type WantedText } from './file-kinds';
import { has, resolved, textOf, valueOf } from './mapping-values';

const WANTED: Readonly<Record<WantedText, string>> = {
  'scrape-configuration': 'a scrape configuration, which has global and scrape_configs at its root',
  'rule-file': 'a rule file, which has groups at its root',
  'alert-manager-definition': 'an alert manager definition, which has alertmanager_config at its root',
};

/** Kinds of files that the command line tool converts. */
const CONVERTIBLE: ReadonlySet<FileKindId> = new Set([
  'open-telemetry', 'helm-values', 'alertmanager-configuration', 'scrape-job', 'scrape-jobs', 'rule-groups',
]);

/** Kubernetes objects that the command line tool converts. */
const CONVERTIBLE_OBJECTS: ReadonlySet<string> = new Set([
  'ConfigMap', 'Secret', 'HelmRelease', 'OpenTelemetryCollector', 'PodMonitor', 'PrometheusRule', 'ServiceMonitor',
]);

/**
 * Describes a text that is a file of another kind than the one that is wanted: what it is, and which part of it to specify.
 *
 * @param root the root of the text's first YAML document
 * @returns one sentence, or nothing for a text that may be what is wanted
 */
export function describeOtherFile(root: YamlNode, wanted: WantedText): string | undefined {
  const kind = kindOf(resolved(root), wanted);
  if (kind === undefined) return undefined;
  const part = kind.parts?.[wanted] ?? 'another file';
  const conversion = isConvertible(kind, root) ? '; \'amp-collector convert\' converts such files' : '';
  return `the text is ${kind.name}, and not ${WANTED[wanted]}; specify ${part}${conversion}`;
}

/**
 * Returns the kind of a text.
 *
 * @param root the root of a YAML document
 * @returns nothing for a text of an unknown kind
 */
export function fileKindOf(root: YamlNode): FileKind | undefined {
  return kindOf(resolved(root));
}

function isConvertible({ id }: FileKind, root: YamlNode): boolean {
  if (id === 'kubernetes-object') return isConvertibleObject(root);
  if (id !== 'kubernetes-list') return CONVERTIBLE.has(id);
  const list = resolved(root);
  const items = list.kind === 'mapping' ? valueOf(list, 'items') : undefined;
  return items?.kind === 'sequence' && items.items.some(isConvertibleObject);
}

function isConvertibleObject(node: YamlNode): boolean {
  const object = resolved(node);
  return object.kind === 'mapping' && CONVERTIBLE_OBJECTS.has(textOf(valueOf(object, 'kind')));
}

/** The keys at the root of each text that is wanted: another file has none of them. */
const ROOT_KEYS: Readonly<Record<WantedText, readonly string[]>> = {
  'scrape-configuration': ['scrape_configs', 'global'],
  'rule-file': ['groups'],
  'alert-manager-definition': ['alertmanager_config'],
};

function kindOf(root: YamlNode, wanted?: WantedText): FileKind | undefined {
  if (root.kind === 'scalar') return kindOfScalar(root);
  if (root.kind === 'sequence') return kindOfList(root.items);
  if (root.kind !== 'mapping' || root.entries.some(({ key }) => isMergeKey(key))) return undefined;
  if (wanted !== undefined && ROOT_KEYS[wanted].some(key => has(root, key))) return undefined;
  if (has(root, 'apiVersion') && has(root, 'kind')) return kindOfKubernetesObject(root, wanted);
  return FILE_KINDS.find(({ isOne }) => isOne(root));
}

const MONITOR: Parts = { 'scrape-configuration': 'a scrape job in its place' };

/** The parts of Kubernetes objects that do not depend on their contents. */
const PARTS_OF_OBJECTS: Readonly<Record<string, Parts>> = {
  PrometheusRule: { 'rule-file': 'its spec, which has groups' },
  OpenTelemetryCollector: { 'scrape-configuration': `the one of its spec.config: ${PROMETHEUS_RECEIVER}` },
  ServiceMonitor: MONITOR, PodMonitor: MONITOR, Probe: MONITOR, ScrapeConfig: MONITOR,
  AlertmanagerConfig: { 'alert-manager-definition': 'its route and receivers, as text under alertmanager_config' },
};

function kindOfKubernetesObject(root: YamlMapping, wanted?: WantedText): FileKind {
  const kind = textOf(valueOf(root, 'kind'));
  if (kind.endsWith('List')) {
    const parts = wanted && { [wanted]: 'one of its items, on its own' };
    return { id: 'kubernetes-list', name: `a list of Kubernetes objects (${kind})`, parts };
  }
  return { id: 'kubernetes-object', name: `a Kubernetes ${kind}`, parts: PARTS_OF_OBJECTS[kind] ?? (wanted === undefined ? knownData(root) : partsOfData(root, wanted)) };
}

/** The parts of a ConfigMap or Secret that are texts which this library takes. */
function knownData(root: YamlMapping): Parts | undefined {
  const wanted = (Object.keys(ROOT_KEYS) as WantedText[]).find(text => dataOf(root).some(({ value }) => isOfKind(value, text)));
  return wanted && partsOfData(root, wanted);
}

/** The key of a ConfigMap or Secret under which the wanted text is. */
function partsOfData(root: YamlMapping, wanted: WantedText): Parts | undefined {
  const data = dataOf(root);
  const found = data.find(({ value }) => isOfKind(value, wanted)) ?? data[0];
  return found && { [wanted]: `the value of data[${JSON.stringify(textOf(found.key))}]` };
}

function dataOf(root: YamlMapping): YamlMapping['entries'] {
  const data = valueOf(root, 'data') ?? valueOf(root, 'stringData');
  return data?.kind === 'mapping' ? data.entries : [];
}

function isOfKind(value: YamlNode, wanted: WantedText): boolean {
  return new RegExp(`^(?:${ROOT_KEYS[wanted].join('|')}):`, 'm').test(textOf(resolved(value)));
}

function kindOfList(items: readonly YamlNode[]): FileKind {
  const [first] = items.map(resolved);
  if (has(first, 'job_name')) return { id: 'scrape-jobs', name: 'a list of scrape jobs', parts: { 'scrape-configuration': 'it under the key scrape_configs' } };
  if (has(first, 'rules')) return { id: 'rule-groups', name: 'a list of rule groups', parts: { 'rule-file': 'it under the key groups' } };
  if (has(first, 'alert') || has(first, 'record')) return { id: 'rules', name: 'a list of rules', parts: { 'rule-file': 'it under the key rules of a group' } };
  return { id: 'list', name: 'a list' };
}

/** A file name, or a path from a folder. */
const PATH = /^[^\s:{}[\]]+\.(?:ya?ml|json|tpl|txt|rules?)$|^(?:\.{0,2}\/|[A-Za-z]:\\|~\/)\S+$/i;

function kindOfScalar({ value }: YamlScalar): FileKind | undefined {
  if (!PATH.test(value)) return undefined;
  const part = 'it to fromFile, which reads the file';
  const parts = { 'scrape-configuration': part, 'rule-file': part, 'alert-manager-definition': part };
  return { id: 'path', name: `${JSON.stringify(value)}, which looks like a path`, parts };
}
