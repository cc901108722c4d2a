import { COMMANDS, type CommandName } from '../../../../bin/amp-collector/command-line/commands';
import { fitted } from '../../../../bin/amp-collector/command-line/fit';
import { commandHelp, generalHelp } from '../../../../bin/amp-collector/command-line/help';

const HELP = [
  ['the tool', generalHelp()] as const,
  ...(Object.keys(COMMANDS) as CommandName[]).map(name => [name, commandHelp(name, COMMANDS[name])] as const),
];

test.each(HELP)('the help of %s fits into a terminal of 80 columns, its examples left whole', (_, help) => {
  const [text = '', examples = ''] = fitted(help, 80).split(/^(?=Examples?\n)/m);

  expect(text.split('\n').filter(line => line.length > 80)).toEqual([]);
  expect(help.endsWith(examples)).toBe(true);
  expect(fitted(help, 80).split(/\s+/)).toEqual(help.split(/\s+/));
});

test.each([[undefined, 140], [300, 140], [140, 140], [139, 139], [40, 40], [15, 15], [0, 140]])('text for %p columns has lines of %p', (columns, width) => {
  const longest = Math.max(...fitted('a '.repeat(300), columns).split('\n').map(line => line.length));

  expect(width - longest).toBeLessThan(2);
  expect(width - longest).toBeGreaterThanOrEqual(0);
});

test.each([
  ['a paragraph', 'one two three\nfour five', 'one two three\nfour five'],
  ['a list', 'Is one of:\n- one two three\n  four\n- five', 'Is one of:\n- one two three\n  four\n- five'],
  ['a table', 'Options\n  --a  b c d e f g\n  --h  i', 'Options\n  --a  b c d e f\n       g\n  --h  i'],
  ['a table whose first column is wide', '  --option  does this and that', '  --option\n    does this\n    and that'],
  ['a word that is too long', 'aaaaaaaaaaaaaaaa bb', 'aaaaaaaaaaaaaaaa\nbb'],
])('wraps %s', (_, text, expected) => {
  expect(fitted(text, 16)).toBe(expected);
});
