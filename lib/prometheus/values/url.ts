import { isIpv4, isIpv6 } from './ip-address';
import type { Parsed } from './parsed';
import { quote } from './quote';
import { textOfBytes } from './utf8';

/** The parts of a URL that Prometheus looks at. */
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

/** Returns whether Go prints the URL as an empty text, so that Prometheus takes it for none. */
export function printsAsEmpty(url: string): boolean {
  return ['', '#', '//', '//#'].includes(url);
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
  if (isIpv4(address)) return 'invalid IP-literal';
  return isIpv6(address) ? undefined : `invalid host: ParseAddr(${quote(address)})${reasonAgainst(address)}`;
}

/** The reason why a text is no IP address; left out where the text looks like one of IPv6. */
function reasonAgainst(address: string): string {
  const [separator] = /[.:]/.exec(address) ?? [];
  if (separator === ':') return '';
  return separator === '.' ? `: ${reasonAgainstIPv4(address)}` : ': unable to parse IP';
}

function reasonAgainstIPv4(address: string): string {
  const fields = address.split('.');
  let position = 0;
  for (const [index, field] of fields.entries()) {
    const rest = address.slice(position);
    const [digits = ''] = /^\d*/.exec(field) ?? [];
    if (/^0\d/.test(digits)) return 'IPv4 field has octet with leading zero';
    if (Number(digits) > 255) return 'IPv4 field has value >255';
    if (digits !== field) return `unexpected character (at ${quote(rest.slice(digits.length))})`;
    position += field.length + 1;
    if (index === fields.length - 1) break;
    const lacksDigit = field === '' || (index === fields.length - 2 && fields.at(-1) === '');
    if (lacksDigit) return `IPv4 field must have at least one digit (at ${quote(address.slice(position - 1))})`;
    if (index === 3) return 'IPv4 address too long';
  }
  return 'IPv4 address too short';
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
