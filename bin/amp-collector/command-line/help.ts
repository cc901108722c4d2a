import { COMMANDS } from './commands';
import { AWS_OPTIONS, COMMON_OPTIONS } from './common-options';
import type { CommandSpec, Option, Options } from './option';

const INTRODUCTION = `amp-collector: validate, create, and troubleshoot managed collectors of Amazon Managed Service for Prometheus

Run it without installing: npx --package cdk-managed-prometheus amp-collector COMMAND [OPTIONS]`;

const FIRST_COLLECTOR = `A first collector
  amp-collector default-config --offline --out prometheus.yml   start with the default scrape configuration
  amp-collector show prometheus.yml                             read what it scrapes
  amp-collector validate prometheus.yml                         find problems
  npx cdk deploy                                                deploy an EksCollector with ScrapeConfiguration.fromFile('prometheus.yml')
  amp-collector status --wait SCRAPER                           wait about 20 minutes
  amp-collector verify --scraper SCRAPER                        check that metrics arrive`;

const EXIT_CODES = 'Exit codes: 0 valid, 1 problems found, 2 usage error, 3 AWS could not be reached';

/** The help without a command. */
export function generalHelp(): string {
  const commands: Array<[string, CommandSpec]> = Object.entries(COMMANDS);
  const groups = [...new Set(commands.map(([, { group }]) => group))];
  return [
    INTRODUCTION,
    'Usage: amp-collector COMMAND [OPTIONS]',
    ...groups.map(name => [name, ...columns(commands
      .filter(([, { group }]) => group === name)
      .map(([command, { summary }]) => [command, summary] as const))].join('\n')),
    FIRST_COLLECTOR,
    section('Options of every command', optionLines(COMMON_OPTIONS)),
    EXIT_CODES,
    'Help for a command: amp-collector COMMAND --help',
  ].join('\n\n');
}

/** The help of a command. */
export function commandHelp(name: string, spec: CommandSpec): string {
  return [
    `amp-collector ${name}: ${spec.summary}`,
    `Usage: ${['amp-collector', name, spec.operands, '[OPTIONS]'].filter(Boolean).join(' ')}`,
    spec.text,
    ...Object.keys(spec.options).length === 0 ? [] : [section('Options', optionLines(spec.options))],
    ...spec.callsAws ? [section('AWS options', optionLines(AWS_OPTIONS))] : [],
    section('Options of every command', optionLines(COMMON_OPTIONS)),
    section(spec.examples.length === 1 ? 'Example' : 'Examples', spec.examples.flatMap(([command, text]) => [`  # ${text}`, `  ${command}`])),
  ].join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines].join('\n');
}

function optionLines(options: Options): string[] {
  return columns(Object.entries(options).map(([name, option]) => [spelling(name, option), option.description] as const));
}

function spelling(name: string, option: Option): string {
  const short = option.short === undefined ? '' : `-${option.short}, `;
  return `${short}--${name}${option.type === 'string' ? ` ${option.value}` : ''}`;
}

function columns(rows: ReadonlyArray<readonly [string, string]>): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
