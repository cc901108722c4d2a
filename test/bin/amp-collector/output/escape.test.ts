import { escapeTexts } from '../../../../bin/amp-collector/output/escape';

test('texts are escaped wherever they are in data, keys included', () => {
  const data = { 'a\u0007': ['b\n', { c: new Map([['d\u001b', 1]]) }], 'date': new Date(0), 'none': undefined };

  expect(escapeTexts(data)).toEqual({ 'a\\x07': ['b\\n', { c: new Map([['d\\x1b', 1]]) }], 'date': new Date(0), 'none': undefined });
});

test('tabs and letters of all languages stay', () => {
  expect(escapeTexts('\tüber 監視 🚀')).toBe('\tüber 監視 🚀');
});
