import { CommandError, EXIT } from '../../../../bin/amp-collector/command-error';
import { reportError, Terminal, type TerminalOptions } from '../../../../bin/amp-collector/output/terminal';

function terminal(isTTY: boolean, options: Partial<TerminalOptions> = {}): { terminal: Terminal; out: string[]; err: string[] } {
  const [out, err]: [string[], string[]] = [[], []];
  const sink = (texts: string[]) => ({
    isTTY, write: (text: string | Uint8Array) => texts.push(Buffer.from(text).toString()), flush: () => Promise.resolve(),
  });
  return { terminal: new Terminal({ quiet: false, color: true, ...options }, sink(out), sink(err)), out, err };
}

test('output is painted on a terminal, and the paint is printed', () => {
  const { terminal: tty, out } = terminal(true);
  tty.print(tty.paint.bad('no'));

  expect(out).toEqual(['\u001b[31mno\u001b[39m\n']);
});

test.each<[string, boolean, Partial<TerminalOptions>]>([
  ['in a pipe', false, {}],
  ['with --no-color', true, { color: false }],
])('output is not painted %s', (_, isTTY, options) => {
  expect(terminal(isTTY, options).terminal.paint.bad('no')).toBe('no');
});

test('the next output replaces the line of progress', () => {
  const { terminal: tty, out, err } = terminal(true);
  tty.progress('one');
  tty.progress('two');
  tty.print('done');

  expect(err).toEqual(['one', '\r\u001b[2K', 'two', '\r\u001b[2K']);
  expect(out).toEqual(['done\n']);
});

test.each<[string, boolean, Partial<TerminalOptions>]>([
  ['in a pipe', false, {}],
  ['with --quiet', true, { quiet: true }],
])('progress is not printed %s', (_, isTTY, options) => {
  const { terminal: silent, err } = terminal(isTTY, options);
  silent.progress('one');
  silent.clear();

  expect(err).toEqual([]);
});

test('--quiet prints errors and no notes', () => {
  const { terminal: quiet, err } = terminal(true, { quiet: true });
  quiet.note('a note');

  expect(reportError(new CommandError('no credentials'), quiet)).toBe(EXIT.AWS_UNREACHABLE);
  expect(err).toEqual(['amp-collector: no credentials\n']);
});

test('an unexpected error is printed with its stack', () => {
  const { terminal: tty, err } = terminal(false);

  expect(reportError(new TypeError('x is not\na function'), tty)).toBe(EXIT.INTERNAL_ERROR);
  expect(err[0]).toBe('amp-collector failed unexpectedly, which is an error of the tool: x is not\\na function\n');
  expect(err[1]).toMatch(/^ {4}at /);
});

describe('data', () => {
  const HOSTILE = 'a\u001b]0;title\u0007b\r\u009b31m\u202ec';

  test.each<[string, (tty: Terminal) => void]>([
    ['a result', (tty) => { tty.print(HOSTILE); }],
    ['a note', (tty) => { tty.note(HOSTILE); }],
    ['an error', (tty) => { tty.fail(HOSTILE); }],
    ['progress', (tty) => { tty.progress(HOSTILE); }],
    ['content on a terminal', (tty) => { tty.write(HOSTILE); }],
  ])('in %s is escaped', (_, print) => {
    const { terminal: tty, out, err } = terminal(true);
    print(tty);

    expect([...out, ...err].join('').trimEnd()).toBe('a\\x1b]0;title\\x07b\\r\\x9b31m\\u202ec');
  });

  test('in content for a program is left as it is', () => {
    const { terminal: pipe, out } = terminal(false);
    pipe.write(HOSTILE);

    expect(out).toEqual([`${HOSTILE}\n`]);
  });

  test('in JSON is escaped without changing its value', () => {
    const { terminal: pipe, out } = terminal(false);
    pipe.printJson({ name: HOSTILE, command: '##[group]' });

    expect(out.join('')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|##\[/);
    expect(JSON.parse(out.join(''))).toEqual({ name: HOSTILE, command: '##[group]' });
  });

  test.each([
    ['::add-mask::x', '\\x3a:add-mask::x'],
    ['  ::error::x', '  \\x3a:error::x'],
    ['a ::error::x', 'a ::error::x'],
    ['a ##[group]x', 'a \\x23#[group]x'],
    ['##vso[task.setvariable]', '\\x23#vso[task.setvariable]'],
    ['## heading', '## heading'],
  ])('from %s cannot be a command of a CI system', (given, printed) => {
    const { terminal: pipe, out, err } = terminal(false);
    pipe.print(given);
    pipe.fail(given);

    expect([...out, ...err]).toEqual([`${printed}\n`, `${printed}\n`]);
  });
});
