import type { ConversionNote } from '../../../lib/conversion/conversion-note';
import type { FileConversion } from '../../../lib/conversion/files/convert-files';
import type { ConvertedFile } from '../../../lib/conversion/files/converted';
import { RESULT_FILES } from '../../../lib/conversion/files/result-files';
import { ProblemSeverity, type Problem } from '../../../lib/validation/problem';
import { EXIT, UsageError } from '../command-error';
import type { Invocation } from '../command-line/parse';
import { assignments } from '../command-line/values';
import { conversionLibrary } from '../conversion/conversion-library';
import { readInputs } from '../conversion/input-files';
import { errorLines, noteLines } from '../conversion/report';
import { count } from '../count';
import { kindOf } from '../documents/document-kinds';
import type { Terminal } from '../output/terminal';
import { writeFolder } from '../output/write-folder';

type ConvertOptions = Invocation<'convert'>['options'];

/** A file that the command writes. */
interface Output {
  readonly name: string;
  readonly text: string;
}

export function run({ operands, options }: Invocation<'convert'>, terminal: Terminal): number {
  const { files, named } = readInputs(operands);
  const { convertFiles } = conversionLibrary();
  const conversion = convertFiles(files, { environment: assignments('set', options.set), namespace: options.namespace ?? 'default' });
  const { errors } = conversion;
  const outputs = errors.length > 0 ? [] : outputsOf(conversion.files, options);
  if (options.out === undefined && options.json !== true && outputs.length > 1) {
    throw new UsageError(`the input becomes several files (${outputs.map(({ name }) => name).join(', ')}): specify a folder with --out`);
  }
  const problems = errors.length > 0 ? [] : conversion.files.flatMap(file => problemsOf(file, options.to === 'typescript'));
  report(conversion, conversion.notes.filter(note => note.outcome !== 'skipped' || named.has(note.file ?? '')), problems, terminal);
  write(outputs, { conversion, problems }, options, terminal);
  return errors.length > 0 || problems.some(isError) ? EXIT.PROBLEMS : EXIT.OK;
}

function outputsOf(files: readonly ConvertedFile[], { to }: ConvertOptions): Output[] {
  if (to === 'typescript') return files.length === 0 ? [] : [{ name: 'monitoring.ts', text: conversionLibrary().typescriptModule(files) }];
  return files.map(({ kind, text }) => ({ name: RESULT_FILES[kind], text }));
}

/** The problems that a converted file still has. Code has other lines than the file. */
function problemsOf({ kind, text }: ConvertedFile, isCode: boolean): Problem[] {
  const name = RESULT_FILES[kind];
  const document = { name, file: name, text };
  return kindOf(document).validate(document, {}).map(({ line, column, ...problem }) =>
    isCode ? problem : { ...problem, file: name, line, column });
}

function report(
  { files, errors, skippedObjects }: FileConversion, notes: readonly ConversionNote[], problems: readonly Problem[], terminal: Terminal,
): void {
  for (const line of noteLines(notes)) terminal.note(line);
  if (skippedObjects > 0) terminal.note(`skipped  ${count(skippedObjects, 'Kubernetes object')} of other kinds`);
  for (const line of errorLines([...errors, ...problems.filter(isError)])) terminal.fail(line);
  if (errors.some(({ ruleId }) => ruleId === 'open-telemetry-variable')) terminal.fail('Specify the values of environment variables: --set NAME=VALUE');
  const warnings = problems.length - problems.filter(isError).length;
  if (errors.length === 0) terminal.note(`converted: ${files.map(described).join(', ')}${warnings === 0 ? '' : `; ${count(warnings, 'warning')}, see amp-collector validate`}`);
}

function described({ kind, value }: ConvertedFile): string {
  if (kind === 'scrape-configuration') return count(lengthOf(value.scrape_configs), 'scrape job');
  return kind === 'rule-file' ? count(lengthOf(value.groups), 'rule group') : 'an alert manager definition';
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

function write(
  outputs: readonly Output[], { conversion, problems }: { readonly conversion: FileConversion; readonly problems: readonly Problem[] },
  { out, json, force = false }: ConvertOptions, terminal: Terminal,
): void {
  if (out !== undefined && outputs.length > 0) {
    writeFolder(out, Object.fromEntries(outputs.map(({ name, text }) => [name, text])), force);
    terminal.note(`wrote ${outputs.map(({ name }) => name).join(', ')} into ${out}`);
  }
  const { notes, errors, skippedObjects } = conversion;
  if (json === true) terminal.printJson({ files: outputs, notes, errors, problems, skippedObjects });
  else if (out === undefined) for (const { text } of outputs) terminal.write(text);
}

function isError({ severity }: Problem): boolean {
  return severity === ProblemSeverity.ERROR;
}
