import { isIPv4, isIPv6 } from 'node:net';
import type { Parsed } from './parsed';
import { quote } from './quote';
import { textOfBytes } from './utf8';

/** What Prometheus looks at in a URL. */
export interface ParsedUrl {
  readonly scheme: string;
  readonly host: string;
}

const CONTROL_CHARACTER = /\p{Cc}/u;
const C1_CONTROL_CHARACTER = /[\x80-\x9f]/g;
const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):/;
const USER_INFO = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;
const NOT_IN_HOST = /[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%\u0080-\uffff]/;
const BROKEN_ESCAPE = /%(?![0-9A-Fa-f]{2}).{0,2}/su;
/** Escapes in a host are for what is not ASCII. */
const BROKEN_HOST_ESCAPE = new RegExp(`${BROKEN_ESCAPE.source}|%(?!25)[0-7][0-9A-Fa-f]`, BROKEN_ESCAPE.flags);
const OPTIONAL_PORT = /^(?::\d*)?$/;

/**
 * Go's `url.Parse`, which accepts nearly everything.
 *
 * @see https://pkg.go.dev/net/url#Parse
 */
export function parseUrl(text: string): Parsed<ParsedUrl> {
  const [main = ''] = text.split('#', 1);
  const parsed = parseWithoutFragment(main);
  if (parsed.error !== undefined) return { error: `parse ${quote(main)}: ${parsed.error}` };
  const error = errorOfEscapes(text.slice(main.length + 1));
  return error === undefined ? parsed : { error: `parse ${quote(text)}: ${error}` };
}

function parseWithoutFragment(text: string): Parsed<ParsedUrl> {
  // Only the ASCII ones count.
  if (CONTROL_CHARACTER.test(text.replaceAll(C1_CONTROL_CHARACTER, ''))) return { error: 'net/url: invalid control character in URL' };
  if (text.startsWith(':')) return { error: 'missing protocol scheme' };
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase() ?? '';
  const [hierarchy = ''] = text.slice(scheme === '' ? 0 : scheme.length + 1).split('?', 1);
  if (!hierarchy.startsWith('/')) {
    if (scheme !== '') return { value: { scheme, host: '' } };
    if (hierarchy.split('/', 1)[0]?.includes(':') === true) return { error: 'first path segment in URL cannot contain colon' };
  }
  const hasAuthority = hierarchy.startsWith('//') && (scheme !== '' || !hierarchy.startsWith('///'));
  const authority = hasAuthority ? hierarchy.slice(2).split('/', 1)[0] ?? '' : '';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const error = errorOfHost(host) ?? errorOfUser(authority)
    ?? errorOfEscapes(hasAuthority ? hierarchy.slice(2 + authority.length) : hierarchy);
  return error === undefined ? { value: { scheme, host } } : { error };
}

function errorOfUser(authority: string): string | undefined {
  const user = authority.slice(0, Math.max(authority.lastIndexOf('@'), 0));
  return USER_INFO.test(user) ? errorOfEscapes(user) : 'net/url: invalid userinfo';
}

function errorOfHost(host: string): string | undefined {
  const bracket = host.lastIndexOf('[');
  if (bracket > 0) return 'invalid IP-literal';
  if (bracket === 0) return errorOfIpLiteral(host);
  const colon = host.lastIndexOf(':');
  const port = colon === -1 ? '' : host.slice(colon);
  return OPTIONAL_PORT.test(port) ? errorOfHostCharacters(host) : `invalid port ${quote(port)} after host`;
}

function errorOfIpLiteral(host: string): string | undefined {
  const end = host.lastIndexOf(']');
  if (end === -1) return 'missing \']\' in host';
  const port = host.slice(end + 1);
  if (!OPTIONAL_PORT.test(port)) return `invalid port ${quote(port)} after host`;
  const [address = '', ...zone] = host.slice(1, end).split('%25');
  const error = errorOfHostCharacters(address) ?? errorOfEscapes(zone.join('%25'));
  if (error !== undefined) return error;
  if (isIPv4(address)) return 'invalid IP-literal';
  return isIPv6(address) ? undefined : `invalid host: ParseAddr(${quote(address)}): unable to parse IP`;
}

function errorOfHostCharacters(host: string): string | undefined {
  const escape = BROKEN_HOST_ESCAPE.exec(host);
  const character = NOT_IN_HOST.exec(host);
  if (escape !== null && (character === null || escape.index < character.index)) return invalidEscape(escape[0]);
  return character === null ? undefined : `invalid character ${quote(character[0])} in host name`;
}

function errorOfEscapes(text: string): string | undefined {
  const broken = BROKEN_ESCAPE.exec(text);
  return broken === null ? undefined : invalidEscape(broken[0]);
}

/** Go shows three bytes, be it half a character. */
function invalidEscape(escape: string): string {
  return `invalid URL escape ${quote(textOfBytes(Buffer.from(escape).subarray(0, 3)))}`;
}
