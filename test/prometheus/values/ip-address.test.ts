import { isIPv4, isIPv6 } from 'node:net';
import * as fc from 'fast-check';
import { isIpv4, isIpv6 } from '../../../lib/prometheus/values/ip-address';

const TEXTS = [
  '', '10.0.0.1', '0.0.0.0', '255.255.255.255', '256.0.0.1', '01.0.0.1', '1.02.3.4', '1.2.3.00', '001.2.3.4', '1.2.3', '1.2.3.4.5', '1.2.3.4 ', ' 1.2.3.4', '1.2.3.4\n',
  '1e1.0.0.1', '0x1.0.0.1', '٣.0.0.1', '::', '::1', ':', ':::', '1::', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8',
  '1::2::3', 'fd00::10', 'FD00::1', '12345::', 'g::', '::1.2.3.4', '::ffff:10.0.0.1', '::256.0.0.1', '::01.0.0.1', '1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:7:1.2.3.4',
  '1.2.3.4::', 'fe80::1%eth0', 'fe80::1%', 'fe80::1%eth0%1', 'fe80::1%25eth0', '[::1]', '::1]', '::1]/x[', '::1\n', ' ::1', '::1#', '::1@x',
];

test.each(TEXTS)('recognizes %j as Node.js does', (text) => {
  expect([isIpv4(text), isIpv6(text)]).toEqual([isIPv4(text), isIPv6(text)]);
});

const piece = fc.constantFrom(':', '::', '.', '%', '0', '00', '1', '9', '25', '255', '256', 'a', 'F', 'ffff', '10.0.0.1', 'fd00:', 'z', '-', ' ');

test('recognizes what the pieces of addresses make as Node.js does', () => {
  fc.assert(fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
    const text = pieces.join('');
    expect([text, isIpv4(text), isIpv6(text)]).toEqual([text, isIPv4(text), isIPv6(text)]);
  }), { numRuns: 5000 });
});
