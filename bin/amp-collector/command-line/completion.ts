import { COMMANDS } from './commands';
import type { CommandSpec, Option } from './option';
import { optionsOf } from './parse';

/** The completion scripts by shell. */
export const SHELLS: Readonly<Record<string, () => string>> = { bash: bashCompletion, zsh: zshCompletion };

const commands: Array<[string, CommandSpec]> = Object.entries(COMMANDS);

function optionEntries(spec: CommandSpec): Array<[string, Option]> {
  return Object.entries(optionsOf(spec));
}

/** The completion of the value of an option. */
function kindOf(option: Option): 'flag' | 'file' | 'choice' | 'free' {
  if (option.type === 'boolean') return 'flag';
  if (option.choices !== undefined) return 'choice';
  return option.value === 'FILE' || option.value === 'FOLDER' ? 'file' : 'free';
}

function choicesOf(option: Option): readonly string[] {
  return option.type === 'string' ? option.choices ?? [] : [];
}

/** Words are separated by line breaks, since file names may contain spaces. */
function bashCompletion(): string {
  return `_amp_collector() {
  local IFS=$'\\n' word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    ${bashWords([...commands.map(([name]) => name), '--help', '--version'])}
    return
  fi
  case "$command $before" in
${commands.flatMap(([name, spec]) => optionEntries(spec).flatMap(([option, definition]) => bashValue(name, option, definition))).join('\n')}
  esac
  case "$command" in
${commands.map(([name, spec]) => `    ${name}) ${bashOperand(spec)} ;;`).join('\n')}
  esac
}
complete -F _amp_collector amp-collector`;
}

const BASH_FILES = 'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word"))';

function bashWords(words: readonly string[]): string {
  return `COMPREPLY=($(compgen -W $'${words.join('\\n')}' -- "$word"))`;
}

function bashValue(command: string, name: string, option: Option): string[] {
  const replies = {
    flag: undefined,
    free: 'return',
    file: `${BASH_FILES}; return`,
    choice: `${bashWords(choicesOf(option))}; return`,
  };
  const reply = replies[kindOf(option)];
  const spellings = [`--${name}`, ...option.short === undefined ? [] : [`-${option.short}`]];
  return reply === undefined ? [] : [`    ${spellings.map(spelling => quoted(`${command} ${spelling}`)).join('|')}) ${reply} ;;`];
}

function bashOperand(spec: CommandSpec): string {
  const options = bashWords(optionEntries(spec).map(([name]) => `--${name}`));
  const operands = spec.operands.includes('FILE') ? BASH_FILES : spec.operands === 'bash|zsh' ? bashWords(Object.keys(SHELLS)) : ':';
  return `if [[ "$word" == -* ]]; then ${options}; else ${operands}; fi`;
}

function zshCompletion(): string {
  return `#compdef amp-collector
_amp_collector() {
  local -a commands
  commands=(
${commands.map(([name, { summary }]) => `    ${quoted(`${name}:${summary}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(([name, spec]) => `    ${name}) _arguments ${zshArguments(spec).join(' ')} ;;`).join('\n')}
  esac
}
# Sourced, it is a definition; as a file of $fpath, it is the function itself.
if [ "$funcstack[1]" = _amp_collector ]; then _amp_collector "$@"; else compdef _amp_collector amp-collector; fi`;
}

function zshArguments(spec: CommandSpec): string[] {
  const options = optionEntries(spec).map(([name, option]) => {
    const actions = { flag: '', free: `:${name}: `, file: `:${name}:_files`, choice: `:${name}:(${choicesOf(option).join(' ')})` };
    return quoted(`--${name}[${option.description.replace(/[[\]:]/g, '\\$&')}]${actions[kindOf(option)]}`);
  });
  if (spec.operands.includes('FILE')) return [...options, quoted(`${spec.operandCount[1] === 1 ? '1' : '*'}:file:_files`)];
  return spec.operands === 'bash|zsh' ? [...options, quoted(`1:shell:(${Object.keys(SHELLS).join(' ')})`)] : options;
}

/** Quotes a word for both shells. */
function quoted(text: string): string {
  return `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}
