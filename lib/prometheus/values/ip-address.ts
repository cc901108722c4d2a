/*
 * IP addresses as `node:net` recognizes them, which loads all of Node.js's sockets.
 */

const OCTET = /^(?:0|[1-9]\d{0,2})$/;
const LONGEST_IPV4 = '255.255.255.255'.length;
const IPV6 = /^(?<address>[0-9A-Fa-f:.]+)(?:%[0-9A-Za-z\-.:]+)?$/;

/** Returns true for an address of IPv4. */
export function isIpv4(text: string): boolean {
  if (text.length > LONGEST_IPV4) return false;
  const octets = text.split('.');
  return octets.length === 4 && octets.every(octet => OCTET.test(octet) && Number(octet) <= 255);
}

/** Returns true for an address of IPv6, perhaps with a zone. */
export function isIpv6(text: string): boolean {
  const { address } = IPV6.exec(text)?.groups ?? {};
  return address !== undefined && URL.canParse(`http://[${address}]`);
}
