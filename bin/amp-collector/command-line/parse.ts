import { parseArgs } from 'node:util';
import { UsageError } from '../command-error';
import { COMMANDS, type CommandName } from './commands';
import { COMMON_OPTIONS, type CommonValues } from './common-options';
import type { CommandSpec, Values } from './option';

/** What was typed for one command. */
export interface Invocation<N extends CommandName> {
  readonly command: N;
  readonly operands: readonly string[];
  readonly options: Values<typeof COMMANDS[N]['options']> & CommonValues;
}

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** The operands and options of a command; wrong ones are a {@link UsageError}. */
export function parse<N extends CommandName>(command: N, args: readonly string[]): Invocation<N> {
  const spec: CommandSpec = COMMANDS[command];
  const { values, positionals } = split(command, spec, args);
  if (values.help !== true) checkOperands(command, spec, positionals);
  checkChoices(command, spec, values);
  return { command, operands: positionals, options: values as Invocation<N>['options'] };
}

interface Split {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

function split(command: CommandName, spec: CommandSpec, args: readonly string[]): Split {
  try {
    return parseArgs({ args: [...args], options: { ...COMMON_OPTIONS, ...spec.options }, allowPositionals: true, strict: true });
  } catch (error) {
    const [message = ''] = (error as Error).message.split(/\.\s+(?=To specify|Did you)/);
    throw new UsageError(message.replace(/^./, first => first.toLowerCase()), command);
  }
}

function checkOperands(command: CommandName, { operands, operandCount: [min, max] }: CommandSpec, given: readonly string[]): void {
  if (given.length < min) throw new UsageError(`${operands} is missing`, command);
  const [tooMany] = given.slice(max);
  if (tooMany !== undefined) throw new UsageError(`one operand too many: '${tooMany}'`, command);
}

function checkChoices(command: CommandName, { options }: CommandSpec, values: Split['values']): void {
  for (const [name, option] of Object.entries(options)) {
    const value = values[name];
    if (option.type === 'boolean' || option.choices === undefined || typeof value !== 'string' || option.choices.includes(value)) continue;
    throw new UsageError(`--${name} must be one of ${option.choices.join(', ')}, got '${value}'`, command);
  }
}
