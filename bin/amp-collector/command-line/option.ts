/** An option as help, completion and the parser know it. */
export type Option = Flag | TextOption;

interface Flag {
  readonly type: 'boolean';
  readonly says: string;
  readonly short?: string;
}

interface TextOption {
  readonly type: 'string';
  readonly says: string;
  readonly short?: string;
  /** What stands for the value in help: `FILE` is completed with files. */
  readonly value: string;
  /** The only values there are. */
  readonly choices?: readonly string[];
}

export type Options = Readonly<Record<string, Option>>;

/** The values of options, by their names. */
export type Values<T extends Options> = {
  readonly [Name in keyof T]?: T[Name] extends Flag ? boolean : string;
};

/** A command as help, completion and the parser know it. */
export interface CommandSpec {
  /** The part of a set-up that it belongs to. */
  readonly group: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What comes after the command's name, as help has it. */
  readonly operands: string;
  /** How many operands there are: at least and at most. */
  readonly operandCount: readonly [min: number, max: number];
  /** What the command does, and what its exit codes mean. */
  readonly text: string;
  readonly options: Options;
  readonly examples: ReadonlyArray<readonly [command: string, says: string]>;
}

/** Keeps the names and kinds of options, for the type of their values. */
export function defineCommand<const T extends CommandSpec>(spec: T): T {
  return spec;
}
