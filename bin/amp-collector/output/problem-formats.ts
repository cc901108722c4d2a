import { githubAnnotations } from './problems-github';
import { problemsJson } from './problems-json';
import { sarifLog } from './problems-sarif';
import { problemsText } from './problems-text';
import type { Terminal } from './terminal';
import type { ValidatedDocument } from './validated-document';

type Write = (documents: readonly ValidatedDocument[], terminal: Terminal) => void;

const WRITERS: Readonly<Record<string, Write>> = {
  text: (documents, terminal) => {
    if (documents.length > 0) terminal.print(problemsText(documents, terminal.paint));
  },
  json: (documents, terminal) => {
    terminal.printJson(problemsJson(documents));
  },
  sarif: (documents, terminal) => {
    terminal.printJson(sarifLog(documents));
  },
  github: (documents, terminal) => {
    const annotations = githubAnnotations(documents);
    if (annotations !== '') terminal.write(annotations);
  },
};

/** Prints problems in a format of `validate`. */
export function writeProblems(format: string, documents: readonly ValidatedDocument[], terminal: Terminal): void {
  WRITERS[format]?.(documents, terminal);
}
