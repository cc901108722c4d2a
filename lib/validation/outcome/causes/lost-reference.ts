import type { EffectiveRelabeling } from '../../../prometheus/scrape-config/effective';
import { quote } from '../../../prometheus/values/quote';
import type { LocatedMessage } from '../../located-message';
import { groupsOf, parseRegex } from '../regex/regex-tree';

/** Parts of an address or a path that are JavaScript's words for a value that is none. */
const NO_VALUE = /(?<=^|[/:])(?:undefined|NaN|\[object Object\])(?=$|[/:])/g;

/** `1`, `1:2`, `481:482` and `:10249`: no host is a number, or empty. */
const ADDRESS = /^(\d*)(?::(\d*))?$/;

/** The parts of a path that are a number, or nothing. */
const PATH_PART = /(?<=\/)[1-9](?=\/|$)|(?<=\/[\w.-]+\/)(?=\/)/g;

/**
 * Finds `1:10249` where `$1:10249` was meant: a template literal evaluates `${1}`, and a shell replaces `$$` by its process id and `$1` by
 * nothing.
 */
export function lostReference({ value }: EffectiveRelabeling): LocatedMessage | undefined {
  const [action, regex, replacement, target] = ['action', 'regex', 'replacement', 'target_label'].map(field => value.text(field));
  if (action !== 'replace' || regex === undefined || replacement === undefined) return undefined;
  if (target !== '__address__' && target !== '__metrics_path__') return undefined;
  if (replacement.includes('$') && replacement.search(NO_VALUE) === -1) return undefined;
  const tree = value.items('source_labels').length === 0 ? undefined : parseRegex(regex);
  const groups = tree === undefined ? 0 : groupsOf(tree).count;
  const right = withReferences(replacement, target, groups);
  if (groups === 0 || right === undefined) return undefined;
  const message = `${quote(replacement)} lacks a reference to a group of the regex: a JavaScript template literal replaces \${1} by 1, and a shell replaces $$ by a `
    + `number and $1 by nothing; write ${right}`;
  return { place: value.placeOf('replacement'), message };
}

function withReferences(replacement: string, target: string, groups: number): string | undefined {
  const named = replacement.replaceAll(NO_VALUE, (_, position: number) => `$${Math.min(referencesIn(replacement.slice(0, position)) + 1, groups)}`);
  if (named !== replacement) return named;
  if (replacement.includes('$')) return undefined;
  return target === '__address__' ? addressWithReferences(replacement, groups) : pathWithReferences(replacement, groups);
}

function referencesIn(text: string): number {
  return text.split('$').length - 1;
}

function addressWithReferences(address: string, groups: number): string | undefined {
  const [, host, port] = ADDRESS.exec(address) ?? [];
  if (host === undefined || address === '') return undefined;
  const isProcess = /^\d{2,}$/.test(host);
  const isReference = port !== undefined && (isProcess ? port.startsWith(host.slice(0, -1)) : Number(port) <= groups);
  return `$1${port === undefined ? '' : `:${isReference ? `$${Math.min(2, groups)}` : port}`}`;
}

/** `/api/v1/nodes/1/proxy` and `/api/v1/nodes//proxy` as `/api/v1/nodes/$1/proxy`. */
function pathWithReferences(path: string, groups: number): string | undefined {
  if (path.includes('://')) return undefined;
  const right = path.replaceAll(PATH_PART, part => Number(part) > groups ? part : `$${part === '' ? 1 : part}`);
  return right === path ? undefined : right;
}
