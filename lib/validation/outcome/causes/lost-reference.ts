import type { EffectiveRelabeling } from '../../../prometheus/scrape-config/effective';
import { quote } from '../../../prometheus/values/quote';
import type { LocatedMessage } from '../../located-message';
import { groupsOf, parseRegex } from '../regex/regex-tree';

/** Finds `1:10249` where `$1:10249` was meant: a template literal evaluates `${1}`, and a shell replaces `$$` by its process id. */
export function lostReference({ value }: EffectiveRelabeling): LocatedMessage | undefined {
  const [action, regex, replacement, target] = ['action', 'regex', 'replacement', 'target_label'].map(field => value.text(field));
  if (action !== 'replace' || regex === undefined || replacement === undefined || replacement.includes('$')) return undefined;
  if (target !== '__address__' && target !== '__metrics_path__') return undefined;
  const tree = value.items('source_labels').length === 0 ? undefined : parseRegex(regex);
  const groups = tree === undefined ? 0 : groupsOf(tree).count;
  const right = target === '__address__' ? addressWithReferences(replacement, groups) : pathWithReferences(replacement, groups);
  if (groups === 0 || right === undefined) return undefined;
  const message = `${quote(replacement)} ignores what the regex matched, and has a number where a reference to a group usually is: `
    + `a JavaScript template literal replaces \${1} by 1, and a shell replaces $$ by a number; write ${right}`;
  return { place: value.placeOf('replacement'), message };
}

/** `1:2` and `481:482` as `$1:$2`, `1:10249` as `$1:10249`: no host is a number. */
function addressWithReferences(address: string, groups: number): string | undefined {
  const [, host, port] = /^(\d+)(?::(\d+))?$/.exec(address) ?? [];
  if (host === undefined) return undefined;
  const isProcess = host.length > 1;
  const isReference = port !== undefined && (isProcess ? port.startsWith(host.slice(0, -1)) : Number(port) <= groups);
  return `$1${port === undefined ? '' : `:${isReference ? `$${Math.min(2, groups)}` : port}`}`;
}

/** `/api/v1/nodes/1/proxy` as `/api/v1/nodes/$1/proxy`. */
function pathWithReferences(path: string, groups: number): string | undefined {
  const right = path.replaceAll(/(?<=\/)[1-9](?=\/|$)/g, number => Number(number) <= groups ? `$${number}` : number);
  return right === path ? undefined : right;
}
