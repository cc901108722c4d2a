import { COMMANDS } from './commands';
import { COMMON_OPTIONS } from './common-options';
import type { CommandSpec, Option, Options } from './option';

const INTRODUCTION = 'amp-collector: managed collectors of Amazon Managed Service for Prometheus, from the default configuration to metrics that arrive';

const FIRST_SET_UP = `A first set-up
  amp-collector default-config --fixed --out prometheus.yml   the configuration to begin with
  amp-collector show prometheus.yml                           what it scrapes
  amp-collector validate prometheus.yml                       what is wrong with it
  npx cdk deploy                                              an EksCollector with ScrapeConfiguration.fromFile('prometheus.yml')
  amp-collector status --wait SCRAPER                         about twenty minutes
  amp-collector verify --scraper SCRAPER                      whether metrics arrive, and what is broken if not`;

/** What `--help` says without a command. */
export function generalHelp(): string {
  const commands: Array<[string, CommandSpec]> = Object.entries(COMMANDS);
  const groups = [...new Set(commands.map(([, { group }]) => group))];
  return [
    INTRODUCTION,
    'Usage: amp-collector COMMAND [OPTIONS]',
    ...groups.map(name => [name, ...columns(commands
      .filter(([, { group }]) => group === name)
      .map(([command, { summary }]) => [command, summary] as const))].join('\n')),
    FIRST_SET_UP,
    section('Options of every command', optionLines(COMMON_OPTIONS)),
    'amp-collector COMMAND --help tells what a command does, with examples.',
  ].join('\n\n');
}

/** What `COMMAND --help` says. */
export function commandHelp(name: string, spec: CommandSpec): string {
  return [
    `amp-collector ${name}: ${spec.summary}`,
    `Usage: ${['amp-collector', name, spec.operands, '[OPTIONS]'].filter(Boolean).join(' ')}`,
    spec.text,
    ...Object.keys(spec.options).length === 0 ? [] : [section('Options', optionLines(spec.options))],
    section('Options of every command', optionLines(COMMON_OPTIONS)),
    section(spec.examples.length === 1 ? 'Example' : 'Examples', spec.examples.flatMap(([command, says]) => [`  # ${says}`, `  ${command}`])),
  ].join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines].join('\n');
}

function optionLines(options: Options): string[] {
  return columns(Object.entries(options).map(([name, option]) => [spelling(name, option), option.says] as const));
}

function spelling(name: string, option: Option): string {
  const short = option.short === undefined ? '' : `-${option.short}, `;
  return `${short}--${name}${option.type === 'string' ? ` ${option.value}` : ''}`;
}

function columns(rows: ReadonlyArray<readonly [string, string]>): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
