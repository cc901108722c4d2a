import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { md5 } from '../../../lib/prometheus/relabel/md5';

function hexadecimal(text: string): string {
  return Buffer.from(md5(text).buffer).toString('hex');
}

test.each([
  ['', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['abc', '900150983cd24fb0d6963f7d28e17f72'],
  ['12345678901234567890123456789012345678901234567890123456789012345678901234567890', '57edf4a22be3c955ac49da2e2107b67a'],
])('computes the digest that RFC 1321 lists for %j', (text, digest) => {
  expect(hexadecimal(text)).toBe(digest);
});

test.each([54, 55, 56, 63, 64, 65, 119, 120, 128, 10_000])('agrees with Node.js on a text of %d bytes', (length) => {
  const text = 'x'.repeat(length);
  expect(hexadecimal(text)).toBe(createHash('md5').update(text).digest('hex'));
});

test('agrees with Node.js on any text, lone surrogates included', () => {
  fc.assert(fc.property(fc.string({ unit: fc.nat(0xffff).map(code => String.fromCharCode(code)), maxLength: 200 }), (text) => {
    expect(hexadecimal(text)).toBe(createHash('md5').update(text).digest('hex'));
  }));
});
