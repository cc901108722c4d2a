import { EXIT, CommandError } from '../../../../bin/amp-collector/command-error';
import { endOf, Terminal, type TerminalOptions } from '../../../../bin/amp-collector/output/terminal';

function terminal(isTTY: boolean, options: Partial<TerminalOptions> = {}): { terminal: Terminal; out: string[]; err: string[] } {
  const [out, err]: [string[], string[]] = [[], []];
  const sink = (texts: string[]) => ({ isTTY, write: (text: string) => texts.push(text) });
  return { terminal: new Terminal({ quiet: false, color: true, ...options }, sink(out), sink(err)), out, err };
}

test('colours are used on a terminal', () => {
  expect(terminal(true).terminal.paint.bad('no')).toBe('\u001b[31mno\u001b[39m');
});

test.each<[string, boolean, Partial<TerminalOptions>]>([
  ['in a pipe', false, {}],
  ['when nobody wants them', true, { color: false }],
])('colours are not used %s', (_, isTTY, options) => {
  expect(terminal(isTTY, options).terminal.paint.bad('no')).toBe('no');
});

test('progress is one line of a terminal, which what follows takes the place of', () => {
  const { terminal: tty, out, err } = terminal(true);
  tty.progress('one');
  tty.progress('two');
  tty.print('done');

  expect(err).toEqual(['one', '\r\u001b[2K', 'two', '\r\u001b[2K']);
  expect(out).toEqual(['done\n']);
});

test.each<[string, boolean, Partial<TerminalOptions>]>([
  ['in a pipe', false, {}],
  ['when it should be quiet', true, { quiet: true }],
])('there is no progress %s', (_, isTTY, options) => {
  const { terminal: silent, err } = terminal(isTTY, options);
  silent.progress('one');
  silent.clear();

  expect(err).toEqual([]);
});

test('notes are kept back when it should be quiet, and failures are not', () => {
  const { terminal: quiet, err } = terminal(true, { quiet: true });
  quiet.note('a note');

  expect(endOf(new CommandError('no credentials'), quiet)).toBe(EXIT.AWS_UNREACHABLE);
  expect(err).toEqual(['amp-collector: no credentials\n']);
});

test('what nobody thought of comes with its stack', () => {
  const { terminal: tty, err } = terminal(false);

  expect(endOf(new TypeError('x is not a function'), tty)).toBe(EXIT.AWS_UNREACHABLE);
  expect(err.join('')).toMatch(/failed unexpectedly:\nTypeError: x is not a function\n {4}at /);
});
