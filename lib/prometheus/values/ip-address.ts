/*
 * IP addresses as `node:net` recognizes them, which loads all of Node.js's sockets.
 */

const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d{1,2})';
const IPV4 = new RegExp(`^(?!0\\d|.*\\.0\\d)${OCTET}(?:\\.${OCTET}){3}$`);
const IPV6 = /^(?<address>[0-9A-Fa-f:.]+)(?:%[0-9A-Za-z\-.:]+)?$/;

/** Returns true for an address of IPv4. */
export function isIpv4(text: string): boolean {
  return IPV4.test(text);
}

/** Returns true for an address of IPv6, perhaps with a zone. */
export function isIpv6(text: string): boolean {
  const { address } = IPV6.exec(text)?.groups ?? {};
  return address !== undefined && URL.canParse(`http://[${address}]`);
}
