import { Duration, Fn, Lazy, Size, Stack, Token } from 'aws-cdk-lib';
import { toFields } from '../../../lib/scrape-configuration/writer/fields';

describe('typed properties', () => {
  test('become fields in the order of the table', () => {
    expect(Object.keys(toFields({ b: 2, a: 1 }, { a: 'first', b: 'second' }))).toEqual(['first', 'second']);
  });

  test('are left out if they are not specified; false, 0 and the empty text are written', () => {
    const given: { a?: number; b: boolean; c: number; d: string } = { b: false, c: 0, d: '' };

    expect(toFields(given, { a: 'a', b: 'b', c: 'c', d: 'd' })).toEqual({ b: false, c: 0, d: '' });
  });

  test('with a _render method are rendered, in lists too', () => {
    const renderable = { _render: () => ({ rendered: true }) };

    expect(toFields({ one: renderable, many: [renderable] }, { one: 'one', many: 'many' }))
      .toEqual({ one: { rendered: true }, many: [{ rendered: true }] });
  });

  test('are followed by additional fields, which replace fields of the same name', () => {
    expect(toFields({ a: 1, b: 2 }, { a: 'x', b: 'y' }, { z: 3, x: 4 })).toEqual({ x: 4, y: 2, z: 3 });
  });

  test('keep a list that is known only at deployment', () => {
    const list = Fn.split(',', Fn.importValue('list'));

    expect(toFields({ list }, { list: 'list' }).list).toBe(list);
  });
});

describe('a unit that is known only at deployment', () => {
  const number = () => Lazy.number({ produce: () => 45 });

  test.each([
    ['45ms', Duration.millis(number())], ['45s', Duration.seconds(number())], ['45m', Duration.minutes(number())],
    ['45h', Duration.hours(number())], ['45d', Duration.days(number())],
    ['45KB', Size.kibibytes(number())], ['45MB', Size.mebibytes(number())], ['45GB', Size.gibibytes(number())],
    ['45TB', Size.tebibytes(number())], ['45PB', Size.pebibytes(number())], ['45B', Size.bytes(number())],
  ])('is written in its own unit: %s', (expected, value) => {
    const { field } = toFields({ value }, { value: 'field' });

    expect(Token.isUnresolved(field)).toBe(true);
    expect(new Stack().resolve(field)).toBe(expected);
  });
});
