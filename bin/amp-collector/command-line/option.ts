/** An option as help, completion and the parser need it. */
export type Option = Flag | TextOption;

interface Flag {
  readonly type: 'boolean';
  readonly description: string;
  readonly short?: string;
}

interface TextOption {
  readonly type: 'string';
  readonly description: string;
  readonly short?: string;
  /** The placeholder of the value in help. `FILE` and `FOLDER` are completed with files. */
  readonly value: string;
  /** The only valid values. */
  readonly choices?: readonly string[];
  /** Allows the option to be repeated. */
  readonly multiple?: true;
}

export type Options = Readonly<Record<string, Option>>;

type ValueOf<T extends Option> = T extends Flag ? boolean : T extends { readonly multiple: true } ? string[] : string;

/** The values of options, by their names. */
export type Values<T extends Options> = {
  readonly [Name in keyof T]?: ValueOf<T[Name]>;
};

/** A command as help, completion and the parser need it. */
export interface CommandSpec {
  /** The heading in the list of commands. */
  readonly group: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The arguments after the command's name. */
  readonly operands: string;
  /** The description of the arguments in the error about a missing one. */
  readonly missing?: string;
  readonly operandCount: readonly [min: number, max: number];
  /** The description, with exit codes. */
  readonly text: string;
  readonly options: Options;
  /** Marks commands that send requests to AWS, and so take a Region, a profile and the like. */
  readonly callsAws: boolean;
  readonly examples: ReadonlyArray<readonly [command: string, description: string]>;
}

/** Keeps the names and kinds of options, for the type of their values. */
export function defineCommand<const T extends CommandSpec>(spec: T): T {
  return spec;
}
