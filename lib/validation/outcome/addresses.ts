import { isIpv4, isIpv6 } from '../../prometheus/values/ip-address';
/** The one DNS name that a collector resolves for a workspace. */
export const API_SERVER_NAME = 'kubernetes.default.svc';

/** The reason why no request can be sent to an address. */
export type AddressFault = 'empty' | 'url' | 'path' | 'no-host' | 'port' | 'ipv6-brackets' | 'number' | 'characters' | 'name';

const HIGHEST_PORT = 65_535;

/** Returns why no collector can send a request to the address of a target, if so: as Go's `net/url` and `net` read it. */
export function addressFault(address: string): AddressFault | undefined {
  if (address === '') return 'empty';
  if (address.includes('://')) return 'url';
  if (address.includes('/')) return 'path';
  const [, ipv6, after = ''] = /^\[([^\]]*)\](.*)$/s.exec(address) ?? [];
  if (ipv6 !== undefined) return isIpv6(ipv6) && !ipv6.includes('%') ? portFault(after) : 'characters';
  const [host = '', ...ports] = address.split(':');
  if (ports.length > 1) return isIpv6(address) ? 'ipv6-brackets' : 'characters';
  if (host === '') return 'no-host';
  return hostFault(host) ?? portFault(ports.length === 0 ? '' : `:${ports[0] ?? ''}`);
}

/** A port may be left out, with its colon or without. */
function portFault(text: string): AddressFault | undefined {
  if (text === '' || text === ':') return undefined;
  const port = /^:\d{1,9}$/.test(text) ? Number(text.slice(1)) : 0;
  return port >= 1 && port <= HIGHEST_PORT ? undefined : 'port';
}

function hostFault(host: string): AddressFault | undefined {
  if (isIpv4(host) || host === API_SERVER_NAME) return undefined;
  if (/^\d+$/.test(host)) return 'number';
  return /^[\w.-]+$/.test(host) ? 'name' : 'characters';
}

const DESCRIPTIONS: Readonly<Record<AddressFault, string>> = {
  'empty': 'is empty',
  'url': 'is a URL: an address is host:port, and the scheme belongs to __scheme__, the path to __metrics_path__',
  'path': 'has a path: an address is host:port, and the path belongs to __metrics_path__',
  'no-host': 'has no host',
  'port': `has no port between 1 and ${HIGHEST_PORT}`,
  'ipv6-brackets': 'is an IPv6 address without the brackets that it needs: [address]:port',
  'number': 'has a number as its host',
  'characters': 'is neither an IP address nor a host name with an optional port',
  'name': `is a DNS name, and a managed collector resolves no name but ${API_SERVER_NAME}`,
};

/** Describes the fault, to follow the address. */
export function describeFault(fault: AddressFault): string {
  return DESCRIPTIONS[fault];
}
