import { parseArgs } from 'node:util';
import { UsageError } from '../command-error';
import { COMMANDS, type CommandName } from './commands';
import { AWS_OPTIONS, COMMON_OPTIONS, type CommonValues } from './common-options';
import type { CommandSpec, Options, Values } from './option';
import { suggestion } from '../../../lib/private/suggestion';

/** The arguments of one command. */
export interface Invocation<N extends CommandName> {
  readonly command: N;
  readonly operands: readonly string[];
  readonly options: Values<typeof COMMANDS[N]['options']> & CommonValues;
}

/** Returns the name of a command, or throws a {@link UsageError}. */
export function commandName(name: string): CommandName {
  if (Object.hasOwn(COMMANDS, name)) return name as CommandName;
  if (name.startsWith('-')) throw new UsageError(`specify a command before the option ${name}`);
  throw new UsageError(`unknown command '${name}'${suggestion(name, Object.keys(COMMANDS))}`);
}

/** All options that a command takes. */
export function optionsOf({ options, callsAws }: CommandSpec): Options {
  return { ...options, ...callsAws ? AWS_OPTIONS : {}, ...COMMON_OPTIONS };
}

/** Parses the arguments of a command; throws a {@link UsageError}. */
export function parse<N extends CommandName>(command: N, args: readonly string[]): Invocation<N> {
  const spec: CommandSpec = COMMANDS[command];
  const options = optionsOf(spec);
  const { values, positionals } = split(command, options, args);
  if (values.help !== true) checkOperands(spec, positionals);
  checkChoices(options, values);
  return { command, operands: positionals, options: values as Invocation<N>['options'] };
}

interface Split {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

function split(command: CommandName, options: Options, args: readonly string[]): Split {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(parseError(command, options, error as NodeJS.ErrnoException));
  }
}

function parseError(command: CommandName, options: Options, { code, message }: NodeJS.ErrnoException): string {
  const [, option = ''] = /'(-[^', ]*)/.exec(message) ?? [];
  const [name = ''] = option.replace(/^-+/, '').split('=');
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    if (Object.hasOwn(AWS_OPTIONS, name)) return `${command} does not call AWS and takes no ${option}`;
    // Other tools have `--output` where this one has `--out`.
    const shorter = Object.keys(options).filter(known => known.length > 2 && name.startsWith(known));
    return `unknown option ${option}${suggestion(`--${shorter[0] ?? name}`, Object.keys(options).map(known => `--${known}`))}`;
  }
  const known = Object.entries(options).find(([long, { short }]) => long === name || short === name);
  if (known?.[1].type === 'string') return `--${known[0]} needs a value: --${known[0]} ${known[1].value}`;
  if (known !== undefined) return `--${known[0]} takes no value`;
  return message;
}

function checkOperands({ operands, missing, operandCount: [min, max], options }: CommandSpec, given: readonly string[]): void {
  if (given.includes('')) throw new UsageError(`an argument is empty${missing === undefined ? '' : `; specify ${missing}`}`);
  if (given.length < min) throw new UsageError(`missing argument: ${missing ?? operands}`);
  const [unexpected] = given.slice(max);
  if (unexpected === undefined) return;
  // status and import take a scraper as an argument, verify as an option.
  const isScraper = max === 0 && Object.hasOwn(options, 'scraper');
  throw new UsageError(`unexpected argument '${unexpected}'${isScraper ? `; did you mean '--scraper ${unexpected}'?` : ''}`);
}

function checkChoices(options: Options, values: Split['values']): void {
  for (const [name, option] of Object.entries(options)) {
    const value = values[name];
    if (option.type === 'boolean' || option.choices === undefined || typeof value !== 'string' || option.choices.includes(value)) continue;
    throw new UsageError(`--${name} must be one of ${option.choices.join(', ')}, got '${value}'${suggestion(value, option.choices)}`);
  }
}
