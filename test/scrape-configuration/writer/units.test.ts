import { Duration, Size } from 'aws-cdk-lib';
import { toFields } from '../../../lib/scrape-configuration/writer/fields';
import { formatBytes, durationField } from '../../../lib/scrape-configuration/writer/units';

describe('a duration', () => {
  test.each([
    [0, '0s'],
    [0.4, '0s'],
    [0.6, '1ms'],
    [1, '1ms'],
    [999, '999ms'],
    [1000, '1s'],
    [1001, '1s1ms'],
    [30_000, '30s'],
    [59_000, '59s'],
    [60_000, '1m'],
    [90_000, '1m30s'],
    [3_599_999, '59m59s999ms'],
    [3_600_000, '1h'],
    [5_400_000, '1h30m'],
    [86_400_000, '24h'],
    [90_061_001, '25h1m1s1ms'],
  ])('of %d milliseconds is written as %s', (milliseconds, expected) => {
    expect(durationField(milliseconds)).toBe(expected);
  });

  test.each([
    [Duration.seconds(30), '30s'],
    [Duration.seconds(0.5), '500ms'],
    [Duration.seconds(1.005), '1s5ms'],
    [Duration.millis(1500), '1s500ms'],
    [Duration.minutes(1.5), '1m30s'],
    [Duration.hours(2), '2h'],
    [Duration.days(1), '24h'],
  ])('may be specified in any unit: %s', (duration, expected) => {
    expect(toFields({ duration }, { duration: 'd' })).toEqual({ d: expected });
  });
});

describe('a size', () => {
  test.each([
    [0, '0B'],
    [1, '1B'],
    [1023, '1023B'],
    [1024, '1KB'],
    [1025, '1025B'],
    [1536, '1536B'],
    [1024 ** 2 - 1024, '1023KB'],
    [1024 ** 2, '1MB'],
    [50 * 1024 ** 2, '50MB'],
    [1024 ** 3, '1GB'],
    [1024 ** 3 + 1024 ** 2, '1025MB'],
    [1024 ** 4, '1024GB'],
  ])('of %d bytes is written as %s', (bytes, expected) => {
    expect(formatBytes(bytes)).toBe(expected);
  });

  test.each([
    [Size.bytes(10), '10B'],
    [Size.kibibytes(512), '512KB'],
    [Size.mebibytes(50), '50MB'],
    [Size.mebibytes(0.5), '512KB'],
    [Size.gibibytes(1), '1GB'],
  ])('may be specified in any unit: %s', (size, expected) => {
    expect(toFields({ size }, { size: 's' })).toEqual({ s: expected });
  });
});
