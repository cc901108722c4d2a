import crypto from 'node:crypto';
import * as fc from 'fast-check';
import { DEFAULT_RELABEL_RULE, explainRelabeling, relabel, type RelabelRule } from '../../../lib/prometheus/relabel/relabel';

const LABELS = { a: 'foo', b: 'bar', c: 'foo', __meta_x: 'Äx', __meta_y: 'y' };

function rules(...partial: ReadonlyArray<Partial<RelabelRule>>): RelabelRule[] {
  return partial.map(rule => ({ ...DEFAULT_RELABEL_RULE, ...rule }));
}

/** The labels that the relabelings change: new and changed labels, removed ones as empty; `undefined` when they drop the labels. */
function changes(...partial: ReadonlyArray<Partial<RelabelRule>>): Record<string, string> | undefined {
  const labels = relabel(new Map(Object.entries(LABELS)), rules(...partial));
  if (labels === undefined) return undefined;
  const before: Readonly<Record<string, string | undefined>> = LABELS;
  const removed = Object.keys(LABELS).filter(name => !labels.has(name)).map(name => [name, '']);
  return Object.fromEntries([...[...labels].filter(([name, value]) => before[name] !== value), ...removed]) as Record<string, string>;
}

describe('a relabeling of each action', () => {
  test.each<[string, Partial<RelabelRule>, Record<string, string> | undefined]>([
    ['replace sets a label', { sourceLabels: ['a', 'b'], targetLabel: 'z' }, { z: 'foo;bar' }],
    ['replace without a match changes nothing', { sourceLabels: ['a'], regex: 'x', targetLabel: 'z' }, {}],
    ['replace with nothing removes the label', { sourceLabels: ['nope'], targetLabel: 'a' }, { a: '' }],
    ['replace fills the target label', { sourceLabels: ['a'], regex: '(f)oo', targetLabel: '${1}_x', replacement: 'v' }, { f_x: 'v' }],
    ['replace ignores an impossible target label', { sourceLabels: ['nope'], targetLabel: '$1', replacement: 'v' }, {}],
    ['keep keeps', { action: 'keep', sourceLabels: ['a'], regex: 'foo' }, {}],
    ['keep drops', { action: 'keep', sourceLabels: ['a'], regex: 'fo' }, undefined],
    ['drop drops', { action: 'drop' }, undefined],
    ['drop keeps', { action: 'drop', sourceLabels: ['a'], regex: 'bar' }, {}],
    ['keepequal keeps', { action: 'keepequal', sourceLabels: ['a'], targetLabel: 'c' }, {}],
    ['keepequal drops', { action: 'keepequal', sourceLabels: ['a'], targetLabel: 'b' }, undefined],
    ['dropequal drops', { action: 'dropequal', sourceLabels: ['a'], targetLabel: 'c' }, undefined],
    ['dropequal keeps', { action: 'dropequal', sourceLabels: ['a'], targetLabel: 'b' }, {}],
    ['lowercase', { action: 'lowercase', sourceLabels: ['__meta_x'], targetLabel: 'z' }, { z: 'äx' }],
    ['uppercase', { action: 'uppercase', sourceLabels: ['__meta_x'], targetLabel: 'z' }, { z: 'ÄX' }],
    ['hashmod', { action: 'hashmod', sourceLabels: ['a', 'b'], modulus: 1000n, targetLabel: 'z' }, { z: '750' }],
    ['hashmod of 64 bits', { action: 'hashmod', modulus: 2n ** 64n - 1n, targetLabel: 'z' }, { z: '16825458760271544958' }],
    ['labelmap', { action: 'labelmap', regex: '__meta_(.+)', replacement: 'm_$1' }, { m_x: 'Äx', m_y: 'y' }],
    ['labelmap onto one label: the last name wins', { action: 'labelmap', regex: 'a|b', replacement: 'z' }, { z: 'bar' }],
    ['labeldrop', { action: 'labeldrop', regex: '__meta_.*' }, { __meta_x: '', __meta_y: '' }],
    ['labelkeep', { action: 'labelkeep', regex: 'a|b' }, { c: '', __meta_x: '', __meta_y: '' }],
  ])('%s', (_, rule, expected) => {
    expect(changes(rule)).toEqual(expected);
  });
});

test('hashmod writes the last 64 bits of the MD5 that Node.js computes, of any text, lone surrogates included', () => {
  const rule = rules({ action: 'hashmod', sourceLabels: ['a'], modulus: 2n ** 64n - 1n, targetLabel: 'z' });
  fc.assert(fc.property(fc.string({ unit: fc.nat(0xffff).map(code => String.fromCharCode(code)), maxLength: 200 }), (text) => {
    const sum = crypto.createHash('md5').update(text).digest().readBigUInt64BE(8);
    expect(relabel(new Map([['a', text]]), rule)?.get('z')).toBe(String(sum % (2n ** 64n - 1n)));
  }));
});

test('hashmod works where Node.js has no MD5, as in FIPS mode', () => {
  const text = 'no other test hashes this';
  const expected = crypto.createHash('md5').update(text).digest().readBigUInt64BE(8);
  const refused = jest.spyOn(crypto, 'createHash').mockImplementation(() => {
    throw new Error('digital envelope routines::unsupported');
  });
  const rule = rules({ action: 'hashmod', sourceLabels: ['a'], modulus: 2n ** 64n - 1n, targetLabel: 'z' });
  expect(relabel(new Map([['a', text]]), rule)?.get('z')).toBe(String(expected));
  refused.mockRestore();
});

test('relabelings see the labels that earlier relabelings wrote', () => {
  expect(changes({ sourceLabels: ['a'], targetLabel: 'z' }, { sourceLabels: ['z'], regex: 'f(.*)', targetLabel: 'z' })).toEqual({ z: 'oo' });
});

test('labels changed by labelmap replace unchanged ones', () => {
  expect(changes({ sourceLabels: ['b'], targetLabel: 'a' }, { action: 'labelmap', regex: 'a|c', replacement: 'z' })).toEqual({ a: 'bar', z: 'bar' });
});

test('legacy validation allows fewer label names', () => {
  const rule = rules({ targetLabel: '${1}', sourceLabels: ['a'], replacement: 'v' });
  const labels = new Map([['a', 'x.y']]);
  expect(relabel(labels, rule, 'utf8')?.get('x.y')).toBe('v');
  expect(relabel(labels, rule, 'legacy')).toEqual(labels);
});

test('an explanation ends with the relabeling that drops the target', () => {
  const [first, second, third] = rules({ sourceLabels: ['a'], targetLabel: 'z' }, { action: 'drop' }, { action: 'keep' });
  const steps = explainRelabeling(new Map([['a', '1']]), [first, second, third].flatMap(rule => rule ?? []));
  expect(steps).toEqual([
    { rule: first, before: new Map([['a', '1']]), after: new Map([['a', '1'], ['z', '1']]) },
    { rule: second, before: new Map([['a', '1'], ['z', '1']]), after: undefined },
  ]);
});

test('fails to apply a relabeling that could not be compiled', () => {
  expect(() => relabel(new Map(), rules({ regex: '(' }))).toThrow('error parsing regexp: missing closing )');
});
