import { suggestion } from '../../lib/private/suggestion';

const COMMANDS = ['default-config', 'validate', 'show', 'relabel', 'targets', 'status', 'verify'];

test.each([
  ['vaildate', 'validate'],
  ['stats', 'status'],
  ['shwo', 'show'],
  ['relable', 'relabel'],
  ['VERIFY', 'verify'],
  ['default-cofnig', 'default-config'],
])('%s is recognized as a misspelling of %s', (given, expected) => {
  expect(suggestion(given, COMMANDS)).toBe(`; did you mean '${expected}'?`);
});

test.each(['deploy', 'x', '', 'a'.repeat(10_000)])('%.10s is not a misspelling of any command', (given) => {
  expect(suggestion(given, COMMANDS)).toBe('');
});
