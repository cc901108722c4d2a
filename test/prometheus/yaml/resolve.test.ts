import { resolveScalar } from '../../../lib/prometheus/yaml/resolve';

describe('a scalar without quotes', () => {
  const cases: ReadonlyArray<readonly [text: string, tag: string, value: unknown]> = [
    ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(text => [text, '!!bool', true] as const),
    ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(text => [text, '!!bool', false] as const),
    ...['', '~', 'null', 'Null', 'NULL'].map(text => [text, '!!null', null] as const),
    ...['tRuE', 'yEs', 'nULL', '<<', '1:30', '1e', 'inf', '1e400', '0x', '08x', '..', '.e3', '_1'].map(text => [text, '!!str', text] as const),
    ['0', '!!int', 0n],
    ['010', '!!int', 8n],
    ['0o10', '!!int', 8n],
    ['0x1F', '!!int', 31n],
    ['0X1f', '!!int', 31n],
    ['0b101', '!!int', 5n],
    ['0b-101', '!!int', -5n],
    ['-0b101', '!!int', -5n],
    ['+1', '!!int', 1n],
    ['1_000', '!!int', 1000n],
    ['9223372036854775807', '!!int', 2n ** 63n - 1n],
    ['-9223372036854775808', '!!int', -(2n ** 63n)],
    ['18446744073709551615', '!!int', 2n ** 64n - 1n],
    ['18446744073709551616', '!!float', 2 ** 64],
    ['-9223372036854775809', '!!float', -(2 ** 63)],
    ['08', '!!float', 8],
    ['1.', '!!float', 1],
    ['-.5', '!!float', -0.5],
    ['.5', '!!float', 0.5],
    ['1e3', '!!float', 1000],
    ['.inf', '!!float', Infinity],
    ['-.INF', '!!float', -Infinity],
    ['.NaN', '!!float', Number.NaN],
    ['2020-01-01', '!!timestamp', '2020-01-01'],
    ['2020-1-1T1:2:3Z', '!!timestamp', '2020-1-1T1:2:3Z'],
    ['2020-01-01 01:02:03.5', '!!timestamp', '2020-01-01 01:02:03.5'],
    ['2020-02-30', '!!str', '2020-02-30'],
    ['2020-01-01T24:00:00Z', '!!str', '2020-01-01T24:00:00Z'],
  ];

  test.each(cases)('%s is %s %s', (text, tag, value) => {
    expect(resolveScalar(text)).toEqual({ tag, value });
  });
});
